/// What is left of one quota.
///
/// With 2 a minute: two requests at 0 s pass, a third at 10 s does not, one at 30 s passes.
struct RequestBucket {
    private let quota: RequestQuota
    private(set) var remaining: Double
    private var updatedAt: UInt64

    init(quota: RequestQuota, now: UInt64) {
        self.quota = quota
        remaining = quota.burst
        updatedAt = now
    }

    /// Takes `amount` out; false if there is not so much.
    mutating func take(_ amount: Double = 1, now: UInt64) -> Bool {
        let minutes = Double(now - min(now, updatedAt)) / 60e9
        remaining = min(quota.burst, remaining + minutes * quota.perMinute)
        updatedAt = max(now, updatedAt)
        // Thirty seconds at two a minute are one request, whatever the last bit of the product says.
        guard remaining >= amount - 1e-9 else { return false }
        remaining -= amount
        return true
    }

    /// Seconds until `amount` is there.
    func wait(for amount: Double) -> Double { max(0, amount - remaining) / quota.perMinute * 60 }
}
