/// A condition on the upstream did not come true in time.
package struct WaitTimeout: Error, Sendable, CustomStringConvertible {
    /// The counters at that time.
    package let counters: UpstreamCounters

    package var description: String { "The simulated upstream did not get there in time: \(counters)" }
}
