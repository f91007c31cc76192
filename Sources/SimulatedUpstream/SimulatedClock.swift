import NIOCore

/// The clocks of the upstream, so that tests can move time: signature ages and quotas hang on it, waits do not.
package struct SimulatedClock: Sendable {
    /// Nanoseconds of a monotonic clock, for quotas.
    package var monotonic: @Sendable () -> UInt64
    /// Seconds since 1970, for signatures and the `Date` header.
    package var epochSeconds: @Sendable () -> Int64

    package init(
        monotonic: @escaping @Sendable () -> UInt64 = SimulatedClock.monotonicNanoseconds,
        epochSeconds: @escaping @Sendable () -> Int64 = SimulatedClock.systemEpochSeconds
    ) {
        self.monotonic = monotonic
        self.epochSeconds = epochSeconds
    }

    package static let system = SimulatedClock()

    /// The system's clock, wrong by some seconds: positive is ahead of the true time.
    package static func skewed(bySeconds seconds: Int64) -> SimulatedClock {
        SimulatedClock(epochSeconds: { systemEpochSeconds() + seconds })
    }

    /// The clock that all recorded times and `@@` stamps are of: CLOCK_MONOTONIC on Linux, which `SuspendingClock` reads
    /// too.
    package static let monotonicNanoseconds: @Sendable () -> UInt64 = { NIODeadline.now().uptimeNanoseconds }

    package static let systemEpochSeconds: @Sendable () -> Int64 = { WallClock.epochSeconds() }
}
