import GRDB
import Logging

/// The tables of the history, as migrations: oldest first, named by what they do, never edited once released.
///
/// Units stand in the names: `_ms` is milliseconds (of time since 1970 in `_at_ms`, `until_ms` and `hour_ms`), `_bytes`
/// is bytes, `_usd` is US dollars. The tables are `STRICT`, so that what comes back has the type that was declared.
enum Schema {
    static func migrator(logger: Logger) -> DatabaseMigrator {
        var migrator = DatabaseMigrator().disablingDeferredForeignKeyChecks()
        migrator.registerMigration("createExchange") { try $0.execute(sql: exchange) }
        migrator.registerMigration("createAttempt") { try $0.execute(sql: attempt) }
        migrator.registerMigration("createBody") { try $0.execute(sql: body) }
        migrator.registerMigration("createCooldown") { try $0.execute(sql: cooldown) }
        migrator.registerMigration("createHourTotal") { try $0.execute(sql: hourTotal) }
        migrator.registerMigration("importOldRequestHistory") {
            try OldRequestHistory.importIfPresent(in: $0, logger: logger)
        }
        migrator.registerMigration("createRequestHistoryView") { try $0.execute(sql: requestHistoryView) }
        migrator.registerMigration("addCostSourceToAttempt") { try $0.execute(sql: attemptCostSource) }
        migrator.registerMigration("replaceHourTotalByRollup", migrate: createRollup)
        migrator.registerMigration("addUpstreamRequestIDToAttempt") { try $0.execute(sql: attemptUpstreamRequestID) }
        migrator.registerMigration("sortRollupByFacet", migrate: sortRollupByFacet)
        migrator.registerMigration("indexAttemptByFailure") { try $0.execute(sql: attemptByFailure) }
        migrator.registerMigration("countFailures") { try $0.execute(sql: failure) }
        migrator.registerMigration("signGeneralFacets", migrate: signGeneralFacets)
        return migrator
    }

    /// One row a client request.
    ///
    /// Columns that only a request of our own can fill are null in imported rows. `AUTOINCREMENT` keeps an id from
    /// being given twice after the retention has deleted the newest row. Every index ends with the start, so that the
    /// newest rows of a filter are found without sorting.
    private static let exchange = """
        CREATE TABLE exchange (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            request_id TEXT NOT NULL UNIQUE,
            started_at_ms INTEGER NOT NULL,
            session_id TEXT,
            agent_id TEXT,
            client TEXT,
            requested_model TEXT NOT NULL,
            is_streaming INTEGER NOT NULL,
            outcome TEXT NOT NULL,
            status INTEGER,
            error_class TEXT,
            error_message TEXT,
            served_target TEXT,
            served_provider TEXT,
            served_model TEXT,
            served_region TEXT,
            served_endpoint TEXT,
            input_tokens INTEGER,
            output_tokens INTEGER,
            cache_read_tokens INTEGER,
            cache_write_tokens INTEGER,
            cache_write_one_hour_tokens INTEGER,
            imported_tokens INTEGER,
            cost_usd REAL,
            price_date TEXT,
            time_to_first_byte_ms INTEGER,
            time_to_first_token_ms INTEGER,
            duration_ms INTEGER,
            tokens_per_second REAL,
            attempt_count INTEGER,
            request_bytes INTEGER,
            response_bytes INTEGER
        ) STRICT;
        CREATE INDEX exchange_by_start ON exchange (started_at_ms);
        CREATE INDEX exchange_by_requested_model ON exchange (requested_model, started_at_ms);
        CREATE INDEX exchange_by_outcome ON exchange (outcome, started_at_ms);
        CREATE INDEX exchange_by_status ON exchange (status, started_at_ms);
        CREATE INDEX exchange_by_error_class ON exchange (error_class, started_at_ms) WHERE error_class IS NOT NULL;
        CREATE INDEX exchange_by_served_target ON exchange (served_target, started_at_ms)
            WHERE served_target IS NOT NULL;
        CREATE INDEX exchange_by_session ON exchange (session_id, started_at_ms) WHERE session_id IS NOT NULL;
        """

    /// One row a try of a target; lies in the order of its exchange, so that one look-up reads all of them.
    private static let attempt = """
        CREATE TABLE attempt (
            exchange_id INTEGER NOT NULL REFERENCES exchange (id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            target TEXT NOT NULL,
            provider TEXT NOT NULL,
            model TEXT NOT NULL,
            region TEXT,
            endpoint TEXT,
            started_at_ms INTEGER NOT NULL,
            duration_ms INTEGER NOT NULL,
            time_to_first_byte_ms INTEGER,
            status INTEGER,
            error_class TEXT,
            error_text TEXT,
            cooldown_until_ms INTEGER,
            input_tokens INTEGER,
            output_tokens INTEGER,
            cache_read_tokens INTEGER,
            cache_write_tokens INTEGER,
            cache_write_one_hour_tokens INTEGER,
            cost_usd REAL,
            adjustment TEXT,
            PRIMARY KEY (exchange_id, position)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX attempt_by_error_class ON attempt (error_class, started_at_ms) WHERE error_class IS NOT NULL;
        """

