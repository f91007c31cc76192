/// What may be written as the value of a key.
package enum ConfigurationValueKind: Sendable, Hashable {
    case text
    /// Text that is never shown.
    case secret
    case boolean
    case integer(ClosedRange<Int>, unit: String?)
    /// `300s`, `5m`, `1.5s`, `250ms`, `1h`; a bare whole number counts seconds.
    case duration(ClosedRange<Duration>)
    /// Bytes; `KiB`, `MiB` and `GiB` may follow.
    case byteCount(ClosedRange<Int>)
    /// An `http` or `https` address without credentials, query and fragment.
    case url
    case choice([String])

    /// With its article, for `expected …, found a list`.
    var noun: String {
        switch self {
        case .text, .secret, .choice: "text"
        case .boolean: "true or false"
        case .integer: "a whole number"
        case .duration: "a duration"
        case .byteCount: "a number of bytes"
        case .url: "an address"
        }
    }

    /// For the documentation's column of types.
    package var documentedType: String {
        switch self {
        case .text: "text"
        case .secret: "secret"
        case .boolean: "boolean"
        case .integer(_, let unit): unit.map { "integer, \($0)" } ?? "integer"
        case .duration: "duration"
        case .byteCount: "bytes"
        case .url: "URL"
        case .choice: "one of"
        }
    }

    /// For the documentation's column of ranges; empty if anything goes.
    package var documentedRange: String {
        switch self {
        case .text, .secret, .boolean: ""
        case .integer(let range, _): "\(range.lowerBound) to \(range.upperBound)"
        case .duration(let range):
            "\(Self.shortText(range.lowerBound)) to \(Self.shortText(range.upperBound))"
        case .byteCount(let range): "\(range.lowerBound) to \(range.upperBound)"
        case .url: "http or https"
        case .choice(let values): values.map { "`\($0)`" }.joined(separator: ", ")
        }
    }

    /// The duration as it would be written in the file.
    static func shortText(_ duration: Duration) -> String {
        let milliseconds = duration / .milliseconds(1)
        if milliseconds < 1_000 { return "\(Int(milliseconds))ms" }
        let seconds = Int(milliseconds / 1_000)
        if seconds % 3_600 == 0 { return "\(seconds / 3_600)h" }
        return seconds % 60 == 0 ? "\(seconds / 60)m" : "\(seconds)s"
    }
}
