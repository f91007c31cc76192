import Synchronization

/// Signing keys of today, so that a request costs one HMAC and not five.
final class SigV4KeyCache: Sendable {
    /// Most keys kept.
    ///
    /// Every pair of credentials, region and service in use has one a day; a proxy has a handful.
    static let limit = 64

    private struct Name: Hashable {
        let secret: Secret
        let date: String
        let scope: SigV4Scope
    }

    private let keys = Mutex<[Name: SigV4Key]>([:])

    /// Number of keys held.
    var count: Int { keys.withLock { $0.count } }

    /// The key for `date` (`yyyyMMdd`), derived if it is not held.
    func key(secret: Secret, date: String, scope: SigV4Scope) -> SigV4Key {
        let name = Name(secret: secret, date: date, scope: scope)
        if let held = keys.withLock({ $0[name] }) { return held }
        // Derived outside the lock: two callers may do the same work once, and nobody waits for it.
        let key = SigV4Key(secret: secret, date: date, scope: scope)
        keys.withLock { table in
            // Old days and replaced session keys never come back, so a full table starts afresh.
            if table.count >= Self.limit { table.removeAll(keepingCapacity: true) }
            table[name] = key
        }
        return key
    }
}
