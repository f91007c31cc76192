extension UTCTime {
    /// Reads the ISO 8601 times that AWS writes: `2026-01-15T09:30:45Z`, with a fraction, `UTC` or an offset.
    ///
    /// A fraction of a second is dropped. `nil` for anything else, a date that does not exist, or more than 64 bytes.
    init?(iso8601 text: String) {
        var fields = FieldReader(text)
        guard let year = fields.number(4), fields.skip("-"), let month = fields.number(2), fields.skip("-"),
            let day = fields.number(2), fields.skip("T") || fields.skip(" ") || fields.skip("t"),
            let hour = fields.number(2), fields.skip(":"), let minute = fields.number(2), fields.skip(":"),
            let second = fields.number(2), let offset = fields.fractionAndOffset()
        else { return nil }
        self.init(year: year, month: month, day: day, hour: hour, minute: minute, second: second, offset: offset)
    }

    /// A point in time by its fields; `nil` for one that does not exist.
    ///
    /// A leap second counts as the next minute's first; `offset` is the distance from UTC in seconds, positive in the east.
    init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int, offset: Int = 0) {
        guard 0...9999 ~= year, 1...12 ~= month, 1...31 ~= day, 0...23 ~= hour, 0...59 ~= minute, 0...60 ~= second
        else { return nil }
        let midnight = Self.days(year: year, month: month, day: day) * Self.secondsPerDay
        let date = UTCTime(epochSeconds: midnight)
        guard date.month == month, date.day == day else { return nil }
        self.init(epochSeconds: midnight + hour * 3600 + minute * 60 + second - offset)
    }
}

/// Reads digits and marks from the front of a time.
private struct FieldReader {
    /// Longest text looked at, in bytes: a time with nanoseconds and an offset has 35.
    private static let limit = 64
    private var rest: Substring.UTF8View

    init(_ text: String) { rest = text.utf8.count <= Self.limit ? text[...].utf8 : "".utf8[...] }

    mutating func number(_ width: Int) -> Int? {
        let digits = rest.prefix(width)
        guard digits.count == width, digits.allSatisfy(Self.isDigit) else { return nil }
        rest = rest.dropFirst(width)
        return Int(Substring(digits))
    }

    mutating func skip(_ mark: String) -> Bool {
        guard rest.starts(with: mark.utf8) else { return false }
        rest = rest.dropFirst(mark.utf8.count)
        return true
    }

    /// Seconds east of UTC; `nil` unless the text ends here.
    mutating func fractionAndOffset() -> Int? {
        if skip(".") || skip(",") {
            let fraction = rest.prefix(while: Self.isDigit)
            guard !fraction.isEmpty else { return nil }
            rest = rest[fraction.endIndex...]
        }
        if skip("Z") || skip("z") || skip("UTC") { return rest.isEmpty ? 0 : nil }
        let sign = skip("+") ? 1 : skip("-") ? -1 : 0
        guard sign != 0, let hours = number(2) else { return nil }
        _ = skip(":")
        guard let minutes = number(2), rest.isEmpty, hours < 24, minutes < 60 else { return nil }
        return sign * (hours * 3600 + minutes * 60)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
}
