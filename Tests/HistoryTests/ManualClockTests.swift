import TestSupport
import Testing

@Suite("A clock moved by hand", .timeLimit(.minutes(1)))
struct ManualClockTests {
    @Test("A sleeper wakes when its deadline is reached and not before")
    func waking() async throws {
        let clock = ManualClock()
        try await withThrowingTaskGroup(of: Duration.self) { group in
            for seconds in [2, 1] {
                group.addTask {
                    try await clock.sleep(for: .seconds(seconds))
                    return clock.now.offset
                }
            }
            await clock.sleepers(atLeast: 2)
            clock.advance(by: .seconds(1))
            let first = try await group.next()
            #expect(first == .seconds(1))
            clock.advance(by: .seconds(1))
            let second = try await group.next()
            #expect(second == .seconds(2))
        }
    }

    @Test("A deadline that has passed is no wait")
    func past() async throws {
        let clock = ManualClock()
        clock.advance(by: .seconds(5))
        try await clock.sleep(until: clock.now)
    }

    @Test("A cancelled sleep throws, be it cancelled before or after it began")
    func cancellation() async throws {
        let clock = ManualClock()
        await withTaskGroup(of: Bool.self) { group in
            group.addTask { await Self.isCancelled { try await clock.sleep(for: .seconds(1)) } }
            await clock.sleepers(atLeast: 1)
            group.cancelAll()
            group.addTask { await Self.isCancelled { try await clock.sleep(for: .seconds(1)) } }
            for await isCancelled in group { #expect(isCancelled) }
        }
    }

    private static func isCancelled(_ body: () async throws -> Void) async -> Bool {
        do {
            try await body()
            return false
        } catch {
            return error is CancellationError
        }
    }
}
