import Synchronization

/// A monotonic clock that a test moves.
final class ManualTime: Sendable {
    private let nanoseconds = Atomic<UInt64>(0)

    var now: UInt64 { nanoseconds.load(ordering: .sequentiallyConsistent) }

    func advance(seconds: UInt64) { nanoseconds.add(seconds * 1_000_000_000, ordering: .sequentiallyConsistent) }
}
