package import HTTPTypes

/// How long an upstream asks to be left alone.
package enum RetryAfter {
    /// Most digits of a number of seconds; ten are three hundred years.
    private static let digitLimit = 10
    /// The number taken for one with more digits.
    private static let longest = 9_999_999_999
    private static let milliseconds = HTTPField.Name("retry-after-ms")

    /// The wait that the headers ask for: `retry-after-ms` before `retry-after`.
    package static func duration(in headers: HTTPFields, now: Int) -> Duration? {
        if let name = milliseconds, let text = headers[name], let count = decimal(trimmed(text), unit: 1_000) {
            return count
        }
        return headers[.retryAfter].flatMap { duration(from: $0, now: now) }
    }

    /// Time to wait before another try, from a `retry-after` header.
    ///
    /// Accepts seconds (`30`, and `1.5` as some upstreams send it) and an HTTP date; a date that has passed is zero,
    /// anything else is `nil`. Not clamped. `now` is the clock that a date is held against, in seconds since
    /// 1970-01-01T00:00:00Z.
    /// - Note: Source: RFC 9110 §10.2.3 (https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3).
    package static func duration(from header: String, now: Int) -> Duration? {
        let text = trimmed(header)
        if let seconds = decimal(text, unit: 1) { return seconds }
        return HTTPDate.seconds(String(text)).map { .seconds(max(0, $0 - now)) }
    }

    private static func trimmed(_ text: String) -> Substring {
        var rest = Substring(text)
        while rest.first == " " || rest.first == "\t" { rest.removeFirst() }
        while rest.last == " " || rest.last == "\t" { rest.removeLast() }
        return rest
    }

    /// A decimal number of `1 / unit` seconds, to the millionth of a second.
    private static func decimal(_ text: Substring, unit: Int) -> Duration? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), !parts[0].isEmpty else { return nil }
        let areDigits = parts.allSatisfy { part in part.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        guard areDigits else { return nil }
        // More digits than that are as good as for ever; whoever uses the wait clamps it.
        let whole = parts[0].utf8.count <= digitLimit ? Int(parts[0]) ?? 0 : longest
        let fraction = parts.count == 2 ? String(parts[1].prefix(6)) : ""
        let millionths = Int(fraction + String(repeating: "0", count: 6 - fraction.count)) ?? 0
        return .microseconds((whole * 1_000_000 + millionths) / unit)
    }
}
