/// What is left of one quota.
///
/// With 2 a minute: two requests at 0 s pass, a third at 10 s does not, one at 30 s passes.
struct RequestBucket {
    private let quota: RequestQuota
    private var tokens: Double
    private var updatedAt: UInt64

    init(quota: RequestQuota, now: UInt64) {
        self.quota = quota
        tokens = quota.burst
        updatedAt = now
    }

    /// Takes one request out; false if there is none.
    mutating func take(now: UInt64) -> Bool {
        let minutes = Double(now - min(now, updatedAt)) / 60e9
        tokens = min(quota.burst, tokens + minutes * quota.perMinute)
        updatedAt = max(now, updatedAt)
        // Thirty seconds at two a minute are one request, whatever the last bit of the product says.
        guard tokens >= 1 - 1e-9 else { return false }
        tokens -= 1
        return true
    }
}
