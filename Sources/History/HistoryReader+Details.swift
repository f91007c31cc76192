package import Gateway
import GRDB

/// Small questions beside the large ones.
extension HistoryReader {
    /// The first day of which there are sums; `nil` in an empty history.
    package func firstDay() async throws -> Timestamp? {
        try await read { db in
            try Int64.fetchOne(db, sql: Query.firstDay, arguments: [RollupLevel.day.rawValue, Facet.all])
                .map(Timestamp.init(milliseconds:))
        }
    }

    /// Whether bodies of an exchange were kept; does not read them.
    package func hasBodies(exchangeID: Int64) async throws -> Bool {
        try await read { db in try Row.fetchOne(db, sql: Query.hasBodies, arguments: [exchangeID]) != nil }
    }
}

extension HistoryReader.Query {
    static let firstDay = "SELECT start_ms FROM rollup WHERE level = ? AND facet_id = ? ORDER BY start_ms LIMIT 1"
    static let hasBodies = "SELECT 1 FROM body WHERE exchange_id = ?"
}
