import Gateway
import History
import Logging

/// The history's parts, opened together.
struct HistoryServices: Sendable {
    let database: HistoryDatabase
    let writer: HistoryWriter
    let reader: HistoryReader
    let retention: Retention
    /// Cool-downs from before the restart that have not ended.
    let cooldowns: [Cooldown]

    /// - Throws: `HistoryDatabaseError`.
    init(_ settings: HistorySettings, clock: any Clock<Duration>, logger: Logger) async throws {
        database = try HistoryDatabase.open(path: settings.path, logger: logger)
        writer = HistoryWriter(database: database, clock: clock, now: WallClock.now, logger: logger)
        reader = HistoryReader(database: database)
        retention = Retention(
            database: database,
            days: settings.retentionDays,
            clock: clock,
            now: WallClock.now,
            logger: logger
        )
        cooldowns = try await reader.cooldowns(after: WallClock.now())
    }
}
