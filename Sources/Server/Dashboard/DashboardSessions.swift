import HTTPTypes
import Providers

/// The sessions of people who have shown a client key: a cookie that holds its own end, marked by this process.
///
/// Nothing is stored, so there is nothing to bound; a restart ends every session, as the mark's key goes with it.
struct DashboardSessions: Sendable {
    /// How long a session lasts, in seconds.
    static let lifetime = 12 * 60 * 60
    private static let name = "claude_proxy_session"

    private let seal: TextSeal
    /// Seconds since 1970.
    private let now: @Sendable () -> Int

    init(seal: TextSeal = TextSeal(), now: @escaping @Sendable () -> Int) {
        self.seal = seal
        self.now = now
    }

    /// The `set-cookie` of a new session.
    ///
    /// No `Secure`: the proxy speaks plain HTTP, on loopback as a rule.
    func begin() -> String {
        let end = now() + Self.lifetime
        return "\(Self.name)=\(end).\(seal.mark(Self.text(end))); Max-Age=\(Self.lifetime); \(Self.attributes)"
    }

    /// The `set-cookie` that makes a browser forget its session.
    var end: String { "\(Self.name)=; Max-Age=0; \(Self.attributes)" }

    /// Whether a request belongs to a session that has not ended.
    func admits(_ head: HTTPRequest) -> Bool { admits(cookies: head.headerFields[values: .cookie]) }

    /// The same for the values of `cookie`.
    func admits(cookies lines: [String]) -> Bool {
        let cookies = lines.flatMap { $0.split(separator: ";") }
        return cookies.prefix(Self.cookieLimit).contains { cookie in
            let pair = cookie.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            return pair.count == 2 && pair[0] == Self.name && isValid(pair[1])
        }
    }

    private func isValid(_ value: Substring) -> Bool {
        let parts = value.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let end = Int(decimal: parts[0]), end > now() else { return false }
        return seal.isMark(parts[1], of: Self.text(end))
    }

    /// Cookies looked at; a browser sends those of every port of the host.
    private static let cookieLimit = 100
    private static let attributes = "Path=/; HttpOnly; SameSite=Strict"

    private static func text(_ end: Int) -> String { "dashboard session until \(end)" }
}
