import HTTPTypes
import Providers
import Testing

@Suite("Retry-After")
struct RetryAfterTests {
    /// Sun, 06 Nov 1994 08:49:37 GMT.
    private static let now = 784_111_777

    @Test(
        "Seconds, and dates in each form of RFC 9110",
        arguments: [
            ("0", .zero), ("30", .seconds(30)), ("1.5", .milliseconds(1500)), (" 7\t", .seconds(7)),
            ("0030", .seconds(30)),
            ("4294967295", .seconds(4_294_967_295)), ("Sun, 06 Nov 1994 08:49:47 GMT", .seconds(10)),
            ("Sunday, 06-Nov-94 08:50:37 GMT", .seconds(60)), ("Sun Nov  6 08:49:38 1994", .seconds(1)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", .zero), ("Sat, 05 Nov 1994 08:49:37 GMT", .zero),
            ("Thu, 29 Feb 1996 00:00:00 GMT", .seconds(825_552_000 - now)),
            ("Sun, 22 Nov 2026 00:00:00 GMT", .seconds(1_795_305_600 - now)),
        ] as [(String, Duration)]
    )
    func good(_ header: String, _ wait: Duration) {
        #expect(RetryAfter.duration(from: header, now: Self.now) == wait)
    }

    @Test(
        "Anything else says nothing",
        arguments: [
            "", " ", "-1", "+1", "1e3", "0x10", "1.2.3", ".5", "soon", "Sun, 06 Nov 1994",
            "1994-11-06T08:49:37Z",
            "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Now 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
            "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 1994 08:49:37 CET", "٣",
        ]
    )
    func bad(_ header: String) {
        #expect(RetryAfter.duration(from: header, now: Self.now) == nil)
    }

    @Test("A number with too many digits is a very long wait, not none", arguments: [11, 30, 100])
    func endless(digits: Int) throws {
        let wait = try #require(RetryAfter.duration(from: String(repeating: "9", count: digits), now: Self.now))
        #expect(wait > .seconds(86_400))
    }

    @Test("Milliseconds come before seconds, and what is broken is passed over")
    func milliseconds() throws {
        let name = try #require(HTTPField.Name("retry-after-ms"))
        var headers = HTTPFields()
        headers[.retryAfter] = "9"
        headers[name] = "250.5"
        #expect(RetryAfter.duration(in: headers, now: 0) == .microseconds(250_500))
        headers[name] = "x"
        #expect(RetryAfter.duration(in: headers, now: 0) == .seconds(9))
        #expect(RetryAfter.duration(in: [:], now: 0) == nil)
    }
}
