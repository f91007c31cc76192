import Gateway
import GRDB

/// Figures and series.
extension HistoryReader {
    /// Rows read at most where sums cannot serve a filter; the newest ones.
    static let rowLimit = 5_000

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
            let level = filter.level
            var filter = filter
            filter.start = level.start(of: filter.start)
            let facets = try FacetSelection(filter, in: db)
            var buckets: [Int64: RollupEntry] = [:]
            try Self.add(facets.whole, level, filter, to: &buckets, db)
            var limit = Self.rowLimit
            for facet in facets.partial where limit > 0 {
                let scan = ExchangeScan(generalFacet: facet, of: filter)
                limit -= try Self.add(scan, limit: limit, level, to: &buckets, db)
            }
            return buckets
        }
    }

    /// Adds the sums that are kept of some facets.
    private static func add(
        _ facets: [Int64],
        _ level: RollupLevel,
        _ filter: ExchangeFilter,
        to buckets: inout [Int64: RollupEntry],
        _ db: Database
    ) throws {
        guard !facets.isEmpty else { return }
        let rows = try Row.fetchCursor(
            db,
            sql: RollupTable.Query.range(facets),
            arguments: [level.rawValue, filter.start.milliseconds, filter.end.milliseconds]
        )
        while let row = try rows.next() { buckets[row[0], default: RollupEntry()].add(row) }
    }

    /// Adds the values of the newest rows of a scan.
    /// - Returns: How many rows there were.
    private static func add(
        _ scan: ExchangeScan,
        limit: Int,
        _ level: RollupLevel,
        to buckets: inout [Int64: RollupEntry],
        _ db: Database
    ) throws -> Int {
        let rows = try Row.fetchCursor(
            db,
            sql: ExchangeScan.Query.values(scan),
            arguments: StatementArguments(scan.condition.arguments) + [scan.start, scan.end, limit]
        )
        var count = 0
        while let row = try rows.next() {
            let start = level.start(of: Timestamp(milliseconds: row[0])).milliseconds
            buckets[start, default: RollupEntry()].add(valuesOf: row)
            count += 1
        }
        return count
    }

    /// Sums made from the newest rows themselves; of those with a beginning of the request id that many have, from the
    /// ones among the newest rows of the time.
    private static func rowBuckets(_ filter: ExchangeFilter, _ db: Database) throws -> [Int64: RollupEntry] {
        let scan = try ExchangeScan(filter, in: db) ?? ExchangeScan(amongNewest: rowLimit, of: filter, in: db)
        var buckets: [Int64: RollupEntry] = [:]
        _ = try add(scan, limit: rowLimit, filter.level, to: &buckets, db)
        return buckets
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
