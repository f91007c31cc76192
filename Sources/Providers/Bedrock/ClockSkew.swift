import Synchronization

/// How far our clock is from the upstream's, once an upstream has refused a signature for it.
///
/// Kept as long as the process runs, so that only the first request pays for the finding out; a machine that wakes from
/// sleep is told again.
final class ClockSkew: Sendable {
    private let offset = Mutex<Int?>(nil)

    /// `adjustments` with the offset known from before, unless they bring a newer one, which is remembered.
    func remembered(in adjustments: Set<RequestAdjustment>) -> Set<RequestAdjustment> {
        for case .clockOffset(let seconds) in adjustments {
            offset.withLock { $0 = seconds }
            return adjustments
        }
        guard let known = offset.withLock({ $0 }) else { return adjustments }
        return adjustments.union([.clockOffset(seconds: known)])
    }
}
