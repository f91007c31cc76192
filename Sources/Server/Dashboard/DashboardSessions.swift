import HTTPTypes
import Providers
import Synchronization

/// The sessions of people who have shown a client key: a cookie that holds its own end, marked by this process.
///
/// A session is not stored, only that it was ended before its time; a restart ends every session, as the mark's key goes
/// with it.
final class DashboardSessions: Sendable {
    /// A session that was once begun.
    struct Session: Sendable, Equatable {
        let id: String
        /// Seconds since 1970.
        let end: Int
        /// Which seal marked it.
        let generation: Int
    }

    private struct State {
        var seal: TextSeal
        /// How many seals there were before.
        var generation = 0
        /// Sessions that were ended before their time, with that.
        var ended: [String: Int] = [:]
    }

    /// How long a session lasts, in seconds.
    static let lifetime = 12 * 60 * 60
    /// Sessions ended before their time that are remembered; one more ends all.
    static let endedLimit = 1000
    private static let name = "claude_proxy_session"

    private let state: Mutex<State>
    /// Seconds since 1970.
    private let now: @Sendable () -> Int

    init(seal: TextSeal = TextSeal(), now: @escaping @Sendable () -> Int) {
        state = Mutex(State(seal: seal))
        self.now = now
    }

    /// The `set-cookie` of a new session.
    ///
    /// No `Secure`: the proxy speaks plain HTTP, on loopback as a rule.
    func begin() -> String {
        let end = now() + Self.lifetime
        let id = String(UInt64.random(in: 0 ... .max), radix: 16) + String(UInt64.random(in: 0 ... .max), radix: 16)
        let mark = state.withLock { $0.seal.mark(Self.text(id, end)) }
        return "\(Self.name)=\(end).\(id).\(mark); Max-Age=\(Self.lifetime); \(Self.attributes)"
    }

    /// Ends the session of a request, wherever else its cookie may be.
    /// - Returns: The `set-cookie` that makes the browser forget it.
    func end(_ head: HTTPRequest) -> String { end(cookies: head.headerFields[values: .cookie]) }

    /// The same for the values of `cookie`.
    func end(cookies lines: [String]) -> String {
        if let session = session(cookies: lines) { end(session) }
        return "\(Self.name)=; Max-Age=0; \(Self.attributes)"
    }

    private func end(_ session: Session) {
        let now = now()
        state.withLock { state in
            if state.ended.count >= Self.endedLimit { state.ended = state.ended.filter { $0.value > now } }
            if state.ended.count >= Self.endedLimit {
                state = State(seal: TextSeal(), generation: state.generation + 1)
            } else {
                state.ended[session.id] = session.end
            }
        }
    }

    /// The session that a request belongs to, if that has not ended.
    func session(of head: HTTPRequest) -> Session? { session(cookies: head.headerFields[values: .cookie]) }

    /// The same for the values of `cookie`.
    func session(cookies lines: [String]) -> Session? {
        let cookies = lines.flatMap { $0.split(separator: ";") }
        for cookie in cookies.prefix(Self.cookieLimit) {
            let pair = cookie.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            if pair.count == 2, pair[0] == Self.name, let session = session(pair[1]), isRunning(session) {
                return session
            }
        }
        return nil
    }

    /// Whether a session still has not ended.
    func isRunning(_ session: Session) -> Bool {
        session.end > now()
            && state.withLock { $0.generation == session.generation && $0.ended[session.id] == nil }
    }

    private func session(_ value: Substring) -> Session? {
        let parts = value.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let end = Int(decimal: parts[0]) else { return nil }
        let id = String(parts[1])
        let (seal, generation) = state.withLock { ($0.seal, $0.generation) }
        guard seal.isMark(parts[2], of: Self.text(id, end)) else { return nil }
        return Session(id: id, end: end, generation: generation)
    }

    /// Cookies looked at; a browser sends those of every port of the host.
    private static let cookieLimit = 100
    private static let attributes = "Path=/; HttpOnly; SameSite=Strict"

    private static func text(_ id: String, _ end: Int) -> String { "dashboard session \(id) until \(end)" }
}
