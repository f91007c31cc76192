import MessagesAPI
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

    private let wrong = APIError(.authentication, "wrong")

    @Test("After so many in a minute the answer is to come later, until the minute is over")
    func closing() {
        let clock = Clock()
        let limit = WrongKeyLimit(now: { clock.seconds })
        for _ in 0..<WrongKeyLimit.limit { #expect(limit.refusal(wrong) == wrong) }

        let refusal = limit.refusal(wrong)
        #expect(refusal.status == 429)
        #expect(refusal.retryAfterSeconds == WrongKeyLimit.window)
        clock.advance(by: WrongKeyLimit.window - 1)
        #expect(limit.refusal(wrong).retryAfterSeconds == 1)
        clock.advance(by: 1)
        #expect(limit.refusal(wrong) == wrong)
    }

    @Test("Wrong keys that come slowly close nothing, and a clock set back opens it")
    func slowly() {
        let clock = Clock()
        let limit = WrongKeyLimit(now: { clock.seconds })
        for _ in 0..<(3 * WrongKeyLimit.limit) {
            #expect(limit.refusal(wrong) == wrong)
            clock.advance(by: WrongKeyLimit.window / WrongKeyLimit.limit + 1)
        }
        for _ in 0..<WrongKeyLimit.limit { _ = limit.refusal(wrong) }
        #expect(limit.refusal(wrong) != wrong)
        clock.advance(by: -3600)
        #expect(limit.refusal(wrong) == wrong)
    }
}
