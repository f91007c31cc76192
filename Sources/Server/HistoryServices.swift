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

    /// From one write to the next.
    ///
    /// Below the 250 ms that the killing of the process may cost, by the time that a write takes.
    private static let writeInterval = Duration.milliseconds(150)

    /// - Throws: `HistoryDatabaseError`.
    init(_ settings: HistorySettings, clock: any Clock<Duration>, logger: Logger) async throws {
        database = try HistoryDatabase.open(path: settings.path, logger: logger)
        writer = HistoryWriter(
            database: database,
            interval: Self.writeInterval,
            clock: clock,
            now: WallClock.now,
            logger: logger
        )
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

    /// How the writing goes.
    var status: @Sendable () -> HistoryStatusReport {
        { [writer, path = database.path] in HistoryStatusReport(writer.status, path: path) }
    }
}
