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

        #expect(sessions.session(cookies: [pair]) != nil)
        clock.advance(by: DashboardSessions.lifetime - 1)
        #expect(sessions.session(cookies: ["a=b; \(pair);c=d", "x=y"]) != nil)
        clock.advance(by: 1)
        #expect(sessions.session(cookies: [pair]) == nil)
    }

    @Test("A cookie of another process, one that was changed, and what is none are not taken")
    func forgery() {
        let sessions = DashboardSessions(now: { 1000 })
        let pair = cookie(sessions.begin())
        #expect(DashboardSessions(now: { 1000 }).session(cookies: [pair]) == nil)
        let later = pair.replacing("\(1000 + DashboardSessions.lifetime)", with: "99999999999")
        #expect(later != pair)
        #expect(sessions.session(cookies: [later]) == nil)
        let name = String(pair.prefix { $0 != "=" })
        for value in [
            "", ".", "..", "99999999999.", "99999999999..", "99999999999",
            String(pair.dropFirst(name.count + 1).dropLast()),
        ] {
            #expect(sessions.session(cookies: ["\(name)=\(value)"]) == nil)
        }
        #expect(sessions.session(cookies: []) == nil)
        #expect(sessions.session(cookies: [cookie(sessions.end(cookies: []))]) == nil)
    }

    @Test("A session that was ended is ended for every copy of its cookie, and no other is")
    func ending() throws {
        let sessions = DashboardSessions(now: { 1000 })
        let (ended, other) = (cookie(sessions.begin()), cookie(sessions.begin()))
        let session = try #require(sessions.session(cookies: [ended]))
        #expect(sessions.isRunning(session))

        #expect(sessions.end(cookies: ["a=b; \(ended)"]).contains("=; Max-Age=0;"))

        #expect(sessions.session(cookies: [ended]) == nil)
        #expect(!sessions.isRunning(session))
        #expect(sessions.session(cookies: [other]) != nil)
    }

    @Test("A session runs until its time is over, and one of which too many were ended goes with them")
    func bound() throws {
        let clock = Clock()
        let sessions = DashboardSessions(now: { clock.seconds })
        let kept = try #require(sessions.session(cookies: [cookie(sessions.begin())]))
        for _ in 0..<DashboardSessions.endedLimit { _ = sessions.end(cookies: [cookie(sessions.begin())]) }
        #expect(sessions.isRunning(kept))
        clock.advance(by: DashboardSessions.lifetime)
        #expect(!sessions.isRunning(kept))

        // Those that are over by now are forgotten first.
        let next = try #require(sessions.session(cookies: [cookie(sessions.begin())]))
        for _ in 0..<DashboardSessions.endedLimit { _ = sessions.end(cookies: [cookie(sessions.begin())]) }
        #expect(sessions.isRunning(next))
        _ = sessions.end(cookies: [cookie(sessions.begin())])
        #expect(!sessions.isRunning(next))
        #expect(sessions.session(cookies: [cookie(sessions.begin())]) != nil)
    }
}
