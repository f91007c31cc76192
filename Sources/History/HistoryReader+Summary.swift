import Gateway
import GRDB

/// Figures and series.
extension HistoryReader {
    /// Rows read at most where sums cannot serve a filter; the newest ones.
    static let rowLimit = 10_000

    /// Figures over a filter's exchanges; the start is moved back to a border of a bucket.
    package func summary(_ filter: ExchangeFilter) async throws -> ExchangeSummary {
        try await read { db in
            guard !filter.needsRows else { return try Self.rowSummary(filter, db).total }
            guard let facets = try Self.facets(filter, db) else { return ExchangeSummary(sums: .init(), bins: .init()) }
            let range = Self.range(filter)
            let sums = try Row.fetchOne(db, sql: Query.sums(facets), arguments: range).map(ExchangeSums.init)
            var bins = LatencyBins()
            for row in try Row.fetchAll(db, sql: Query.bins(facets), arguments: range) { bins.add(row) }
            return ExchangeSummary(sums: sums ?? .init(), bins: bins)
        }
    }

    /// The same by bucket, in the order of time; buckets without exchanges are left out.
    package func series(_ filter: ExchangeFilter) async throws -> [SeriesPoint] {
        try await read { db in
            guard !filter.needsRows else { return try Self.rowSummary(filter, db).points }
            guard let facets = try Self.facets(filter, db) else { return [] }
            let range = Self.range(filter)
            var bins: [Int64: LatencyBins] = [:]
            for row in try Row.fetchAll(db, sql: Query.binSeries(facets), arguments: range) {
                bins[row["start_ms"], default: .init()].add(row)
            }
            return try Row.fetchAll(db, sql: Query.series(facets), arguments: range).map { row in
                let start: Int64 = row["start_ms"]
                return SeriesPoint(
                    start: Timestamp(milliseconds: start),
                    summary: ExchangeSummary(sums: ExchangeSums(row), bins: bins[start] ?? .init())
                )
            }
        }
    }

    private static func range(_ filter: ExchangeFilter) -> StatementArguments {
        let level = filter.level
        return [level.rawValue, level.start(of: filter.start).milliseconds, filter.end.milliseconds]
    }

    /// The numbers of the facets that fit: empty for all of them, `nil` for none.
    static func facets(_ filter: ExchangeFilter, _ db: Database) throws -> [Int64]? {
        let condition = filter.facetCondition
        guard !condition.sql.isEmpty else { return [] }
        let facets = try Int64.fetchAll(
            db,
            sql: "SELECT id FROM facet WHERE \(condition.text)",
            arguments: StatementArguments(condition.arguments)
        )
        return facets.isEmpty ? nil : facets
    }

    /// Sums made from the newest rows themselves.
    private static func rowSummary(
        _ filter: ExchangeFilter,
        _ db: Database
    ) throws -> (total: ExchangeSummary, points: [SeriesPoint]) {
        let condition = filter.rowCondition
        let arguments: [any DatabaseValueConvertible] =
            condition.arguments + [filter.start.milliseconds, filter.end.milliseconds, rowLimit]
        let rows = try Row.fetchAll(db, sql: Query.rows(condition.text), arguments: StatementArguments(arguments))
        var total = (sums: ExchangeSums(), bins: LatencyBins())
        var buckets: [Timestamp: (sums: ExchangeSums, bins: LatencyBins)] = [:]
        for row in rows {
            let exchange = ExchangeRow(row)
            let start = filter.level.start(of: exchange.startedAt)
            add(exchange, to: &total)
            add(exchange, to: &buckets[start, default: (.init(), .init())])
        }
        let points = buckets.sorted { $0.key < $1.key }.map { start, sums in
            SeriesPoint(start: start, summary: ExchangeSummary(sums: sums.sums, bins: sums.bins))
        }
        return (ExchangeSummary(sums: total.sums, bins: total.bins), points)
    }

    private static func add(_ exchange: ExchangeRow, to sums: inout (sums: ExchangeSums, bins: LatencyBins)) {
        sums.sums.add(ExchangeSums(exchange))
        if let duration = exchange.duration {
            sums.bins.add(1, .duration, bin: LatencyBin.index(of: duration.wholeMilliseconds))
        }
        if let first = exchange.timeToFirstToken {
            sums.bins.add(1, .timeToFirstToken, bin: LatencyBin.index(of: first.wholeMilliseconds))
        }
    }
}

extension LatencyBins {
    fileprivate mutating func add(_ row: Row) {
        guard let kind = LatencyKind(rawValue: row["kind"]) else { return }
        add(row["count"], kind, bin: row["bin"])
    }
}

extension HistoryReader.Query {
    private static let buckets = "level = ? AND start_ms >= ? AND start_ms < ?"

    static func sums(_ facets: [Int64]) -> String {
        "SELECT \(ExchangeSums.sums) FROM rollup WHERE \(buckets)\(inFacets(facets))"
    }

    static func series(_ facets: [Int64]) -> String {
        "SELECT start_ms, \(ExchangeSums.sums) FROM rollup WHERE \(buckets)\(inFacets(facets)) GROUP BY start_ms"
    }

    static func bins(_ facets: [Int64]) -> String {
        "SELECT kind, bin, SUM(count) AS count FROM latency_bin WHERE \(buckets)\(inFacets(facets)) GROUP BY kind, bin"
    }

    static func binSeries(_ facets: [Int64]) -> String {
        """
        SELECT start_ms, kind, bin, SUM(count) AS count FROM latency_bin WHERE \(buckets)\(inFacets(facets))
        GROUP BY start_ms, kind, bin
        """
    }

    static func rows(_ condition: String) -> String {
        """
        \(ExchangeTable.selection) WHERE \(condition) AND started_at_ms >= ? AND started_at_ms < ?
        ORDER BY started_at_ms DESC, id DESC LIMIT ?
        """
    }

    /// The numbers are the database's own; a plus keeps the index on the time, which serves the range.
    private static func inFacets(_ facets: [Int64]) -> String {
        facets.isEmpty ? "" : " AND +facet_id IN (\(facets.map(String.init).joined(separator: ",")))"
    }
}
