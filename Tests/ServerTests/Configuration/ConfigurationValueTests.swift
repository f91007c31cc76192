import Testing

@testable import Server

@Suite("Values of configuration keys")
struct ConfigurationValueTests {
    private let anyWait: ClosedRange<Duration> = .zero ... .seconds(1_000_000)

    @Test(
        "Durations",
        arguments: [
            ("300s", Duration.seconds(300)), ("5m", .seconds(300)), ("1.5s", .milliseconds(1500)),
            ("250ms", .milliseconds(250)), ("1h", .seconds(3600)), ("300", .seconds(300)), ("0", .zero),
            ("1m30s", .seconds(90)), ("1h0.5s", .seconds(3600) + .milliseconds(500)), ("0.25m", .seconds(15)),
            ("1.000001ms", .nanoseconds(1_000_001)),
        ]
    )
    func durations(_ text: String, _ expected: Duration) throws {
        #expect(try ConfigurationValue.duration(text, in: anyWait) == expected)
    }

    @Test(
        "What is no duration",
        arguments: ["", "s", "5 minutes", "-1s", "1.5", "1.s", ".5s", "1e3s", "1d", "1s2", "5M", "0.0000000001s", "٣s"]
    )
    func notDurations(_ text: String) {
        #expect(
            throws: ValueProblem(reason: "is not a duration", mend: "write for example 300s, 5m, 1.5s, 250ms or 1h")
        ) {
            try ConfigurationValue.duration(text, in: anyWait)
        }
    }

    @Test("A duration beyond all bounds does not overflow")
    func endlessDuration() {
        #expect(throws: ValueProblem.self) {
            try ConfigurationValue.duration("999999999h", in: anyWait)
        }
        #expect(throws: ValueProblem.self) {
            try ConfigurationValue.duration("99999999999999999999s", in: anyWait)
        }
    }

    @Test(
        "Bytes",
        arguments: [
            ("1024", 1024), ("512KiB", 524_288), ("32MiB", 33_554_432), ("32 MiB", 33_554_432), ("1GiB", 1_073_741_824),
        ]
    )
    func bytes(_ text: String, _ expected: Int) throws {
        #expect(try ConfigurationValue.byteCount(text, in: 1...Int.max) == expected)
    }

    @Test("What is no number of bytes", arguments: ["", "MiB", "1.5MiB", "32MB", "99999999999999GiB", "-1", "0"])
    func notBytes(_ text: String) {
        #expect(throws: ValueProblem.self) { try ConfigurationValue.byteCount(text, in: 1...Int.max) }
    }

    @Test(
        "Addresses",
        arguments: [
            ("https://api.example.com/v1", "api.example.com", 443), ("http://localhost:8080", "localhost", 8080),
            ("HTTPS://A.B/", "a.b", 443), ("http://[::1]:9000/x", "::1", 9000), ("http://10.0.0.1", "10.0.0.1", 80),
        ]
    )
    func addresses(_ text: String, _ host: String, _ port: Int) throws {
        let address = try WebAddress(text)

        #expect(address.host == host)
        #expect(address.port == port)
    }

    @Test(
        "What is no address",
        arguments: [
            "", "example.com", "ftp://x", "https://", "https:///v1", "https://a b", "https://a:0", "https://a:x",
            "https://u:p@h", "https://h?q", "https://h#f", "https://a:70000", "http://[", "https://h\u{e9}.com",
        ]
    )
    func notAddresses(_ text: String) {
        #expect(throws: ValueProblem.self) { try WebAddress(text) }
    }

    @Test(
        "Hosts that only this machine can reach",
        arguments: [
            ("127.0.0.1", true), ("127.9.9.9", true), ("localhost", true), ("LOCALHOST", true), ("::1", true),
            ("0.0.0.0", false), ("::", false), ("127.0.0.1.example.com", false), ("127.1", false), ("128.0.0.1", false),
        ]
    )
    func loopback(_ host: String, _ expected: Bool) {
        #expect(WebAddress.isLoopback(host) == expected)
    }

    @Test(
        "Regions",
        arguments: [
            ("us-west-2", nil), ("us-gov-west-1", nil), ("us-west-3", nil), ("xx-new-south-4", nil),
            ("us-wset-2", "did you mean 'us-west-2'?"), ("us-west2", "did you mean 'us-west-2'?"),
            ("US-WEST-2", "did you mean 'us-west-2'?"), ("Oregon", "write for example us-west-2"),
        ]
    )
    func regions(_ name: String, _ mend: String?) {
        #expect(RegionName.doubt(about: name)?.mend == mend)
    }

    @Test(
        "The nearest word is found if it is near enough",
        arguments: [
            ("prot", "port"), ("apiKey", "api_key"), ("API-KEY", "api_key"), ("hots", "host"), ("", nil),
            ("zzzz", nil),
        ]
    )
    func spelling(_ word: String, _ expected: String?) {
        #expect(Spelling.nearest(to: word, among: ["port", "host", "api_key"]) == expected)
    }

    @Test("A long word costs nothing")
    func longWord() {
        #expect(Spelling.nearest(to: String(repeating: "x", count: 100_000), among: ["port"]) == nil)
    }
}
