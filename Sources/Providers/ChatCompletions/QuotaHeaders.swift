import HTTPTypes

/// What is left of a quota, as the `x-ratelimit-…` headers of vendors tell it.
///
/// A bucket is named by the end of the headers' names: `requests`, `tokens`, `requests-day`, `tokens-minute`; OpenRouter's
/// has no name. Which window `requests` stands for differs by vendor.
struct QuotaHeaders {
    /// One limit.
    struct Bucket: Equatable {
        /// `requests`, `tokens-minute`; empty where the headers name none.
        let name: String
        /// What is left of it.
        let remaining: Double?
        /// How long until it has refilled.
        let reset: Duration?
    }

    private static let prefix = "x-ratelimit-"
    /// Most buckets that are read; vendors have two to six.
    private static let bucketLimit = 16

    /// All buckets, in the order of their names.
    let buckets: [Bucket]

    /// `now` is our clock in seconds since 1970-01-01T00:00:00Z; a reset that is a date is held against it.
    init(_ headers: HTTPFields, now: Int) {
        var remaining: [String: Double] = [:]
        var resets: [String: Duration] = [:]
        for field in headers.prefix(256) {
            let name = field.name.canonicalName
            guard name.hasPrefix(Self.prefix) else { continue }
            let words = name.dropFirst(Self.prefix.count).split(separator: "-", maxSplits: 1)
            let bucket = words.count > 1 ? String(words[1]) : ""
            switch words.first {
            case "remaining": remaining[bucket] = Double(field.value)
            case "reset": resets[bucket] = DurationText.duration(field.value, now: now)
            default: break
            }
        }
        buckets = Set(remaining.keys).union(resets.keys).sorted().prefix(Self.bucketLimit).map {
            Bucket(name: $0, remaining: remaining[$0], reset: resets[$0])
        }
    }

    /// The bucket that takes longest to refill among those of which nothing is left.
    var exhausted: Bucket? {
        buckets.filter { ($0.remaining ?? 1) <= 0 }.max { ($0.reset ?? .zero) < ($1.reset ?? .zero) }
    }

    /// The first bucket whose name begins so.
    func bucket(_ name: String) -> Bucket? { buckets.first { $0.name.hasPrefix(name) } }
}
