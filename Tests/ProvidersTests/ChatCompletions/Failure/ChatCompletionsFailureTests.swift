import HTTPTypes
import NIOCore
import Providers
import Testing

@Suite("Errors of vendors that speak Chat Completions")
struct ChatCompletionsFailureTests {
    @Test("Every recorded error is read as what it means", arguments: ChatFailureFixture.all)
    func meaning(_ fixture: ChatFailureFixture) throws {
        let vendor = ChatCompletionsVendor.named(fixture.vendor) ?? .compatible
        let expected = fixture.content.expected
        let failure = fixture.failure(vendorName: vendor.displayName)
        #expect(failure.kind.rawValue == expected.kind, "\(failure)")
        #expect(failure.adjustment == fixture.adjustment)
        if let message = expected.message { #expect(failure.message == message) }
        if let type = expected.type { #expect(failure.upstreamType == type) }
        #expect(failure.retryAfter == expected.waitSeconds.map { .microseconds(Int(($0 * 1_000_000).rounded())) })
        #expect(!failure.message.isEmpty)
    }

    @Test(
        "A prompt that is too long is told in the words that make clients shorten it",
        arguments: ChatFailureFixture.all
    )
    func overflow(_ fixture: ChatFailureFixture) {
        let failure = fixture.failure(vendorName: "Vendor")
        #expect(failure.message.hasPrefix("prompt is too long") == (failure.kind == .contextTooLong))
    }

    @Test("What the model wrote when it failed is not shown", arguments: ["groq/tool-failed"])
    func failedGeneration(_ name: String) throws {
        let fixture = try #require(ChatFailureFixture.all.first { $0.testDescription == name })
        #expect(!fixture.failure(vendorName: "Groq").message.contains("secret prompt"))
    }

    @Test("Every vendor has recorded errors", arguments: ChatCompletionsVendor.all + [.compatible])
    func fixtures(_ vendor: ChatCompletionsVendor) {
        #expect(ChatFailureFixture.all.contains { $0.vendor == vendor.id })
    }

    @Test("A message is cut at four kilobytes, between characters")
    func longMessage() {
        let text = String(repeating: "\u{1F9EA}", count: 1_900)
        let body = ByteBuffer(string: #"{"error":{"message":"\#(text)"}}"#)
        let failure = ChatCompletionsFailure.read(status: 400, headers: [:], body: body, vendorName: "V", now: 0)
        #expect((4_093...4_096).contains(failure.message.utf8.count))
        #expect(failure.message.hasPrefix("V: \u{1F9EA}"))
        #expect(!failure.message.contains("\u{FFFD}"))
    }

    @Test(
        "A status without words has a meaning of its own",
        arguments: [
            (400, .invalidRequest), (401, .authentication), (402, .billing), (403, .permission), (404, .modelNotFound),
            (405, .modelNotFound), (408, .timedOut), (409, .unavailable), (413, .requestTooLarge),
            (418, .invalidRequest), (422, .invalidRequest), (424, .unavailable), (429, .rateLimited),
            (498, .overloaded), (499, .unavailable), (500, .unavailable), (502, .unavailable), (503, .overloaded),
            (504, .timedOut), (520, .unavailable), (523, .unavailable), (524, .timedOut), (525, .unavailable),
            (529, .overloaded), (204, .malformed), (301, .malformed),
        ] as [(Int, UpstreamFailure.Kind)]
    )
    func status(_ status: Int, _ kind: UpstreamFailure.Kind) {
        let failure = ChatCompletionsFailure.read(
            status: status,
            headers: [:],
            body: ByteBuffer(),
            vendorName: "V",
            now: 0
        )
        #expect(failure.kind == kind)
        #expect(failure.status == status)
        #expect(failure.message.hasSuffix("V answered \(status) without a text") || kind.isAboutTheKey)
    }

    @Test("Errors that are cut off anywhere are read without harm", arguments: ChatFailureFixture.all)
    func cut(_ fixture: ChatFailureFixture) {
        let bytes = Array(fixture.content.body.utf8)
        for length in stride(from: 0, to: bytes.count, by: 23) {
            let body = ByteBuffer(bytes: bytes[..<length])
            let failure = ChatCompletionsFailure.read(status: 400, headers: [:], body: body, vendorName: "V", now: 0)
            #expect(!failure.message.isEmpty)
            #expect(!ChatCompletionsFailure.inStream(body, vendorName: "V").message.isEmpty)
        }
    }
}

extension UpstreamFailure.Kind {
    fileprivate var isAboutTheKey: Bool { self == .authentication || self == .permission || self == .billing }
}
