/// A limit on requests: a bucket that holds `burst` requests and refills at `perMinute`.
package struct RequestQuota: Sendable, Equatable {
    package var perMinute: Double
    package var burst: Double

    /// A quota; without `burst`, as many requests may come at once as in a minute.
    package init(perMinute: Double, burst: Double? = nil) {
        self.perMinute = perMinute
        self.burst = burst ?? perMinute
    }
}
