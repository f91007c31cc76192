import Gateway
import GRDB

/// Lists of exchanges under a filter, paged by key.
extension HistoryReader {
    /// Which way a page lies from a key.
    package enum Direction: Sendable, CaseIterable {
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

    /// The row of a key that was just read.
    static func row(_ key: ExchangeKey, _ db: Database) throws -> ExchangeRow? {
        try Row.fetchOne(db.cachedStatement(sql: Query.byID), arguments: [key.id]).map(ExchangeRow.init)
    }

    /// One page to be read: first the keys, out of indexes, then the rows of those that stay.
    private struct Page: Sendable {
        let filter: ExchangeFilter
        let limit: Int
        let direction: Direction
        let key: ExchangeKey?

        /// The page's rows, the nearest to the key first.
        func rows(_ db: Database) throws -> [ExchangeRow] {
            try keys(db).compactMap { key in try HistoryReader.row(key, db) }
        }

        private func keys(_ db: Database) throws -> [ExchangeKey] {
            if filter.needsRows, let scan = try ExchangeScan(filter, in: db) { return try keys(of: scan, db) }
            return try keys(of: FacetSelection(filter, in: db).scans(of: filter), db)
        }

        /// The nearest keys over all facets; what is found in the first ones narrows the search in the others.
        private func keys(of scans: [ExchangeScan], _ db: Database) throws -> [ExchangeKey] {
            var nearest: [ExchangeKey] = []
            for scan in scans {
                var scan = scan
                if nearest.count == limit, let last = nearest.last { scan.narrow(direction, to: last) }
                let found = try keys(of: scan, db)
                guard !found.isEmpty else { continue }
                nearest = Array((nearest + found).sorted(by: isNearer).prefix(limit))
            }
            return nearest
        }

        private func keys(of scan: ExchangeScan, _ db: Database) throws -> [ExchangeKey] {
            var scan = scan
            if let key { scan.begin(direction, at: key) }
            return try scan.keys(direction, than: key, limit: limit, in: db)
        }

        private func isNearer(_ left: ExchangeKey, _ right: ExchangeKey) -> Bool {
            let (left, right) = ((left.startedAt, left.id), (right.startedAt, right.id))
            return direction == .older ? left > right : left < right
        }
    }
}
