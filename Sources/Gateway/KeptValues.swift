import Synchronization

/// Values that follow from their keys alone, each kept once it was made.
package final class KeptValues<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// Values kept at most: parts of keys come from clients; beyond that all are made anew.
    private let capacity: Int
    private let make: @Sendable (Key) -> Value
    private let values = Mutex<[Key: Value]>([:])

    package init(capacity: Int, make: @escaping @Sendable (Key) -> Value) {
        self.capacity = capacity
        self.make = make
    }

    /// The value of a key; made outside of the lock, so that nobody waits for another's.
    package subscript(key: Key) -> Value {
        if let known = values.withLock({ $0[key] }) { return known }
        let made = make(key)
        values.withLock { values in
            if values.count >= capacity { values = [:] }
            values[key] = made
        }
        return made
    }
}
