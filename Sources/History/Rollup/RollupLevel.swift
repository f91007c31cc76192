package import Gateway

/// How finely sums are kept: the finer, the shorter.
package enum RollupLevel: Int, CaseIterable, Sendable {
    case fiveMinutes = 0
    case hour = 1
    case day = 2

    /// Length of a bucket in milliseconds.
    package var length: Int64 {
        switch self {
        case .fiveMinutes: 300_000
        case .hour: 3_600_000
        case .day: 86_400_000
        }
    }

    /// How long its buckets are kept: the longest range asked of it, and as much again for the period before.
    ///
    /// `nil`: for good; a day a row is a few thousand rows in ten years.
    var retention: Duration? {
        switch self {
        case .fiveMinutes: .seconds(3 * 86_400)
        case .hour: .seconds(40 * 86_400)
        case .day: nil
        }
    }

    /// The finest level that gives a range a number of buckets that can be drawn, at most some 370, and that still has
    /// them.
    package static func of(_ range: Duration) -> RollupLevel {
        switch range {
        case ...Duration.seconds(26 * 3600): .fiveMinutes
        case ...Duration.seconds(15 * 86_400): .hour
        default: .day
        }
    }

    /// The finest level whose sums are still kept at a point in time.
    package static func finest(reaching start: Timestamp, now: Timestamp) -> RollupLevel {
        let age = now.duration(since: start)
        return allCases.first { level in level.retention.map { age <= $0 } ?? true } ?? .day
    }

    /// The first border of buckets that does not lie before a point in time.
    package func end(of time: Timestamp) -> Timestamp {
        let start = start(of: time)
        return start == time ? time : Timestamp(milliseconds: start.milliseconds + length)
    }

    /// The start of the bucket that a point in time falls into; buckets are counted in UTC.
    package func start(of time: Timestamp) -> Timestamp {
        let remainder = time.milliseconds % length
        return Timestamp(milliseconds: time.milliseconds - (remainder < 0 ? remainder + length : remainder))
    }
}
