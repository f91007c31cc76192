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

/// What went wrong.
extension HistoryReader {
    /// Groups told at most, those with the most exchanges.
    static let groupLimit = 200
    /// Sorts of failed attempts looked at.
    static let attemptGroupLimit = 500

    /// The failed and cancelled exchanges of a filter, by class and target, the most frequent first.
    package func errorGroups(_ filter: ExchangeFilter) async throws -> [ErrorGroup] {
        try await read { db in
            var groups: [FailureSort: (count: Int, parts: [FailurePart])] = [:]
            for part in try FailurePart.all(of: filter, in: db) {
                let count = try part.count(filter, in: db)
                guard count > 0 else { continue }
                groups[part.sort, default: (0, [])].count += count
                groups[part.sort, default: (0, [])].parts.append(part)
            }
            let frequent = groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.prefix(Self.groupLimit)
            return try frequent.compactMap { sort, group in
                guard let newest = try Self.newest(of: group.parts, db) else { return nil }
                return ErrorGroup(
                    errorClass: sort.errorClass,
                    target: sort.target.isEmpty ? nil : sort.target,
                    count: group.count,
                    newest: newest
                )
            }
        }
    }

    private static func newest(of parts: [FailurePart], _ db: Database) throws -> ExchangeRow? {
        let keys = try parts.flatMap { part in try part.scan.keys(.older, than: nil, limit: 1, in: db) }
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
}

extension HistoryReader.Query {
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
}
