import Gateway
import TestSupport

@testable import History

/// A writer that runs on a clock the test moves.
struct RunningWriter: Sendable {
    static let wallTime = Timestamp(milliseconds: 1_800_000_000_000)

    let writer: HistoryWriter
    let clock: ManualClock

    /// Moves the time and returns when the writer has done its tick.
    func tick(after time: Duration = .milliseconds(250)) async {
        clock.advance(by: time)
        await clock.sleepers(atLeast: 1)
    }

    /// Runs a writer on `history` around `body`, and cancels it at the end.
    static func with(_ history: TemporaryHistory, _ body: (RunningWriter) async throws -> Void) async throws {
        let running = RunningWriter(history)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await running.writer.run() }
            defer { group.cancelAll() }
            await running.clock.sleepers(atLeast: 1)
            try await body(running)
        }
    }

    init(_ history: TemporaryHistory) {
        clock = ManualClock()
        writer = HistoryWriter(
            database: history.database,
            clock: clock,
            now: { Self.wallTime },
            logger: history.logger
        )
    }
}
