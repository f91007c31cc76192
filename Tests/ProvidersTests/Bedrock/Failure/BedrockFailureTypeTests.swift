import HTTPTypes
import NIOCore
import Providers
import Testing

@Suite("Bedrock errors by name and status")
struct BedrockFailureTypeTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let type: String
        let status: Int
        let kind: UpstreamFailure.Kind
        var adjustment: RequestAdjustment?
        var testDescription: String { "\(type) \(status)" }
    }

    static let rows = [
        Row(type: "ThrottlingException", status: 429, kind: .rateLimited),
        Row(type: "ServiceQuotaExceededException", status: 400, kind: .quotaExhausted),
        Row(type: "ModelNotReadyException", status: 429, kind: .overloaded),
        Row(type: "ServiceUnavailableException", status: 503, kind: .overloaded),
        Row(type: "InternalServerException", status: 500, kind: .unavailable),
        Row(type: "InternalFailure", status: 500, kind: .unavailable),
        Row(type: "ModelTimeoutException", status: 408, kind: .timedOut),
        Row(type: "ModelErrorException", status: 424, kind: .unavailable),
        Row(type: "ModelStreamErrorException", status: 424, kind: .unavailable),
        Row(type: "ValidationException", status: 400, kind: .invalidRequest),
        Row(type: "AccessDeniedException", status: 403, kind: .permission),
        Row(type: "ResourceNotFoundException", status: 404, kind: .modelNotFound),
        Row(type: "ConflictException", status: 400, kind: .invalidRequest),
        Row(type: "ExpiredTokenException", status: 403, kind: .credentialExpired, adjustment: .freshCredentials),
        Row(type: "ExpiredToken", status: 403, kind: .credentialExpired, adjustment: .freshCredentials),
        Row(type: "UnrecognizedClientException", status: 403, kind: .authentication, adjustment: .freshCredentials),
        Row(type: "InvalidClientTokenId", status: 403, kind: .authentication, adjustment: .freshCredentials),
        Row(type: "InvalidSignatureException", status: 403, kind: .authentication),
        Row(type: "SignatureDoesNotMatch", status: 403, kind: .authentication),
        Row(type: "IncompleteSignature", status: 400, kind: .authentication),
        Row(type: "MissingAuthenticationToken", status: 403, kind: .authentication),
        Row(type: "MissingAuthenticationTokenException", status: 403, kind: .authentication),
        Row(type: "RequestTimeTooSkewed", status: 403, kind: .clockSkew, adjustment: .clockOffset(seconds: 42)),
        Row(type: "RequestExpired", status: 400, kind: .clockSkew, adjustment: .clockOffset(seconds: 42)),
        Row(type: "OptInRequired", status: 403, kind: .permission),
        Row(type: "RequestEntityTooLarge", status: 413, kind: .requestTooLarge),
        Row(type: "TooManyRequestsException", status: 429, kind: .rateLimited),
    ]

    @Test("The name decides, whatever the status says", arguments: rows)
    func named(_ row: Row) {
        let failure = BedrockFailure.classify(type: row.type, message: "words", status: row.status, clockOffset: 42)

        #expect(failure.kind == row.kind)
        #expect(failure.adjustment == row.adjustment)
        #expect(failure.status == row.status)
        #expect(failure.upstreamType == row.type)
        #expect(failure.message == "words")
    }

    @Test("Case, a namespace, an address and the ending make no difference", arguments: rows)
    func spellings(_ row: Row) {
        let short = row.type.hasSuffix("Exception") ? String(row.type.dropLast("Exception".count)) : row.type
        let lower = (row.type.first?.lowercased() ?? "") + row.type.dropFirst()
        for name in [
            short, short + "Exception", lower, row.type.uppercased(), "com.amazonaws.bedrock#\(row.type)",
            "\(row.type):http://internal.amazon.com/coral/com.amazon.bedrock#x", "com.amazon.x#\(row.type):http://y/",
        ] {
            #expect(
                BedrockFailure.classify(type: name, message: "", status: nil, clockOffset: 42).kind == row.kind,
                "\(name)"
            )
        }
    }

    @Test(
        "A name that is not known leaves it to the status",
        arguments: [
            (400, .invalidRequest), (401, .authentication), (402, .quotaExhausted), (403, .permission),
            (404, .modelNotFound),
            (408, .timedOut), (409, .invalidRequest), (413, .requestTooLarge), (415, .invalidRequest),
            (424, .unavailable),
            (429, .rateLimited), (500, .unavailable), (502, .unavailable), (503, .overloaded), (504, .timedOut),
            (529, .overloaded), (599, .unavailable), (302, .malformed), (nil, .unavailable),
        ] as [(Int?, UpstreamFailure.Kind)]
    )
    func status(_ status: Int?, _ kind: UpstreamFailure.Kind) {
        #expect(BedrockFailure.classify(type: "NewException", message: "x", status: status).kind == kind)
        #expect(BedrockFailure.classify(type: nil, message: "x", status: status).kind == kind)
    }

    @Test(
        "The status of the model's host tells a full host from a broken one",
        arguments: [
            (429, .rateLimited), (529, .overloaded), (503, .overloaded), (408, .timedOut), (504, .timedOut),
            (500, .unavailable), (400, .invalidRequest), (422, .invalidRequest), (413, .requestTooLarge),
            (403, .unavailable), (404, .unavailable), (nil, .unavailable),
        ] as [(Int?, UpstreamFailure.Kind)]
    )
    func modelHost(_ status: Int?, _ kind: UpstreamFailure.Kind) {
        for type in ["ModelErrorException", "modelStreamErrorException"] {
            #expect(BedrockFailure.classify(type: type, message: "", status: 424, originalStatus: status).kind == kind)
        }
    }

    @Test("What the model's host refuses is told in the host's own words", arguments: ["message", "originalMessage"])
    func modelHostWords(_ name: String) {
        let text = "input length and `max_tokens` exceed context limit: 9 + 9 > 10"
        let general = name == "message" ? "" : #""message":"The model failed.","#
        let body = #"{\#(general)"originalStatusCode":400,"\#(name)":"\#(text)"}"#

        let failure = BedrockFailure.read(
            status: 424,
            headers: [:],
            body: ByteBuffer(string: #"{"__type":"ModelErrorException",\#(body.dropFirst())"#),
            now: 0
        )

        #expect(failure.kind == .contextTooLong)
        #expect(failure.message == text)
    }

    @Test(
        "Too many output tokens are asked for again as many as the model has",
        arguments: [
            (
                "The maximum tokens you requested exceeds the model limit of 8192. Try again with a maximum tokens value "
                    + "that is lower than 8192.",
                8_192
            ),
            (
                "max_tokens: 128000 > 64000, which is the maximum allowed number of output tokens for claude-x",
                64_000
            ),
            ("The maximum tokens you requested exceeds the model limit of 64,000.", 64_000),
            ("The maximum tokens you requested exceeds the model limit.", nil),
            ("The maximum tokens you requested exceeds the model limit of 99999999999999999999.", nil),
            ("The maximum tokens you requested exceeds the model limit of 0.", nil),
        ] as [(String, Int?)]
    )
    func maxTokens(_ text: String, _ limit: Int?) {
        let failure = BedrockFailure.classify(type: "ValidationException", message: text, status: 400)

        #expect(failure.kind == .unsupportedFeature)
        #expect(failure.adjustment == limit.map(RequestAdjustment.maxTokens))
        #expect(failure.message == text)
    }

    @Test("Without the upstream's clock there is nothing to move ours by")
    func skewWithoutDate() {
        #expect(BedrockFailure.classify(type: "RequestTimeTooSkewed", message: "", status: 403).adjustment == nil)
    }
}
