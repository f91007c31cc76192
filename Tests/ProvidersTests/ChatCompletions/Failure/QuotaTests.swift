import HTTPTypes
import NIOCore
import Testing

@testable import Providers

@Suite("Waits that vendors ask for")
struct QuotaTests {
    @Test(
        "A span of time is read in every spelling",
        arguments: [
            ("2m59.56s", .milliseconds(179_560)), ("7.66s", .milliseconds(7_660)), ("1h2m3s", .seconds(3_723)),
            ("88ms", .milliseconds(88)), ("6m0s", .seconds(360)), ("1s", .seconds(1)), ("1d2h", .seconds(93_600)),
            ("11.382867097854614", .microseconds(11_382_868)), ("60", .seconds(60)), ("0", .zero), (" 5 ", .seconds(5)),
            ("120us", .microseconds(120)), ("120µs", .microseconds(120)), ("900ns", .microseconds(1)),
            ("20 seconds", .seconds(20)), ("1 minute", .seconds(60)), ("5 minutes 3 seconds", .seconds(303)),
            ("1000000060", .seconds(60)), ("1000000060000", .seconds(60)), ("1000000000", .zero),
            ("99999999d", .seconds(31_536_000)),
        ] as [(String, Duration)]
    )
    func spelling(_ text: String, _ span: Duration) {
        #expect(DurationText.duration(text, now: 1_000_000_000) == span)
    }

    @Test(
        "What is no span of time is none",
        arguments: [
            "", " ", "soon", "s", "-5", "5x", "1h2", "5s later", "1.s", ".5s", String(repeating: "9", count: 65),
        ]
    )
    func noSpan(_ text: String) {
        #expect(DurationText.duration(text, now: 0) == nil)
    }

    private func headers(_ fields: [(String, String)]) -> HTTPFields {
        var headers: HTTPFields = [:]
        for (name, value) in fields {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        return headers
    }

    @Test("The bucket that is empty for longest is the exhausted one")
    func exhausted() {
        let quota = QuotaHeaders(
            headers([
                ("x-ratelimit-remaining-requests", "0"), ("x-ratelimit-reset-requests", "2m"),
                ("x-ratelimit-remaining-tokens", "0"), ("x-ratelimit-reset-tokens", "7s"),
                ("x-ratelimit-remaining-requests-hour", "9"), ("x-ratelimit-reset-requests-hour", "50m"),
                ("x-ratelimit-limit-tokens", "1000"),
            ]),
            now: 0
        )
        #expect(quota.exhausted == .init(name: "requests", remaining: 0, reset: .seconds(120)))
    }

    @Test("Without an empty bucket none is exhausted, and one without a count is not empty")
    func notExhausted() {
        let quota = QuotaHeaders(
            headers([("x-ratelimit-remaining-tokens", "1"), ("x-ratelimit-reset-requests", "2m")]),
            now: 0
        )
        #expect(quota.exhausted == nil)
        #expect(quota.buckets.map(\.name) == ["requests", "tokens"])
    }

    @Test("Headers without a bucket's name are one bucket")
    func unnamed() {
        let quota = QuotaHeaders(
            headers([("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "1000000030000")]),
            now: 1_000_000_000
        )
        #expect(quota.exhausted?.reset == .seconds(30))
    }

    private func wait(_ message: String, _ fields: [(String, String)] = [], type: String = "tokens") -> Duration? {
        let body = ByteBuffer(string: #"{"error":{"message":"\#(message)","type":"\#(type)"}}"#)
        return ChatCompletionsFailure.read(
            status: 429,
            headers: headers(fields),
            body: body,
            vendorName: "V",
            now: 784_111_774
        ).retryAfter
    }

    @Test(
        "The wait comes from retry-after, then from the empty bucket, then from the words, then from the named bucket"
    )
    func order() {
        let text = "Please try again in 5.289s. Visit us"
        let named = [("x-ratelimit-remaining-tokens", "12"), ("x-ratelimit-reset-tokens", "9s")]
        let empty = [("x-ratelimit-remaining-requests", "0"), ("x-ratelimit-reset-requests", "7s")]
        let after = [("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT")]
        #expect(wait(text, named + empty + after) == .seconds(3))
        #expect(wait(text, named + empty) == .seconds(7))
        #expect(wait(text, named) == .milliseconds(5_289))
        #expect(wait("slow", named) == .seconds(9))
        #expect(wait("slow", named, type: "x") == nil)
        #expect(wait(text, after + [("retry-after-ms", "250")]) == .milliseconds(250))
        #expect(wait("slow") == nil)
        #expect(wait("please wait: reset in 6m0s") == .seconds(360))
    }
}
