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
    /// Sorts of failed attempts looked at.
    static let attemptGroupLimit = 500

    /// The failed and cancelled exchanges of a filter, by class and target, the most frequent first.
    package func errorGroups(_ filter: ExchangeFilter) async throws -> [ErrorGroup] {
        try await read { db in
            var groups: [FailureSort: (count: Int, facets: [Int64])] = [:]
            for (facet, sort) in try Self.errorFacets(filter, db) {
                let count = try Self.count(facet, filter, db)
                guard count > 0 else { continue }
                groups[sort, default: (0, [])].count += count
                groups[sort, default: (0, [])].facets.append(facet)
            }
            let frequent = groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(Self.groupLimit)
            return try frequent.compactMap { sort, group in
                guard let newest = try Self.newest(ofFacets: group.facets, filter, db) else { return nil }
                return ErrorGroup(
                    errorClass: sort.errorClass,
                    target: sort.target.isEmpty ? nil : sort.target,
                    count: group.count,
                    newest: newest
                )
            }
        }
    }

    private static func errorFacets(_ filter: ExchangeFilter, _ db: Database) throws -> [(Int64, FailureSort)] {
        let condition = filter.facetCondition
        return try Row.fetchAll(
            db,
            sql: Query.errorFacets(condition),
            arguments: StatementArguments(condition.arguments)
        ).map { row in (row[0], FailureSort(errorClass: row[1], target: row[2])) }
    }

    private static func count(_ facet: Int64, _ filter: ExchangeFilter, _ db: Database) throws -> Int {
        let level = filter.level
        let start = level.start(of: filter.start).milliseconds
        return try Int.fetchOne(
            db.cachedStatement(sql: Query.count),
            arguments: [level.rawValue, facet, start, filter.end.milliseconds]
        ) ?? 0
    }

    private static func newest(
        ofFacets facets: [Int64],
        _ filter: ExchangeFilter,
        _ db: Database
    ) throws -> ExchangeRow? {
        let keys = try facets.flatMap { facet in
            try ExchangeScan(facet: facet, of: filter).keys(.older, than: nil, limit: 1, in: db)
        }
        let newest = keys.max { ($0.startedAt, $0.id) < ($1.startedAt, $1.id) }
        return try newest.flatMap { key in try row(key, db) }
    }

    /// The failed attempts of a time, by class and target, those mended by another target among them; the most frequent
    /// first.
    package func attemptErrors(_ filter: ExchangeFilter) async throws -> [AttemptErrorGroup] {
        try await read { db in
            var groups: [AttemptErrorGroup] = []
            var sort: FailureSort? = FailureSort(errorClass: "", target: "")
            for _ in 0..<Self.attemptGroupLimit {
                sort = try sort.flatMap { last in try Self.attemptSort(after: last, db) }
                guard let sort else { break }
                if let group = try Self.group(sort, filter, db) { groups.append(group) }
            }
            return Array(groups.sorted { $0.count > $1.count }.prefix(Self.groupLimit))
        }
    }

    /// From one sort to the next within the index, over all attempts of the one.
    private static func attemptSort(after last: FailureSort, _ db: Database) throws -> FailureSort? {
        let row = try Row.fetchOne(
            db.cachedStatement(sql: Query.nextAttemptSort),
            arguments: [last.errorClass, last.target]
        )
        return row.map { FailureSort(errorClass: $0[0], target: $0[1]) }
    }

    private static func group(
        _ sort: FailureSort,
        _ filter: ExchangeFilter,
        _ db: Database
    ) throws -> AttemptErrorGroup? {
        let arguments: StatementArguments = [
            sort.errorClass, sort.target, filter.start.milliseconds, filter.end.milliseconds,
        ]
        let newest = try Row.fetchOne(db.cachedStatement(sql: Query.newestAttempt), arguments: arguments)
        guard let newest else { return nil }
        return AttemptErrorGroup(
            errorClass: sort.errorClass,
            target: sort.target,
            count: try count(sort, filter.start.milliseconds..<filter.end.milliseconds, db),
            lastAt: Timestamp(milliseconds: newest[0]),
            lastText: newest[1]
        )
    }

    /// Whole days out of their sums, the rest of the range out of the index.
    private static func count(_ sort: FailureSort, _ range: Range<Int64>, _ db: Database) throws -> Int {
        let day = RollupLevel.day.length
        let (first, end) = ((range.lowerBound + day - 1) / day * day, range.upperBound / day * day)
        guard first < end else { return try count(Query.attemptCount, sort, range, db) }
        return try count(Query.dayCount, sort, first..<end, db)
            + count(Query.attemptCount, sort, range.lowerBound..<first, db)
            + count(Query.attemptCount, sort, end..<range.upperBound, db)
    }

    private static func count(_ sql: String, _ sort: FailureSort, _ range: Range<Int64>, _ db: Database) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(sql: sql),
            arguments: [sort.errorClass, sort.target, range.lowerBound, range.upperBound]
        ) ?? 0
    }

    /// Everything that a filter can be set to.
    package func filterValues() async throws -> FilterValues {
        try await read { db in
            FilterValues(
                models: try String.fetchAll(db, sql: Query.values("requested_model")),
                targets: try String.fetchAll(db, sql: Query.values("served_target")),
                providers: try String.fetchAll(db, sql: Query.values("served_provider")),
                errorClasses: try String.fetchAll(db, sql: Query.values("error_class")),
                statuses: try Int.fetchAll(db, sql: Query.values("status"))
            )
        }
    }
}

extension HistoryReader.Query {
    static func errorFacets(_ condition: Condition) -> String {
        """
        SELECT id, error_class, served_target FROM facet
        WHERE error_class <> '' AND outcome <> 'succeeded' AND \(condition.text)
        """
    }

    static let count = """
        SELECT SUM(exchanges) FROM rollup WHERE level = ? AND facet_id = ? AND start_ms >= ? AND start_ms < ?
        """

    private static let sort = "error_class = ? AND target = ?"
    private static let failures = """
        attempt INDEXED BY attempt_by_failure WHERE \(sort) AND started_at_ms >= ? AND started_at_ms < ?
        """

    static let nextAttemptSort = """
        SELECT error_class, target FROM failure WHERE (error_class, target) > (?, ?)
        ORDER BY error_class, target LIMIT 1
        """
    static let newestAttempt = "SELECT started_at_ms, error_text FROM \(failures) ORDER BY started_at_ms DESC LIMIT 1"
    static let attemptCount = "SELECT COUNT(*) FROM \(failures)"
    static let dayCount = "SELECT SUM(count) FROM failure WHERE \(sort) AND day_ms >= ? AND day_ms < ?"

    /// The values of one column of `facet` that are known.
    static func values(_ column: String) -> String {
        "SELECT DISTINCT \(column) FROM facet WHERE \(column) NOT IN ('', 0) ORDER BY 1"
    }
}
