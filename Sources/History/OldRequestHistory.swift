import GRDB
import Logging

/// The table `request_history` of the original Python project, taken over once when such a database is opened.
///
/// The rows are copied inside SQLite by one statement, so memory stays bounded however long the table is, and the
/// migration's transaction makes it all or nothing. The table itself is kept under another name.
enum OldRequestHistory {
    private static let table = "request_history"

    /// Names tried for the kept table before giving up; more than one is only taken after restores by hand.
    private static let keptNameLimit = 100

    /// Copies the table's rows into `exchange` and renames it; does nothing if there is no such table.
    ///
    /// Rows whose timestamp cannot be read are not copied: a time is not invented for them.
    static func importIfPresent(in db: Database, logger: Logger) throws {
        guard try db.tableExists(table) else { return }
        // A million rows take half a minute; whoever waits should know for what.
        logger.notice("Importing an older request history")
        let columns = Set(try db.columns(in: table).map { $0.name.lowercased() })
        try db.execute(sql: copy(from: columns))
        let copied = db.changesCount
        let kept = try keptName(in: db)
        try db.execute(sql: "ALTER TABLE \(table) RENAME TO \(kept)")
        logger.notice(
            "Imported an older request history",
            metadata: ["history.imported": "\(copied)", "history.kept_table": "\(kept)"]
        )
    }

    private static func keptName(in db: Database) throws -> String {
        let names = ["\(table)_imported"] + (2...keptNameLimit).map { "\(table)_imported_\($0)" }
        for name in names where try !db.tableExists(name) { return name }
        throw DatabaseError(resultCode: .SQLITE_ERROR, message: "too many imported request histories")
    }

    /// The statement that copies what `columns` offer.
    ///
    /// A request id that comes more than once gets the row's number behind it from the second time on, so that no row
    /// is lost. An unknown number stays unknown: neither a status nor a split of the tokens is made up.
    private static func copy(from columns: Set<String>) -> String {
        func column(_ name: String) -> String { columns.contains(name) ? "\"\(name)\"" : "NULL" }
        let failed = "CASE WHEN \(column("error_message")) IS NULL THEN 'true' ELSE 'false' END"
        let success = columns.contains("success") ? column("success") : failed
        return """
            INSERT INTO exchange (
                request_id, started_at_ms, requested_model, is_streaming, outcome, error_message,
                served_target, served_provider, served_model, imported_tokens, duration_ms
            )
            SELECT
                request || CASE
                    WHEN row_number() OVER (PARTITION BY request ORDER BY number) = 1 THEN ''
                    ELSE '#' || number
                END,
                started_at_ms, requested_model, is_streaming, outcome, error_message,
                provider || '/' || model, provider, CASE WHEN provider IS NOT NULL THEN model END, tokens, duration_ms
            FROM (
                SELECT
                    rowid AS number,
                    COALESCE(CAST(\(column("request_id")) AS TEXT), 'imported-' || rowid) AS request,
                    \(milliseconds(column("timestamp"))) AS started_at_ms,
                    COALESCE(CAST(\(column("original_model")) AS TEXT), '') AS requested_model,
                    \(boolean(column("is_streaming"))) AS is_streaming,
                    CASE WHEN \(boolean(success)) THEN 'succeeded' ELSE 'failed' END AS outcome,
                    CAST(\(column("error_message")) AS TEXT) AS error_message,
                    CAST(\(column("provider")) AS TEXT) AS provider,
                    COALESCE(
                        CAST(\(column("routed_model")) AS TEXT), CAST(\(column("original_model")) AS TEXT), ''
                    ) AS model,
                    CAST(\(column("tokens_used")) AS INTEGER) AS tokens,
                    CAST(round(\(column("duration_seconds")) * 1000.0) AS INTEGER) AS duration_ms
                FROM \(table)
            )
            WHERE started_at_ms IS NOT NULL
            ORDER BY number
            ON CONFLICT (request_id) DO NOTHING
            """
    }

    /// Milliseconds since 1970 from ISO 8601 text, SQLite's own spelling, or an epoch number (also as text); else null.
    ///
    /// Text without a zone is taken as UTC. A number from 10¹¹ on counts milliseconds (10¹¹ seconds would be the year
    /// 5138), one from 10¹⁴ on microseconds. 2440587.5 is the Julian day of the epoch.
    private static func milliseconds(_ column: String) -> String {
        """
        CASE
            WHEN typeof(\(column)) IN ('integer', 'real') OR
                (trim(\(column)) GLOB '[0-9]*' AND trim(\(column)) NOT GLOB '*[^0-9.]*')
            THEN CAST(CASE
                WHEN \(column) + 0.0 >= 1e14 THEN \(column) / 1000.0
                WHEN \(column) + 0.0 >= 1e11 THEN \(column) + 0.0
                ELSE round(\(column) * 1000.0)
            END AS INTEGER)
            ELSE CAST(round((julianday(trim(\(column))) - 2440587.5) * 86400000.0) AS INTEGER)
        END
        """
    }

    private static func boolean(_ column: String) -> String {
        "COALESCE(lower(CAST(\(column) AS TEXT)) IN ('1', '1.0', 'true', 'yes'), 0)"
    }
}
