import Gateway
import GRDB
import MessagesAPI

/// The sums of a batch of exchanges, by bucket and facet: written once a batch instead of once a row.
struct RollupSums: Sendable {
    /// Names one row of `rollup`.
    private struct Key: Hashable {
        let level: RollupLevel
        let start: Int64
        let facet: Int64
    }

    /// Names one row of `latency_bin`.
    private struct BinKey: Hashable {
        let key: Key
        let kind: LatencyKind
        let bin: Int
    }

    private var sums: [Key: ExchangeSums] = [:]
    private var bins: [BinKey: Int] = [:]

    /// Adds an exchange of a facet to all levels.
    mutating func add(_ exchange: Exchange, facet: Int64) {
        let sum = ExchangeSums(exchange)
        for level in RollupLevel.allCases {
            let key = Key(level: level, start: level.start(of: exchange.startedAt).milliseconds, facet: facet)
            sums[key, default: ExchangeSums()].add(sum)
            count(exchange.duration, .duration, key)
            if let first = exchange.timeToFirstToken { count(first, .timeToFirstToken, key) }
        }
    }

    private mutating func count(_ duration: Duration, _ kind: LatencyKind, _ key: Key) {
        bins[BinKey(key: key, kind: kind, bin: LatencyBin.index(of: duration.wholeMilliseconds)), default: 0] += 1
    }

    /// Adds everything to what is stored; `db` is inside a transaction.
    func write(to db: Database) throws {
        for (key, sum) in sums {
            let statement = try db.cachedStatement(sql: ExchangeSums.upsert)
            try statement.execute(
                arguments: [key.level.rawValue, key.start, key.facet] + StatementArguments(sum.values)
            )
        }
        for (key, count) in bins {
            let statement = try db.cachedStatement(sql: Self.binUpsert)
            try statement.execute(
                arguments: [key.key.level.rawValue, key.key.start, key.key.facet, key.kind.rawValue, key.bin, count]
            )
        }
    }

    private static let binUpsert = """
        INSERT INTO latency_bin (level, start_ms, facet_id, kind, bin, count) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (level, start_ms, facet_id, kind, bin) DO UPDATE SET count = count + excluded.count
        """
}

/// Which time a histogram is of.
enum LatencyKind: Int, CaseIterable, Sendable {
    /// From the request's arrival to the answer's end.
    case duration = 0
    /// From the request's arrival to the first content.
    case timeToFirstToken = 1
}
