import Gateway

/// What one transaction writes.
struct Batch: Sendable {
    var exchanges: [Exchange] = []
    var cooldowns = CooldownChanges()
    /// Bytes of all bodies in ``exchanges``.
    var bodyBytes = 0

    var isEmpty: Bool { exchanges.isEmpty && cooldowns.isEmpty }

    mutating func append(_ later: Batch) {
        exchanges.append(contentsOf: later.exchanges)
        cooldowns.merge(later.cooldowns)
        bodyBytes += later.bodyBytes
    }
}
