/// A point in time on the wall clock, in whole milliseconds since 1970-01-01T00:00:00Z.
///
/// What is stored or told to a client; durations are measured with a monotonic clock.
package struct Timestamp: Sendable, Hashable, Comparable {
    /// Milliseconds since the epoch.
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    /// The point in time that lies `duration` later, rounded up to a whole millisecond.
    package func advanced(by duration: Duration) -> Timestamp {
        Timestamp(milliseconds: milliseconds + duration.wholeMilliseconds)
    }

    /// The time from `earlier` to this one; negative if `earlier` is later.
    package func duration(since earlier: Timestamp) -> Duration {
        .milliseconds(milliseconds - earlier.milliseconds)
    }
}

extension Duration {
    /// Milliseconds, rounded up; a wait is never told shorter than it is.
    package var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        return seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000
    }

    /// Seconds, rounded up.
    package var wholeSeconds: Int64 { (wholeMilliseconds + 999) / 1000 }
}
