import GRDB
package import Logging

/// The history's SQLite file: one writer and a few readers that never wait for each other (WAL).
///
/// Open it once per process and hand it to ``HistoryWriter``, ``HistoryReader`` and ``Retention``.
package struct HistoryDatabase: Sendable {
    /// Connections for the dashboard's queries; each costs a page cache of up to 2 MB.
    private static let readerLimit = 4
    /// Size the write-ahead log is cut back to after a checkpoint, in bytes; a long import may make it larger.
    private static let journalSizeLimit = 16 * 1024 * 1024

    package let path: String
    let pool: DatabasePool

    /// Opens the database, makes it if it is missing, and brings it to the present schema.
    ///
    /// The file and what SQLite keeps beside it can be read by their owner alone (0600), a new directory too (0700).
    /// `busyTimeout` is how long a statement waits for a lock held by another process.
    package static func open(
        path: String,
        busyTimeout: Duration = .seconds(2),
        logger: Logger
    ) throws(HistoryDatabaseError) -> HistoryDatabase {
        try DatabaseFile(path: path).prepare()
        do {
            let pool = try DatabasePool(path: path, configuration: configuration(busyTimeout: busyTimeout))
            let migrator = Schema.migrator(logger: logger)
            guard try !pool.read(migrator.hasBeenSuperseded) else {
                throw HistoryDatabaseError.newerVersion(path: path)
            }
            try migrate(pool, by: migrator, logger: logger)
            return HistoryDatabase(path: path, pool: pool)
        } catch {
            throw HistoryDatabaseError(error, path: path)
        }
    }

    /// An older history is told of in the log before and after: whoever waits for the start should know for what.
    private static func migrate(_ pool: DatabasePool, by migrator: DatabaseMigrator, logger: Logger) throws {
        let exchanges = try pool.read { db in
            guard try !migrator.hasCompletedMigrations(db), try db.tableExists("exchange") else { return 0 }
            return try Int.fetchOne(db, sql: "SELECT MAX(id) FROM exchange") ?? 0
        }
        guard exchanges > 0 else { return try migrator.migrate(pool) }
        logger.notice(
            "Bringing an older history up to date; a million requests take about a minute",
            metadata: ["history.exchanges": "\(exchanges)"]
        )
        let start = ContinuousClock.now
        try migrator.migrate(pool)
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        logger.notice("The history is up to date", metadata: ["history.seconds": "\(seconds)"])
    }

    /// Closes all connections; the writer's, closed last, moves the write-ahead log into the file.
    package func close() throws(HistoryDatabaseError) {
        // By itself the pool closes the writer first, and a read-only connection cannot move the log.
        pool.invalidateReadOnlyConnections()
        do { try pool.close() } catch { throw HistoryDatabaseError(error, path: path) }
    }

    /// `synchronous = NORMAL` keeps what was committed when the process is killed, not when the machine loses power.
    private static func configuration(busyTimeout: Duration) -> Configuration {
        var configuration = Configuration()
        configuration.label = "history"
        configuration.busyMode = .timeout(busyTimeout / .seconds(1))
        configuration.maximumReaderCount = readerLimit
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { db in
            guard !db.configuration.readonly else { return }
            try db.execute(sql: "PRAGMA synchronous = NORMAL")
            _ = try Int.fetchOne(db, sql: "PRAGMA journal_size_limit = \(journalSizeLimit)")
        }
        return configuration
    }
}
