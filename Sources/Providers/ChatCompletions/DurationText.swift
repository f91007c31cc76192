/// A span of time as upstreams write it in headers and texts.
///
/// `2m59.56s`, `88ms`, `11.382867097854614` (seconds), `1764000000` and `1764000000000` (Unix time), `20 seconds`.
/// - Note: Source: rate limit headers of OpenAI (https://platform.openai.com/docs/guides/rate-limits), Groq
///   (https://console.groq.com/docs/rate-limits), Cerebras (https://inference-docs.cerebras.ai/support/rate-limits) and
///   OpenRouter (https://openrouter.ai/docs/api/reference/limits), seen 2026-11-22.
enum DurationText {
    /// From here on a plain number is a Unix time in seconds: as a span it would be 31 years.
    private static let unixSeconds = 1_000_000_000.0
    /// From here on a plain number is a Unix time in milliseconds.
    private static let unixMilliseconds = 1_000_000_000_000.0
    /// Longest span that is told, in seconds (a year); whoever uses it clamps it anyway.
    private static let longest = 31_536_000.0
    /// Longest header that is read, in bytes.
    private static let byteLimit = 64

    /// The whole text as a span of time; `nil` if it is none.
    ///
    /// `now` is the clock that a Unix time is held against, in seconds since 1970-01-01T00:00:00Z; a time that has passed
    /// is zero.
    static func duration(_ text: String, now: Int) -> Duration? {
        guard text.utf8.count <= byteLimit else { return nil }
        var rest = Substring(text)
        skipBlanks(&rest)
        while rest.last == " " { rest.removeLast() }
        let whole = rest
        if let number = number(&rest), rest.isEmpty { return span(ofPlain: number, now: now) }
        rest = whole
        guard let seconds = sum(&rest), rest.isEmpty else { return nil }
        return span(seconds)
    }

    /// The span with which a text begins: `5.289s. Visit …` gives 5.289 seconds; `nil` if it begins with none.
    static func leading(_ text: Substring) -> Duration? {
        var rest = text.prefix(byteLimit)
        return sum(&rest).map(span)
    }

    private static func span(ofPlain number: Double, now: Int) -> Duration {
        if number >= unixMilliseconds { return span(number / 1_000 - Double(now)) }
        if number >= unixSeconds { return span(number - Double(now)) }
        return span(number)
    }

    private static func span(_ seconds: Double) -> Duration {
        .microseconds(Int((min(max(seconds, 0), longest) * 1_000_000).rounded(.up)))
    }

    /// One or more numbers with their units, added up, in seconds.
    private static func sum(_ rest: inout Substring) -> Double? {
        var total: Double?
        while true {
            var next = rest
            skipBlanks(&next)
            guard let count = number(&next) else { return total }
            skipBlanks(&next)
            guard let unit = unit(&next) else { return total }
            total = (total ?? 0) + count * unit
            rest = next
        }
    }

    /// Digits, and more of them behind a point; a point without digits behind it is left.
    private static func number(_ rest: inout Substring) -> Double? {
        let whole = rest.prefix(while: isDigit)
        guard !whole.isEmpty else { return nil }
        let tail = rest[whole.endIndex...]
        let fraction = tail.first == "." ? tail.dropFirst().prefix(while: isDigit) : ""
        rest = rest[(fraction.isEmpty ? whole.endIndex : fraction.endIndex)...]
        return Double(fraction.isEmpty ? String(whole) : "\(whole).\(fraction)")
    }

    /// The length of the unit with which the text begins, in seconds.
    private static func unit(_ rest: inout Substring) -> Double? {
        let word = rest.prefix { $0.isLetter }
        let seconds: Double
        switch word.lowercased() {
        case "d", "day", "days": seconds = 86_400
        case "h", "hr", "hrs", "hour", "hours": seconds = 3_600
        case "m", "min", "mins", "minute", "minutes": seconds = 60
        case "s", "sec", "secs", "second", "seconds": seconds = 1
        case "ms", "millisecond", "milliseconds": seconds = 0.001
        case "us", "µs", "μs": seconds = 0.000_001
        case "ns": seconds = 0.000_000_001
        default: return nil
        }
        rest = rest[word.endIndex...]
        return seconds
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }

    private static func skipBlanks(_ rest: inout Substring) {
        while rest.first == " " { rest.removeFirst() }
    }
}
