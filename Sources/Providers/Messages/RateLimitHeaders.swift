import HTTPTypes

/// When the limits of the Messages API refill, as the headers of an answer tell.
///
/// - Note: Source: rate limits (https://docs.claude.com/en/api/rate-limits, seen 2026-11-22): for each bucket
///   `anthropic-ratelimit-<bucket>-remaining`, a number, and `-reset`, a time of RFC 3339.
enum RateLimitHeaders {
    private static let prefix = "anthropic-ratelimit-"
    private static let suffix = "-remaining"
    /// Most headers that are looked at; the API sends a dozen.
    private static let fieldLimit = 128

    /// How long until every bucket that is empty has refilled; `nil` if none is empty.
    static func wait(in headers: HTTPFields, now: Int) -> Duration? {
        var resets: [Int] = []
        for field in headers.prefix(fieldLimit) {
            let name = field.name.canonicalName
            guard name.hasPrefix(prefix), name.hasSuffix(suffix), field.value == "0",
                let resetName = HTTPField.Name(String(name.dropLast(suffix.count)) + "-reset"),
                let reset = headers[resetName].flatMap(UTCTime.init(iso8601:))
            else { continue }
            resets.append(reset.epochSeconds)
        }
        return resets.max().map { .seconds(max(0, $0 - now)) }
    }
}
