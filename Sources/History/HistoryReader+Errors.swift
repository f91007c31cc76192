package import Gateway
import GRDB

/// Exchanges that went wrong in the same way at the same target.
package struct ErrorGroup: Sendable, Equatable {
    package let errorClass: String
    /// The target that served the exchange before it broke; `nil` if nobody did.
    package let target: String?
    package let count: Int
    /// The newest exchange of the group.
    package let newest: ExchangeRow
}

/// Failed attempts of one sort at one target.
package struct AttemptErrorGroup: Sendable, Equatable {
    package let errorClass: String
    package let target: String
    package let count: Int
    package let lastAt: Timestamp
    /// The newest attempt's words.
    package let lastText: String?
}

/// The values that filters can be set to.
package struct FilterValues: Sendable, Equatable {
    package let models: [String]
    package let targets: [String]
    package let providers: [String]
    package let errorClasses: [String]
    package let statuses: [Int]
}

/// What went wrong, and what there is to filter by.
extension HistoryReader {
    /// Groups told at most, those with the most exchanges.
    static let groupLimit = 200
    /// Failed attempts looked at, the newest ones.
    static let attemptLimit = 20_000

    /// The failed and cancelled exchanges of a filter, by class and target, the most frequent first.
    package func errorGroups(_ filter: ExchangeFilter) async throws -> [ErrorGroup] {
        try await read { db in
            guard let facets = try Self.facets(filter, db) else { return [] }
            let level = filter.level
            let range: StatementArguments = [
                level.rawValue, level.start(of: filter.start).milliseconds, filter.end.milliseconds, Self.groupLimit,
            ]
            return try Row.fetchAll(db, sql: Query.errorGroups(facets), arguments: range).compactMap { row in
                let newest = try Row.fetchOne(
                    db,
                    sql: Query.newestOfFacets(row["facets"]),
                    arguments: [filter.start.milliseconds, filter.end.milliseconds]
                )
                guard let newest else { return nil }
                let target: String = row["served_target"]
                return ErrorGroup(
                    errorClass: row["error_class"],
                    target: target.isEmpty ? nil : target,
                    count: row["count"],
                    newest: ExchangeRow(newest)
                )
            }
        }
    }

    /// The failed attempts of a time, by class and target, those mended by another target among them; the most frequent
    /// first.
    package func attemptErrors(_ filter: ExchangeFilter) async throws -> [AttemptErrorGroup] {
        try await read { db in
            let range: StatementArguments = [filter.start.milliseconds, filter.end.milliseconds, Self.attemptLimit]
            return try Row.fetchAll(db, sql: Query.attemptErrors, arguments: range + [Self.groupLimit]).map { row in
                AttemptErrorGroup(
                    errorClass: row["error_class"],
                    target: row["target"],
                    count: row["count"],
                    lastAt: Timestamp(milliseconds: row["last_ms"]),
                    lastText: row["error_text"]
                )
            }
        }
    }

    /// Everything that a filter can be set to.
    package func filterValues() async throws -> FilterValues {
        try await read { db in
            func strings(_ column: String) throws -> [String] {
                try String.fetchAll(db, sql: "SELECT DISTINCT \(column) FROM facet WHERE \(column) <> '' ORDER BY 1")
            }
            return FilterValues(
                models: try strings("requested_model"),
                targets: try strings("served_target"),
                providers: try strings("served_provider"),
                errorClasses: try strings("error_class"),
                statuses: try Int.fetchAll(db, sql: "SELECT DISTINCT status FROM facet WHERE status > 0 ORDER BY 1")
            )
        }
    }
}

extension HistoryReader.Query {
    static func errorGroups(_ facets: [Int64]) -> String {
        let isIn = facets.isEmpty ? "" : " AND +facet_id IN (\(facets.map(String.init).joined(separator: ",")))"
        return """
            SELECT error_class, served_target, SUM(exchanges) AS count, group_concat(DISTINCT facet_id) AS facets
            FROM rollup JOIN facet ON facet.id = rollup.facet_id
            WHERE level = ? AND start_ms >= ? AND start_ms < ?\(isIn) AND error_class <> '' AND outcome <> 'succeeded'
            GROUP BY error_class, served_target ORDER BY count DESC LIMIT ?
            """
    }

    /// The newest exchange of some facets, whose numbers are joined by commas.
    static func newestOfFacets(_ facets: String) -> String {
        """
        \(ExchangeTable.selection) WHERE facet_id IN (\(facets)) AND started_at_ms >= ? AND started_at_ms < ?
        ORDER BY started_at_ms DESC LIMIT 1
        """
    }

    static let attemptErrors = """
        SELECT error_class, target, COUNT(*) AS count, MAX(started_at_ms) AS last_ms, error_text FROM (
            SELECT error_class, target, started_at_ms, error_text FROM attempt INDEXED BY attempt_by_start_of_error
            WHERE error_class IS NOT NULL AND started_at_ms >= ? AND started_at_ms < ?
            ORDER BY started_at_ms DESC LIMIT ?
        ) GROUP BY error_class, target ORDER BY count DESC LIMIT ?
        """
}