    /// Whether the upstream named the cost or the price table.
    private static let attemptCostSource = "ALTER TABLE attempt ADD COLUMN cost_source TEXT"

    /// What the upstream's operators find the attempt by.
    private static let attemptUpstreamRequestID = "ALTER TABLE attempt ADD COLUMN upstream_request_id TEXT"

    /// Failed attempts of one sort at one target lie together, so that they are counted without a look at the rows.
    private static let attemptByFailure = """
        DROP INDEX attempt_by_start_of_error;
        CREATE INDEX attempt_by_failure ON attempt (error_class, target, started_at_ms) WHERE error_class IS NOT NULL;
        """

    /// Failed attempts a day: over months there are too many of them to be counted each time.
    private static let failure = """
        CREATE TABLE failure (
            error_class TEXT NOT NULL,
            target TEXT NOT NULL,
            day_ms INTEGER NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (error_class, target, day_ms)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO failure
        SELECT error_class, target, started_at_ms - started_at_ms % 86400000, COUNT(*) FROM attempt
        WHERE error_class IS NOT NULL GROUP BY 1, 2, 3;
        """

    /// Bodies, only where they were asked for; apart from `exchange`, so that paging never reads over them.
    private static let body = """
        CREATE TABLE body (
            exchange_id INTEGER PRIMARY KEY REFERENCES exchange (id) ON DELETE CASCADE,
            request_body BLOB,
            response_body BLOB
        ) STRICT;
        """

    private static let cooldown = """
        CREATE TABLE cooldown (
            target TEXT PRIMARY KEY,
            until_ms INTEGER NOT NULL,
            reason TEXT NOT NULL,
            detail TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """

    /// Sums per hour, so that totals need no look at the exchanges.
    ///
    /// They outlive the exchanges the retention deletes. A trigger keeps them, because then no writer can forget them:
    /// an import counts, an ignored duplicate does not.
    private static let hourTotal = """
        CREATE TABLE hour_total (
            hour_ms INTEGER PRIMARY KEY,
            exchanges INTEGER NOT NULL,
            succeeded INTEGER NOT NULL,
            cancelled INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            input_tokens INTEGER NOT NULL,
            output_tokens INTEGER NOT NULL,
            cache_read_tokens INTEGER NOT NULL,
            cache_write_tokens INTEGER NOT NULL,
            imported_tokens INTEGER NOT NULL,
            cost_usd REAL NOT NULL
        ) STRICT;
        CREATE TRIGGER exchange_adds_to_hour_total AFTER INSERT ON exchange BEGIN
            INSERT INTO hour_total VALUES (
                NEW.started_at_ms - NEW.started_at_ms % 3600000,
                1,
                NEW.outcome = 'succeeded',
                NEW.outcome = 'cancelled',
                COALESCE(NEW.attempt_count, 0),
                COALESCE(NEW.input_tokens, 0),
                COALESCE(NEW.output_tokens, 0),
                COALESCE(NEW.cache_read_tokens, 0),
                COALESCE(NEW.cache_write_tokens, 0),
                COALESCE(NEW.imported_tokens, 0),
                COALESCE(NEW.cost_usd, 0)
            ) ON CONFLICT (hour_ms) DO UPDATE SET
                exchanges = exchanges + excluded.exchanges,
                succeeded = succeeded + excluded.succeeded,
                cancelled = cancelled + excluded.cancelled,
                attempts = attempts + excluded.attempts,
                input_tokens = input_tokens + excluded.input_tokens,
                output_tokens = output_tokens + excluded.output_tokens,
                cache_read_tokens = cache_read_tokens + excluded.cache_read_tokens,
                cache_write_tokens = cache_write_tokens + excluded.cache_write_tokens,
                imported_tokens = imported_tokens + excluded.imported_tokens,
                cost_usd = cost_usd + excluded.cost_usd;
        END;
        """

    /// The columns of the original Python project, for those who have queries on them.
    ///
    /// The timestamp is UTC and spelt as SQLite's own `datetime()` spells it, so that it can be compared with
    /// `datetime('now', '-1 day')`. A request that nobody served names the target tried last.
    private static let requestHistoryView = """
        CREATE VIEW request_history AS
        SELECT
            id,
            strftime('%Y-%m-%d %H:%M:%f', started_at_ms / 1000.0, 'unixepoch') AS timestamp,
            request_id,
            outcome = 'succeeded' AS success,
            COALESCE(imported_tokens, input_tokens + output_tokens, input_tokens, output_tokens) AS tokens_used,
            requested_model AS original_model,
            COALESCE(served_provider, (
                SELECT provider FROM attempt WHERE exchange_id = exchange.id ORDER BY position DESC LIMIT 1
            )) AS provider,
            COALESCE(served_model, (
                SELECT model FROM attempt WHERE exchange_id = exchange.id ORDER BY position DESC LIMIT 1
            )) AS routed_model,
            duration_ms / 1000.0 AS duration_seconds,
            error_message,
            is_streaming
        FROM exchange;
        """
}
