import Synchronization
import Testing

@testable import Server

@Suite("Sessions of the dashboard")
struct DashboardSessionsTests {
    /// A clock that a test moves.
    private final class Clock: Sendable {
        private let time = Atomic(1_800_000_000)

        var seconds: Int { time.load(ordering: .relaxed) }

        func advance(by seconds: Int) { time.add(seconds, ordering: .relaxed) }
    }

    private func cookie(_ line: String) -> String { String(line.prefix { $0 != ";" }) }

    @Test("A session lasts as long as it says")
    func lifetime() {
        let clock = Clock()
        let sessions = DashboardSessions(now: { clock.seconds })
        let pair = cookie(sessions.begin())

        #expect(sessions.admits(cookies: [pair]))
        clock.advance(by: DashboardSessions.lifetime - 1)
        #expect(sessions.admits(cookies: ["a=b; \(pair);c=d", "x=y"]))
        clock.advance(by: 1)
        #expect(!sessions.admits(cookies: [pair]))
    }

    @Test("A cookie of another process, one that was changed, and what is none are not taken")
    func forgery() {
        let sessions = DashboardSessions(now: { 1000 })
        let pair = cookie(sessions.begin())
        #expect(!DashboardSessions(now: { 1000 }).admits(cookies: [pair]))
        let later = pair.replacing("\(1000 + DashboardSessions.lifetime)", with: "99999999999")
        #expect(later != pair)
        #expect(!sessions.admits(cookies: [later]))
        let name = String(pair.prefix { $0 != "=" })
        for value in ["", ".", "99999999999.", "99999999999", String(pair.dropFirst(name.count + 1).dropLast())] {
            #expect(!sessions.admits(cookies: ["\(name)=\(value)"]))
        }
        #expect(!sessions.admits(cookies: []))
        #expect(!sessions.admits(cookies: [cookie(sessions.end)]))
    }
}
