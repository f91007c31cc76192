package import Gateway
import GRDB
package import Logging
package import Providers
import ServiceLifecycle
import Synchronization

/// Writes exchanges and cool-downs off the request's path: one transaction a tick, none if nothing came.
///
/// Whoever records never waits and never fails; a database that does not take writes is retried until it does, and
/// ``status`` tells. What was recorded up to a tick survives the killing of the process.
package final class HistoryWriter: Service, ExchangeRecorder, CooldownStore {
    /// Longest pause between two tries while the database takes no writes; each costs up to the busy timeout.
    private static let retryLimit: Duration = .seconds(10)

    private let database: HistoryDatabase
    private let interval: Duration
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Timestamp
    private let logger: Logger
    private let inbox = Mutex(Inbox())

    /// Writes every `interval`, counted from start to start: what the killing of the process may cost at most.
    ///
    /// `now` is the wall clock, for the start of a time of failing.
    package init(
        database: HistoryDatabase,
        interval: Duration = .milliseconds(250),
        clock: any Clock<Duration>,
        now: @escaping @Sendable () -> Timestamp,
        logger: Logger
    ) {
        self.database = database
        self.interval = interval
        self.clock = clock
        self.now = now
        self.logger = logger
    }

    package var status: HistoryStatus { inbox.withLock { $0.currentStatus() } }

    package func record(_ exchange: Exchange) { inbox.withLock { $0.append(exchange) } }

    package func save(_ cooldown: Cooldown) { inbox.withLock { $0.save(cooldown) } }

    package func remove(_ target: Target.ID?) { inbox.withLock { $0.remove(target) } }

    /// Writes until the service is shut down or its task cancelled, then once more what is left.
    package func run() async {
        await cancelWhenGracefulShutdown { await self.tick(on: self.clock) }
        inbox.withLock { $0.close() }
        if await !writeBatch() { reportLoss() }
    }

    /// Counts from the start of the tick before, so that a slow write or steady load does not stretch the interval.
    private func tick(on clock: some Clock<Duration>) async {
        var next = clock.now
        var pause = interval
        while true {
            next = max(next.advanced(by: pause), clock.now)
            do { try await clock.sleep(until: next, tolerance: nil) } catch { return }
            pause = await writeBatch() ? interval : min(pause * 2, max(Self.retryLimit, interval))
        }
    }

    /// - Returns: Whether nothing is left over.
    private func writeBatch() async -> Bool {
        guard let batch = inbox.withLock({ $0.take() }) else { return true }
        switch await transaction(batch) {
        case .success(let tally):
            if let news = inbox.withLock({ $0.settle(tally) }) { report(news) }
            return true
        case .failure(let error):
            let reason = HistoryDatabaseError(error, path: database.path)
            let time = now()
            let isNew = inbox.withLock { $0.putBack(batch, reason: reason.description, now: time) }
            if isNew { reportFailure(reason) }
            return false
        }
    }

    /// Not the `async` write of GRDB: that one is undone when the task is cancelled, just when the last batch goes.
    private func transaction(_ batch: Batch) async -> Result<Batch.Tally, any Error> {
        await withCheckedContinuation { continuation in
            database.pool.asyncWrite(
                { db in try batch.write(to: db) },
                completion: { _, result in continuation.resume(returning: result) }
            )
        }
    }
}

extension HistoryWriter {
    private func reportFailure(_ reason: HistoryDatabaseError) {
        logger.warning(
            "The history cannot be written; requests are served and kept in memory for now",
            metadata: ["history.reason": "\(reason)"]
        )
    }

    private func report(_ news: Inbox.News) {
        switch news {
        case .recovered(let dropped):
            logger.notice("The history is written again", metadata: ["history.dropped": "\(dropped)"])
        case .overflowing(let dropped):
            logger.warning(
                "More exchanges come than the history can be given; some are dropped",
                metadata: ["history.dropped": "\(dropped)"]
            )
        }
    }

    private func reportLoss() {
        let lost = inbox.withLock { $0.abandon() }
        logger.error("The last exchanges could not be written to the history", metadata: ["history.lost": "\(lost)"])
    }
}
