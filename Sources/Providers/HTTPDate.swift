/// The date of an HTTP header, in each of the three forms that a recipient must accept.
///
/// - Note: Source: RFC 9110 §5.6.7 (https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7).
enum HTTPDate {
    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]

    /// Seconds since 1970-01-01T00:00:00Z; `nil` if the text is no date.
    ///
    /// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` and `Sun Nov  6 08:49:37 1994` give 784111777.
    static func seconds(_ text: String) -> Int? {
        guard text.utf8.count <= 40 else { return nil }
        let words = text.lowercased().split { $0 == " " || $0 == "," || $0 == "-" }
        guard words.count == 5 || (words.count == 6 && words[5] == "gmt") else { return nil }
        let isOldest = words.count == 5
        guard let month = months.firstIndex(of: String(words[isOldest ? 1 : 2])),
            let day = number(words[isOldest ? 2 : 1], digits: isOldest ? 1...2 : 2...2),
            let year = year(words[isOldest ? 4 : 3]),
            let (hour, minute, second) = time(words[isOldest ? 3 : 4])
        else { return nil }
        return UTCTime(year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)?.epochSeconds
    }

    private static func number(_ word: Substring, digits: ClosedRange<Int>) -> Int? {
        guard digits.contains(word.utf8.count), word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(word)
    }

    /// Two digits stand for 1970…2069: what RFC 9110 asks for needs a clock and comes to the same until 2069.
    private static func year(_ word: Substring) -> Int? {
        if let year = number(word, digits: 4...4) { return year }
        return number(word, digits: 2...2).map { $0 < 70 ? 2000 + $0 : 1900 + $0 }
    }

    private static func time(_ word: Substring) -> (hour: Int, minute: Int, second: Int)? {
        let parts = word.split(separator: ":", omittingEmptySubsequences: false).map { number($0, digits: 2...2) }
        guard parts.count == 3, let hour = parts[0], let minute = parts[1], let second = parts[2] else { return nil }
        return (hour, minute, second)
    }
}
