/// A point in time taken apart into the fields of the Gregorian calendar in UTC, whatever the machine's calendar is.
///
/// Works on plain integers because a calendar or locale of the device must not change a signature.
struct UTCTime: Sendable, Equatable {
    /// Year 0000–9999.
    let year: Int
    /// Month 1–12.
    let month: Int
    /// Day of the month 1–31.
    let day: Int
    /// Hour 0–23.
    let hour: Int
    /// Minute 0–59.
    let minute: Int
    /// Second 0–59.
    let second: Int

    /// Takes apart `epochSeconds`, seconds since 1970-01-01T00:00:00Z; clamped to the years 0000–9999.
    init(epochSeconds: Int) {
        let clamped = min(max(epochSeconds, Self.earliest), Self.latest)
        let days = clamped.quotient(flooringBy: Self.secondsPerDay)
        let time = clamped - days * Self.secondsPerDay
        (year, month, day) = Self.civil(fromDays: days)
        (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60)
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    var epochSeconds: Int {
        Self.days(year: year, month: month, day: day) * Self.secondsPerDay + hour * 3600 + minute * 60 + second
    }

    /// `yyyyMMdd`, such as `20260115`.
    var basicDate: String { Self.digits(year, 4) + Self.digits(month, 2) + Self.digits(day, 2) }

    /// `yyyyMMdd'T'HHmmss'Z'`, such as `20260115T093045Z`.
    var basicTimestamp: String {
        basicDate + "T" + Self.digits(hour, 2) + Self.digits(minute, 2) + Self.digits(second, 2) + "Z"
    }

    /// `yyyy-MM-dd'T'HH:mm:ss'Z'`, such as `2026-01-15T09:30:45Z`.
    var extendedTimestamp: String {
        let date = [Self.digits(year, 4), Self.digits(month, 2), Self.digits(day, 2)].joined(separator: "-")
        let time = [hour, minute, second].map { Self.digits($0, 2) }.joined(separator: ":")
        return "\(date)T\(time)Z"
    }

    static let secondsPerDay = 86_400
    /// 0000-01-01T00:00:00Z.
    private static let earliest = -62_167_219_200
    /// 9999-12-31T23:59:59Z.
    private static let latest = 253_402_300_799

    private static func digits(_ value: Int, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}

extension UTCTime {
    /// Days from 1970-01-01 to a date of the Gregorian calendar.
    ///
    /// The year is counted from March, so that the leap day is the last one, and eras of 400 years have 146 097 days:
    /// 2000-02-29 is day 11 016, 2000-03-01 is day 11 017.
    static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted.quotient(flooringBy: 400)
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * daysPerEra + dayOfEra - daysFromEraToEpoch
    }

    /// The date that lies `days` after 1970-01-01; the inverse of ``days(year:month:day:)``.
    fileprivate static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + daysFromEraToEpoch
        let era = shifted.quotient(flooringBy: daysPerEra)
        let dayOfEra = shifted - era * daysPerEra
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day)
    }

    private static let daysPerEra = 146_097
    /// Days from 0000-03-01 to 1970-01-01.
    private static let daysFromEraToEpoch = 719_468
}

extension Int {
    /// Division that rounds towards minus infinity, so that times before 1970 fall on the right day.
    fileprivate func quotient(flooringBy divisor: Int) -> Int {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}
