package import Gateway

/// A place in the list of exchanges: after the start, then after the row's number, both falling.
package struct ExchangeKey: Sendable, Hashable {
    package let startedAt: Timestamp
    package let id: Int64

    package init(startedAt: Timestamp, id: Int64) {
        self.startedAt = startedAt
        self.id = id
    }
}
