import History

/// One page of a list of exchanges, and where the pages beside it begin.
struct ExchangePage {
    /// Newest first.
    let rows: [ExchangeRow]
    /// Behind this key are older ones; `nil` if there are none.
    let older: ExchangeKey?
    /// Before this key are newer ones; `nil` if this is the newest page.
    let newer: ExchangeKey?

    /// Makes a page of what was found, newest first, when one more than `limit` was asked for.
    init(_ found: [ExchangeRow], limit: Int, place: (direction: HistoryReader.Direction, key: ExchangeKey)?) {
        let hasMore = found.count > limit
        switch place?.direction {
        case .none:
            rows = Array(found.prefix(limit))
            older = hasMore ? rows.last?.key : nil
            newer = nil
        case .older:
            rows = Array(found.prefix(limit))
            older = hasMore ? rows.last?.key : nil
            newer = rows.first?.key ?? place?.key
        case .newer:
            // The one too many is the newest, which is the farthest from the key.
            rows = Array(found.suffix(limit))
            newer = hasMore ? rows.first?.key : nil
            older = rows.last?.key ?? place?.key
        }
    }
}
