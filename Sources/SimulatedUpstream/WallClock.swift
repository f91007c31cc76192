#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The system's wall clock, and times as text.
enum WallClock {
    /// Seconds since 1970.
    static func epochSeconds() -> Int64 { Int64(time(nil)) }

    /// The civil date and time of day in UTC.
    struct Civil {
        var year, month, day, hour, minute, second: Int
        /// 0 = Sunday.
        var weekday: Int
    }

    /// Source: days-to-civil algorithm of the proleptic Gregorian calendar with eras of 400 years.
    static func civil(_ epoch: Int64) -> Civil {
        let days = Int((Double(epoch) / 86_400).rounded(.down))
        let seconds = Int(epoch) - days * 86_400
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return Civil(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
            month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1,
            hour: seconds / 3_600,
            minute: seconds / 60 % 60,
            second: seconds % 60,
            weekday: ((days + 4) % 7 + 7) % 7
        )
    }

    /// Seconds since 1970 of a civil date at midnight UTC.
    static func epoch(year: Int, month: Int, day: Int) -> Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int64(era * 146_097 + dayOfEra - 719_468) * 86_400
    }

    /// `20260115T093045Z`.
    static func amzDate(_ epoch: Int64) -> String {
        let civil = civil(epoch)
        return "\(padded(civil.year, 4))\(padded(civil.month))\(padded(civil.day))"
            + "T\(padded(civil.hour))\(padded(civil.minute))\(padded(civil.second))Z"
    }

    /// `2026-01-15T09:30:45Z`, as RFC 3339 has it.
    static func internetDate(_ epoch: Int64) -> String {
        let civil = civil(epoch)
        return "\(padded(civil.year, 4))-\(padded(civil.month))-\(padded(civil.day))"
            + "T\(padded(civil.hour)):\(padded(civil.minute)):\(padded(civil.second))Z"
    }

    /// Seconds since 1970 of a text like `20260115T093045Z`, or `nil`.
    static func epoch(amzDate text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard bytes.count == 16, bytes[8] == UInt8(ascii: "T"), bytes[15] == UInt8(ascii: "Z") else { return nil }
        func number(_ range: Range<Int>) -> Int? { Int(String(decoding: bytes[range], as: UTF8.self)) }
        guard let year = number(0..<4), let month = number(4..<6), let day = number(6..<8) else { return nil }
        guard let hour = number(9..<11), let minute = number(11..<13), let second = number(13..<15) else { return nil }
        return epoch(year: year, month: month, day: day) + Int64(hour * 3_600 + minute * 60 + second)
    }

    /// The date format of HTTP, `Thu, 15 Jan 2026 09:30:45 GMT`.
    static func httpDate(_ epoch: Int64) -> String {
        let civil = civil(epoch)
        let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return "\(days[civil.weekday]), \(padded(civil.day)) \(months[civil.month - 1]) \(padded(civil.year, 4)) "
            + "\(padded(civil.hour)):\(padded(civil.minute)):\(padded(civil.second)) GMT"
    }

    private static func padded(_ number: Int, _ width: Int = 2) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
