import HTTPTypes
import NIOCore
import Providers
import Testing

@Suite("Bedrock error answers")
struct BedrockFailureReadTests {
    private static let now = 1_795_000_000

    private func read(_ status: Int, _ headers: HTTPFields = [:], _ body: String) -> UpstreamFailure {
        BedrockFailure.read(status: status, headers: headers, body: ByteBuffer(string: body), now: Self.now)
    }

    private func header(_ name: String, _ value: String) -> HTTPFields {
        var fields = HTTPFields()
        if let name = HTTPField.Name(name) { fields[name] = value }
        return fields
    }

    @Test(
        "Name and words are found in every spelling of a body",
        arguments: [
            #"{"message":"w","__type":"ThrottlingException"}"#,
            #"{"Message":"w","code":"com.amazon#ThrottlingException"}"#,
            #"{"Code":"ThrottlingException","message":"w","more":{"x":[1]}}"#,
            #"{"Error":{"Code":"ThrottlingException","Message":"w"}}"#,
            #"{"type":"error","error":{"type":"ThrottlingException","message":"w"}}"#,
            "<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>w</Message></Error></ErrorResponse>",
            "<?xml version=\"1.0\"?>\n<ThrottlingException><Message>w</Message></ThrottlingException>",
        ]
    )
    func bodies(_ body: String) {
        let failure = read(400, [:], body)
        #expect(failure.kind == .rateLimited)
        #expect(failure.message == "w")
    }

    @Test("The header's name is preferred to the body's")
    func headerFirst() {
        let headers = header(
            "x-amzn-ErrorType",
            "ThrottlingException:http://internal.amazon.com/coral/com.amazon.bedrock/"
        )
        let failure = read(400, headers, #"{"message":"w","__type":"ValidationException"}"#)

        #expect(failure.kind == .rateLimited)
        #expect(failure.upstreamType == "ThrottlingException")
        #expect(failure.status == 400)
    }

    @Test("The status of the model's host is read")
    func originalStatus() {
        let body = #"{"message":"w","originalStatusCode":529,"resourceName":"x"}"#
        #expect(read(424, header("x-amzn-errortype", "ModelErrorException"), body).kind == .overloaded)
    }

    @Test(
        "What is no JSON is read as far as it goes",
        arguments: [
            ("", "Bedrock answered 503 without a text."), ("  ", "Bedrock answered 503 without a text."),
            ("upstream connect error", "upstream connect error"), ("{}", "Bedrock answered 503 without a text."),
            ("<html><head><title>503 Service &amp; more</title></head><body>x</body></html>", "503 Service & more"),
            ("<", "Bedrock answered 503 without a text."), ("{\"message\":", "{\"message\":"),
            (#"{"message":5}"#, "Bedrock answered 503 without a text."), (#"{"error":"gone"}"#, "gone"),
        ]
    )
    func oddBodies(_ body: String, _ message: String) {
        let failure = read(503, [:], body)
        #expect(failure.kind == .overloaded)
        #expect(failure.message == message)
    }

    @Test("Retry-After is read in both forms")
    func retryAfter() {
        #expect(read(429, header("retry-after", "7"), "{}").retryAfter == .seconds(7))
        #expect(read(429, header("retry-after-ms", "1500"), "{}").retryAfter == .milliseconds(1500))
        // 1795000000 is Wed, 18 Nov 2026 11:06:40 GMT.
        #expect(read(429, header("retry-after", "Wed, 18 Nov 2026 11:06:50 GMT"), "{}").retryAfter == .seconds(10))
        #expect(read(429, [:], "{}").retryAfter == nil)
    }

    @Test("The offset of our clock follows from the Date header")
    func clockOffset() {
        var headers = header("date", "Wed, 18 Nov 2026 11:16:40 GMT")
        headers[.contentType] = "application/json"
        let failure = read(403, headers, #"{"__type":"InvalidSignatureException","message":"Signature expired: a"}"#)

        #expect(failure.adjustment == .clockOffset(seconds: 600))
    }

    @Test("Keys do not get out")
    func scrubbed() {
        let body = #"{"message":"bad key AKIAIOSFODNN7EXAMPLE and Bearer abcdefghijklmnopqrstuvwxyz"}"#
        #expect(read(403, [:], body).message == "bad key <redacted> and Bearer <redacted>")
    }

    @Test("Any bytes give a failure")
    func anyBytes() {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0..<80, using: &random)).map { _ in
                Array("{}[]<>\":,\\/ameogMCd&;#".utf8).randomElement(using: &random) ?? 0
            }
            let failure = BedrockFailure.read(status: 500, headers: [:], body: ByteBuffer(bytes: bytes), now: 0)
            #expect(failure.kind == .unavailable)
            #expect(!failure.message.isEmpty)
        }
    }
}
