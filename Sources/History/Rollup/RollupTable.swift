import Gateway
import GRDB

/// The table `rollup`: sums and histograms by level, facet and bucket.
enum RollupTable {
    /// Names a row.
    struct Key: Hashable, Sendable {
        let level: RollupLevel
        let facet: Int64
        /// The bucket's start in milliseconds.
        let start: Int64
    }

    /// A row as it is written.
    private struct Record: Sendable {
        let key: Key
        let entry: RollupEntry
    }

    private static let columns: [TableColumn<Record>] = [
        TableColumn("level") { $0.key.level.rawValue },
        TableColumn("facet_id") { $0.key.facet },
        TableColumn("start_ms") { $0.key.start },
        TableColumn("exchanges") { $0.entry.sums.exchanges },
        TableColumn("succeeded") { $0.entry.sums.succeeded },
        TableColumn("cancelled") { $0.entry.sums.cancelled },
        TableColumn("failovers") { $0.entry.sums.failovers },
        TableColumn("attempts") { $0.entry.sums.attempts },
        TableColumn("input_tokens") { $0.entry.sums.inputTokens },
        TableColumn("output_tokens") { $0.entry.sums.outputTokens },
        TableColumn("cache_read_tokens") { $0.entry.sums.cacheReadTokens },
        TableColumn("cache_write_tokens") { $0.entry.sums.cacheWriteTokens },
        TableColumn("imported_tokens") { $0.entry.sums.importedTokens },
        TableColumn("cost_usd") { $0.entry.sums.costUSD },
        TableColumn("priced") { $0.entry.sums.priced },
        TableColumn("duration_sum_ms") { $0.entry.sums.durationSum },
        TableColumn("durations") { $0.entry.durations.text },
        TableColumn("first_tokens") { $0.entry.firstTokens.text },
    ]

    /// Adds sums to a row, a new one if need be.
    ///
    /// Read, added to and put back, as SQL cannot add histograms; all of it is one transaction of the only writer.
    static func add(_ entry: RollupEntry, to key: Key, in db: Database) throws {
        var sum = entry
        let stored = try Row.fetchCursor(
            db.cachedStatement(sql: Query.one),
            arguments: [key.level.rawValue, key.facet, key.start]
        )
        while let row = try stored.next() { sum.add(row) }
        try columns.insert(Record(key: key, entry: sum), by: db.cachedStatement(sql: Query.replacement))
    }

    /// Adds a facet's rows to those of another, and deletes them.
    static func move(from facet: Int64, to other: Int64, in db: Database) throws {
        for level in RollupLevel.allCases {
            for row in try Row.fetchAll(db, sql: Query.ofFacet, arguments: [level.rawValue, facet]) {
                var entry = RollupEntry()
                entry.add(row)
                try add(entry, to: Key(level: level, facet: other, start: row[0]), in: db)
            }
            try db.execute(sql: Query.deletion, arguments: [level.rawValue, facet])
        }
    }

    /// The statements.
    enum Query {
        private static let selection = "SELECT start_ms, \(ExchangeSums.names), durations, first_tokens FROM rollup"
        static let ofFacet = "\(selection) WHERE level = ? AND facet_id = ?"
        static let one = "\(ofFacet) AND start_ms = ?"
        static let deletion = "DELETE FROM rollup WHERE level = ? AND facet_id = ?"
        static let replacement = "INSERT OR REPLACE" + columns.insertion(into: "rollup").dropFirst("INSERT".count)

        /// The rows of some facets in a range of starts.
        static func range(_ facets: [Int64]) -> String {
            "\(selection) WHERE level = ? AND facet_id IN (\(Facet.list(facets))) AND start_ms >= ? AND start_ms < ?"
        }
    }
}

extension RollupEntry {
    /// Adds a row that a statement of ``RollupTable/Query`` reads.
    mutating func add(_ row: Row) {
        sums.add(row, from: 1)
        let place = 1 + ExchangeSums.columns.count
        durations.add(text: row[place])
        firstTokens.add(text: row[place + 1])
    }
}
