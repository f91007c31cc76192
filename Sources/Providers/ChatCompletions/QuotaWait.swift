import HTTPTypes

/// How long until a quota lets the next request pass, and whether the quota is a day's.
///
/// - Note: Source of the texts: rate limit errors of OpenAI and Groq (`Please try again in 5.289s`), Gemini (`Please retry in
///   34.07s`) and OpenRouter (`free-models-per-day`), seen 2026-11-22.
struct QuotaWait: Equatable {
    /// What `retry-after` says, in either unit.
    let asked: Duration?
    /// What is known, from the best source there is: `retry-after`, the exhausted bucket's reset, the words.
    let duration: Duration?
    /// Whether the quota refills only from day to day.
    let isDaily: Bool

    private static let marks = ["try again in ", "retry in ", "retry after ", "try again after ", "reset in "]
    private static let dailyWords = [
        "per day", "per-day", "(rpd)", "(tpd)", "daily limit", "daily quota", "perday", "requests-day", "tokens-day",
    ]

    /// `text` are the error's words in lower case.
    init(_ content: UpstreamErrorBody, headers: HTTPFields, text: String, now: Int) {
        asked =
            RetryAfter.duration(in: headers, now: now) ?? RetryAfter.duration(in: content.headers, now: now)
        let outer = QuotaHeaders(headers, now: now)
        let quota = outer.buckets.isEmpty ? QuotaHeaders(content.headers, now: now) : outer
        let exhausted = quota.exhausted
        // OpenAI's and Groq's error type names the bucket that is too small for this request, though not empty.
        let named = content.type.flatMap { $0.isEmpty ? nil : quota.bucket($0) }
        duration = asked ?? exhausted?.reset ?? Self.wait(in: text) ?? named?.reset
        let isDaysBucket = exhausted.map { $0.name.hasSuffix("-day") } ?? false
        isDaily = Self.dailyWords.contains(where: text.contains) || isDaysBucket
    }

    private static func wait(in text: String) -> Duration? {
        for mark in marks {
            for range in text.ranges(of: mark) {
                if let wait = DurationText.leading(text[range.upperBound...]) { return wait }
            }
        }
        return nil
    }
}
