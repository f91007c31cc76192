import Testing

@testable import Providers

@Suite("UTC time from and to text")
struct UTCTimeTests {
    @Test(
        "Known points in time are written in both forms",
        arguments: [
            (0, "19700101T000000Z", "1970-01-01T00:00:00Z"),
            (-1, "19691231T235959Z", "1969-12-31T23:59:59Z"),
            (951_782_400, "20000229T000000Z", "2000-02-29T00:00:00Z"),
            (951_868_800, "20000301T000000Z", "2000-03-01T00:00:00Z"),
            (1_709_251_199, "20240229T235959Z", "2024-02-29T23:59:59Z"),
            (1_768_469_445, "20260115T093045Z", "2026-01-15T09:30:45Z"),
            (4_107_542_399, "21000228T235959Z", "2100-02-28T23:59:59Z"),
            (4_107_542_400, "21000301T000000Z", "2100-03-01T00:00:00Z"),
            (-2_203_891_200, "19000301T000000Z", "1900-03-01T00:00:00Z"),
        ]
    )
    func formats(_ seconds: Int, _ basic: String, _ extended: String) {
        let time = UTCTime(epochSeconds: seconds)

        #expect(time.basicTimestamp == basic)
        #expect(time.basicDate == basic.prefix(8))
        #expect(time.extendedTimestamp == extended)
        #expect(time.epochSeconds == seconds)
        #expect(UTCTime(iso8601: extended) == time)
    }

    @Test("Every day of five hundred years follows the one before")
    func everyDay() {
        var (year, month, day) = (1890, 1, 1)
        var seconds = UTCTime.days(year: year, month: month, day: day) * UTCTime.secondsPerDay
        while year < 2390 {
            let time = UTCTime(epochSeconds: seconds + 86_399)
            guard time.year == year, time.month == month, time.day == day, time.hour == 23, time.second == 59 else {
                Issue.record("\(year)-\(month)-\(day) came out as \(time)")
                return
            }
            day += 1
            if day > Self.length(of: month, year) { (month, day) = (month + 1, 1) }
            if month > 12 { (year, month) = (year + 1, 1) }
            seconds += 86_400
        }
    }

    @Test("Times beyond four-digit years are clamped", arguments: [Int.min, Int.max])
    func clamps(_ seconds: Int) {
        #expect(UTCTime(epochSeconds: seconds).basicTimestamp.count == 16)
    }

    @Test(
        "Fractions, offsets and the old suffix are read",
        arguments: [
            ("2026-01-15T09:30:45.123Z", 1_768_469_445), ("2026-01-15T09:30:45UTC", 1_768_469_445),
            ("2026-01-15T10:30:45+01:00", 1_768_469_445), ("2026-01-15T04:00:45.5-0530", 1_768_469_445),
            ("2026-01-15 09:30:45Z", 1_768_469_445), ("2016-12-31T23:59:60Z", 1_483_228_800),
        ]
    )
    func reads(_ text: String, _ seconds: Int) {
        #expect(UTCTime(iso8601: text)?.epochSeconds == seconds)
    }

    @Test(
        "What is no time is refused",
        arguments: [
            "", "2026", "2026-01-15", "2026-01-15T09:30:45", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z",
            "2026-01-15T24:00:00Z", "2026-01-15T09:30:45Zx", "2026-01-15T09:30:45.Z", "+026-01-15T09:30:45Z",
            "2026-01-15T09:30:45." + String(repeating: "1", count: 64) + "Z",
        ]
    )
    func refuses(_ text: String) {
        #expect(UTCTime(iso8601: text) == nil)
    }

    @Test("The date header of an answer is read in its three forms, and a day that does not exist is none")
    func httpDate() {
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
        ] {
            #expect(HTTPDate.seconds(text) == 784_111_777)
        }
        #expect(HTTPDate.seconds("Sat, 31 Dec 2016 23:59:60 GMT") == 1_483_228_800)
        for text in [
            "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:49 GMT", "",
        ] {
            #expect(HTTPDate.seconds(text) == nil)
        }
    }

    private static func length(of month: Int, _ year: Int) -> Int {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }
}
