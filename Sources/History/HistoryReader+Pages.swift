import Gateway
import GRDB

/// Lists of exchanges under a filter, paged by key.
extension HistoryReader {
    /// Facets read one by one; where more of them fit, so many rows fit that a plain scan finds a page soon.
    static let facetScanLimit = 64

    /// Which way a page lies from a key.
    package enum Direction: Sendable {
        /// Towards the past.
        case older
        /// Towards the present.
        case newer
    }

    /// The exchanges of a filter, newest first: those on the given side of `key`, the nearest ones, or the newest of all.
    ///
    /// `limit` is 1 to ``pageLimit``; what lies outside is moved to the nearer end.
    package func exchanges(
        _ filter: ExchangeFilter,
        limit: Int,
        _ direction: Direction = .older,
        than key: ExchangeKey? = nil
    ) async throws -> [ExchangeRow] {
        let limit = min(max(limit, 1), Self.pageLimit)
        let page = Page(filter: filter, limit: limit, direction: direction, key: key)
        let rows = try await read { db in try page.rows(db) }
        return direction == .older ? rows : rows.reversed()
    }

    /// One page to be read.
    private struct Page: Sendable {
        let filter: ExchangeFilter
        let limit: Int
        let direction: Direction
        let key: ExchangeKey?

        /// The page's rows, the nearest to the key first.
        func rows(_ db: Database) throws -> [ExchangeRow] {
            guard !filter.needsRows else { return try scan(filter.rowCondition, db) }
            guard let facets = try HistoryReader.facets(filter, db) else { return [] }
            guard !facets.isEmpty else { return try scan(Condition(), db) }
            guard facets.count <= HistoryReader.facetScanLimit else { return try scan(filter.facetCondition, db) }
            let rows = try facets.flatMap { facet in
                var condition = Condition()
                condition.require("facet_id = ?", facet)
                return try scan(condition, db)
            }
            return Array(rows.sorted { isNearer($0.key, $1.key) }.prefix(limit))
        }

        private func isNearer(_ left: ExchangeKey, _ right: ExchangeKey) -> Bool {
            let (left, right) = ((left.startedAt, left.id), (right.startedAt, right.id))
            return direction == .older ? left > right : left < right
        }

        private func scan(_ condition: Condition, _ db: Database) throws -> [ExchangeRow] {
            var condition = condition
            condition.require("started_at_ms >= ?", filter.start.milliseconds)
            condition.require("started_at_ms < ?", filter.end.milliseconds)
            if let key {
                let sign = direction == .older ? "<" : ">"
                condition.require("(started_at_ms, id) \(sign) (?, ?)", key.startedAt.milliseconds, key.id)
            }
            let sql = Query.page(condition.text, direction)
            let arguments: [any DatabaseValueConvertible] = condition.arguments + [limit]
            return try Row.fetchAll(db, sql: sql, arguments: StatementArguments(arguments)).map(ExchangeRow.init)
        }
    }
}

extension HistoryReader.Query {
    static func page(_ condition: String, _ direction: HistoryReader.Direction) -> String {
        let order = direction == .older ? "DESC" : "ASC"
        return """
            \(ExchangeTable.selection) WHERE \(condition) ORDER BY started_at_ms \(order), id \(order) LIMIT ?
            """
    }
}
