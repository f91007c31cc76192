import Synchronization

/// Hands one value that is not Sendable from the task that made it to the task that uses it, once.
package final class HandOff<Value>: Sendable {
    private let slot: Mutex<Value?>

    package init(_ value: sending Value) { self.slot = Mutex(value) }

    /// The value, the first time; `nil` ever after.
    package func take() -> sending Value? {
        slot.withLock { value in
            let taken = value
            value = nil
            return taken
        }
    }
}
