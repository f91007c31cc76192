import Gateway
import Testing

@Suite("Timestamp")
struct TimestampTests {
    @Test(
        "RFC 3339, leap days and times before the epoch included",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"), (1_795_354_245_123, "2026-11-22T13:30:45.123Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        ]
    )
    func rfc3339(_ milliseconds: Int64, _ text: String) {
        #expect(Timestamp(milliseconds: milliseconds).rfc3339 == text)
    }

    @Test("Durations are rounded up: a wait is never told shorter than it is")
    func rounding() {
        #expect(Duration.nanoseconds(1).wholeMilliseconds == 1)
        #expect(Duration.milliseconds(1001).wholeSeconds == 2)
        #expect(Duration.seconds(2).wholeSeconds == 2)
    }
}
