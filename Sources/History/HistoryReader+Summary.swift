import Gateway
import GRDB

/// Figures and series.
extension HistoryReader {
    /// Rows read at most where sums cannot serve a filter; the newest ones.
    static let rowLimit = 10_000

    /// Figures over a filter's exchanges; the start is moved back to a border of a bucket.
    package func summary(_ filter: ExchangeFilter) async throws -> ExchangeSummary {
        var total = RollupEntry()
        for entry in try await buckets(filter).values { total.add(entry) }
        return ExchangeSummary(total)
    }

    /// The same by bucket, in the order of time; buckets without exchanges are left out.
    package func series(_ filter: ExchangeFilter) async throws -> [SeriesPoint] {
        try await buckets(filter).sorted { $0.key < $1.key }.map { start, entry in
            SeriesPoint(start: Timestamp(milliseconds: start), summary: ExchangeSummary(entry))
        }
    }

    /// What is known of each bucket, by its start in milliseconds.
    private func buckets(_ filter: ExchangeFilter) async throws -> [Int64: RollupEntry] {
        try await read { db in
            guard !filter.needsRows else { return try Self.rowBuckets(filter, db) }
            guard let facets = try Self.facets(filter, db) else { return [:] }
            let level = filter.level
            let rows = try Row.fetchCursor(
                db,
                sql: RollupTable.Query.range(facets),
                arguments: [level.rawValue, level.start(of: filter.start).milliseconds, filter.end.milliseconds]
            )
            var buckets: [Int64: RollupEntry] = [:]
            while let row = try rows.next() { buckets[row[0], default: RollupEntry()].add(row) }
            return buckets
        }
    }

    /// The numbers of the facets that fit; `nil` for none.
    static func facets(_ filter: ExchangeFilter, _ db: Database) throws -> [Int64]? {
        let condition = filter.facetCondition
        guard !condition.sql.isEmpty else { return [Facet.all] }
        let facets = try Int64.fetchAll(
            db,
            sql: Query.facets(condition),
            arguments: StatementArguments(condition.arguments)
        )
        return facets.isEmpty ? nil : facets
    }

    /// Sums made from the newest rows themselves.
    private static func rowBuckets(_ filter: ExchangeFilter, _ db: Database) throws -> [Int64: RollupEntry] {
        let rows = try newestValues(filter, db)
        let level = filter.level
        var buckets: [Int64: RollupEntry] = [:]
        while let row = try rows.next() {
            let start = level.start(of: Timestamp(milliseconds: row[0])).milliseconds
            buckets[start, default: RollupEntry()].add(valuesOf: row)
        }
        return buckets
    }

    /// The values of a filter's newest rows; of those with a beginning of the request id that many have, the ones among
    /// the newest rows of the time.
    private static func newestValues(_ filter: ExchangeFilter, _ db: Database) throws -> RowCursor {
        let scan = try ExchangeScan(filter, in: db) ?? ExchangeScan(amongNewest: rowLimit, of: filter, in: db)
        return try Row.fetchCursor(
            db,
            sql: ExchangeScan.Query.values(scan),
            arguments: StatementArguments(scan.condition.arguments) + [scan.start, scan.end, rowLimit]
        )
    }
}

extension RollupEntry {
    /// Adds a row that a statement of ``ExchangeScan/Query`` reads values from.
    fileprivate mutating func add(valuesOf row: Row) {
        sums.add(row, from: 1)
        let place = 1 + ExchangeSums.columns.count
        durations.add((row[place] as Int64?).map(Duration.milliseconds))
        firstTokens.add((row[place + 1] as Int64?).map(Duration.milliseconds))
    }
}

extension HistoryReader.Query {
    static func facets(_ condition: Condition) -> String { "SELECT id FROM facet WHERE \(condition.text)" }
}
