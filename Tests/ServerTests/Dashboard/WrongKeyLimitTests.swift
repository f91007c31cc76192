import Synchronization
import Testing

@testable import Server

@Suite("Wrong keys at the dashboard's door")
struct WrongKeyLimitTests {
    /// A clock that a test moves.
    private final class Clock: Sendable {
        private let time = Atomic(1_800_000_000)

        var seconds: Int { time.load(ordering: .relaxed) }

        func advance(by seconds: Int) { time.add(seconds, ordering: .relaxed) }
    }

    @Test("After so many in a minute none is looked at until the minute is over")
    func closing() {
        let clock = Clock()
        let limit = WrongKeyLimit(now: { clock.seconds })
        for _ in 0..<WrongKeyLimit.limit {
            #expect(limit.wait == nil)
            limit.count()
        }

        #expect(limit.wait == WrongKeyLimit.window)
        clock.advance(by: WrongKeyLimit.window - 1)
        #expect(limit.wait == 1)
        clock.advance(by: 1)
        #expect(limit.wait == nil)
        limit.count()
        #expect(limit.wait == nil)
    }

    @Test("Wrong keys that come slowly close nothing, and a clock set back opens it")
    func slowly() {
        let clock = Clock()
        let limit = WrongKeyLimit(now: { clock.seconds })
        for _ in 0..<(3 * WrongKeyLimit.limit) {
            limit.count()
            #expect(limit.wait == nil)
            clock.advance(by: WrongKeyLimit.window / WrongKeyLimit.limit + 1)
        }
        for _ in 0..<WrongKeyLimit.limit { limit.count() }
        #expect(limit.wait != nil)
        clock.advance(by: -3600)
        #expect(limit.wait == nil)
    }
}
