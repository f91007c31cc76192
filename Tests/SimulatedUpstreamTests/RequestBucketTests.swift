import Testing

@testable import SimulatedUpstream

@Suite("Quotas")
struct RequestBucketTests {
    private let second: UInt64 = 1_000_000_000

    @Test("Two a minute: two at once, then one every thirty seconds")
    func twoAMinute() {
        var bucket = RequestBucket(quota: RequestQuota(perMinute: 2), now: 0)

        func takes(at seconds: UInt64) -> Bool { bucket.take(now: seconds * second) }
        let taken: [Bool] = [0, 0, 0, 29, 30, 31, 600, 600, 600].map { takes(at: $0) }

        #expect(taken == [true, true, false, false, true, false, true, true, false])
    }

    @Test("A clock that goes back gives nothing away")
    func clockGoesBack() {
        var bucket = RequestBucket(quota: RequestQuota(perMinute: 60, burst: 1), now: 10 * second)

        let taken = [bucket.take(now: 10 * second), bucket.take(now: 5 * second), bucket.take(now: 11 * second)]

        #expect(taken == [true, false, true])
    }
}
