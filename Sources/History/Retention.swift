package import Gateway
import GRDB
package import Logging
import ServiceLifecycle

/// Deletes exchanges that are older than they need be, and cool-downs that have ended.
///
/// Deletes in small transactions, and lets the writer in between: nobody waits longer than one of them takes.
package struct Retention: Service {
    /// Exchanges deleted by one transaction; some milliseconds' work.
    static let chunkLimit = 100
    /// Days kept at most, a hundred years; keeps the arithmetic in range.
    private static let dayLimit = 36_500
    private static let interval: Duration = .seconds(3600)

    private let database: HistoryDatabase
    private let age: Duration
    private let clock: any Clock<Duration>
    private let now: @Sendable () -> Timestamp
    private let logger: Logger

    /// Keeps an exchange for `days`, 1 or more; `now` is the wall clock that the exchanges' starts are held against.
    package init(
        database: HistoryDatabase,
        days: Int,
        clock: any Clock<Duration>,
        now: @escaping @Sendable () -> Timestamp,
        logger: Logger
    ) {
        precondition(days > 0, "a history of no days keeps nothing")
        self.database = database
        self.age = .seconds(min(days, Self.dayLimit) * 86_400)
        self.clock = clock
        self.now = now
        self.logger = logger
    }

    /// Sweeps at once and then hourly, until the service is shut down or its task cancelled.
    package func run() async {
        await cancelWhenGracefulShutdown { await self.sweepHourly() }
    }

    private func sweepHourly() async {
        while true {
            do {
                try await sweep()
            } catch is CancellationError {
                return
            } catch {
                let reason = HistoryDatabaseError(error, path: database.path)
                logger.warning("Old history could not be deleted", metadata: ["history.reason": "\(reason)"])
            }
            do { try await clock.sleep(for: Self.interval) } catch { return }
        }
    }

    /// Deletes everything that is too old by now.
    func sweep() async throws {
        let time = now()
        try await database.pool.write { db in
            try db.execute(sql: "DELETE FROM cooldown WHERE until_ms <= ?", arguments: [time.milliseconds])
        }
        try await sweepSums(now: time)
        let end = time.advanced(by: .zero - age)
        var deleted = 0
        repeat {
            deleted = try await database.pool.write { db in try Self.deleteChunk(before: end, in: db) }
        } while deleted == Self.chunkLimit
        try await foldUnusedFacets()
    }

    /// What no exchange has any more is not told apart for ever: its sums go into the general facet's.
    ///
    /// One facet at a time, like ``sweepSums(now:)``.
    private func foldUnusedFacets() async throws {
        let unused = try await database.pool.read { db in try Int64.fetchAll(db, sql: Facet.Query.unused) }
        for facet in unused { try await database.pool.write { db in try Facet.fold(facet, in: db) } }
    }

    /// Fine sums serve short ranges only; the coarse ones stay.
    ///
    /// One facet at a time, whose buckets of a level are some thousand at most.
    private func sweepSums(now: Timestamp) async throws {
        let facets = try await database.pool.read { db in try Int64.fetchAll(db, sql: "SELECT id FROM facet") }
        for level in RollupLevel.allCases {
            guard let retention = level.retention else { continue }
            let end = now.advanced(by: .zero - retention).milliseconds
            for facet in [Facet.all] + facets {
                try await database.pool.write { db in
                    let deletion = try db.cachedStatement(sql: Self.sumDeletion)
                    try deletion.execute(arguments: [level.rawValue, facet, end])
                }
            }
        }
    }

    static let sumDeletion = "DELETE FROM rollup WHERE level = ? AND facet_id = ? AND start_ms < ?"

    /// Attempts and bodies go with their exchange.
    static let deletion = """
        DELETE FROM exchange WHERE id IN (
            SELECT id FROM exchange WHERE started_at_ms < ? ORDER BY started_at_ms LIMIT ?
        )
        """

    private static func deleteChunk(before end: Timestamp, in db: Database) throws -> Int {
        try db.execute(sql: deletion, arguments: [end.milliseconds, chunkLimit])
        return db.changesCount
    }
}
