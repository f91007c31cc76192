import Gateway
import GRDB

/// The sums of a batch of exchanges, by bucket and facet: written once a batch instead of once a row.
struct RollupSums: Sendable {
    /// Names what falls into one row of the finest level.
    private struct FineKey: Hashable {
        let start: Timestamp
        let facet: Int64
    }

    private var entries: [FineKey: RollupEntry] = [:]

    /// Adds an exchange of a facet.
    mutating func add(_ exchange: Exchange, facet: Int64) {
        let key = FineKey(start: RollupLevel.fiveMinutes.start(of: exchange.startedAt), facet: facet)
        entries[key, default: RollupEntry()].add(exchange)
    }

    /// Adds everything to what is stored; `db` is inside a transaction.
    func write(to db: Database) throws {
        for (key, entry) in rows() { try RollupTable.add(entry, to: key, in: db) }
    }

    /// What is added to which row: on each level, to the facet's own and to the one of all facets.
    private func rows() -> [RollupTable.Key: RollupEntry] {
        var rows: [RollupTable.Key: RollupEntry] = [:]
        for (key, entry) in entries {
            for level in RollupLevel.allCases {
                let start = level.start(of: key.start).milliseconds
                for facet in [key.facet, Facet.all] {
                    rows[.init(level: level, facet: facet, start: start), default: RollupEntry()].add(entry)
                }
            }
        }
        return rows
    }
}

extension RollupEntry {
    fileprivate mutating func add(_ exchange: Exchange) {
        sums.add(ExchangeSums(exchange))
        durations.add(exchange.duration)
        firstTokens.add(exchange.timeToFirstToken)
    }
}
