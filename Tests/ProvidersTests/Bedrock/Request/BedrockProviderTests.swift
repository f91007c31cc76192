import HTTPTypes
import MessagesAPI
import NIOCore
import Providers
import Synchronization
import Testing

@Suite("Bedrock provider")
struct BedrockProviderTests {
    private static let target = Target(
        provider: "bedrock",
        model: "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        region: "eu-west-1"
    )
    private let provider = BedrockProvider(
        region: "us-east-1",
        endpoint: nil,
        authorization: .bearer(Secret("key")),
        now: { 1_795_000_000 }
    )

    private func request(streaming: Bool = true, _ operation: MessagesRequest.Operation = .createMessage) throws
        -> MessagesRequest
    {
        let body = #"{"model":"claude","max_tokens":9,"stream":\#(streaming),"speed":"fast","messages":[]}"#
        return try MessagesRequest(operation, body: ByteBuffer(string: body), betas: ["claude-code-20250219"])
    }

    @Test("A streamed request goes to the streaming operation with the model's accept beside the frames'")
    func streamed() async throws {
        let upstream = try await provider.call(for: request(), target: Self.target, adjustments: []).request

        #expect(
            upstream.url == "https://bedrock-runtime.eu-west-1.amazonaws.com/model/"
                + "us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/invoke-with-response-stream"
        )
        #expect(upstream.method == .post)
        #expect(upstream.headers[.contentType] == "application/json")
        #expect(upstream.headers[.accept] == "application/vnd.amazon.eventstream")
        #expect(upstream.headers[try #require(HTTPField.Name("X-Amzn-Bedrock-Accept"))] == "application/json")
        #expect(upstream.headers[.authorization] == "Bearer key")
        #expect(
            String(buffer: upstream.body) == #"{"max_tokens":9,"messages":[],"anthropic_version":"bedrock-2023-05-31"}"#
        )
    }

    @Test("A whole answer is asked of the other operation, in the provider's region if the target has none")
    func whole() async throws {
        let target = Target(provider: "bedrock", model: "anthropic.claude-opus-5")
        let upstream = try await provider.call(
            for: request(streaming: false),
            target: target,
            adjustments: []
        ).request

        #expect(upstream.url == "https://bedrock-runtime.us-east-1.amazonaws.com/model/anthropic.claude-opus-5/invoke")
        #expect(upstream.headers[.accept] == "application/json")
        #expect(upstream.headers.count == 3)
    }

    @Test("A target's endpoint comes before the provider's")
    func endpoints() async throws {
        let provider = BedrockProvider(
            region: "us-east-1",
            endpoint: "http://127.0.0.1:1/",
            authorization: .bearer(Secret("key")),
            now: { 0 }
        )
        let own = Target(provider: "bedrock", model: "m", endpoint: "http://127.0.0.1:2/x")
        let none = Target(provider: "bedrock", model: "m")

        let first = try await provider.call(for: request(), target: own, adjustments: []).request
        let second = try await provider.call(for: request(), target: none, adjustments: []).request

        #expect(first.url == "http://127.0.0.1:2/x/model/m/invoke-with-response-stream")
        #expect(second.url == "http://127.0.0.1:1/model/m/invoke-with-response-stream")
    }

    @Test("A model id that fits no address is our fault", arguments: ["", "..", String(repeating: "x", count: 3_000)])
    func badModel(_ model: String) async throws {
        let target = Target(provider: "bedrock", model: model)
        let request = try request()

        let failure = await #expect(throws: UpstreamFailure.self) {
            try await provider.call(for: request, target: target, adjustments: []).request
        }
        #expect(failure?.kind == .misconfigured)
    }

    @Test("What was left out is told once per attempt, with its target")
    func omissions() async throws {
        let notes = Mutex<[BedrockOmissions]>([])
        let provider = BedrockProvider(
            region: "us-east-1",
            endpoint: nil,
            authorization: .bearer(Secret("key")),
            betas: .standard,
            headers: [:],
            now: { 0 },
            noteOmissions: { target, omissions in
                #expect(target == Self.target)
                notes.withLock { $0.append(omissions) }
            }
        )

        _ = try await provider.call(for: request(), target: Self.target, adjustments: []).request

        #expect(notes.withLock { $0 } == [BedrockOmissions(fields: ["speed"], betas: ["claude-code-20250219"])])
    }

    @Test("Tokens are counted by the foundation model, and not behind an ARN")
    func countTokens() async throws {
        let request = try request(.countTokens)
        let upstream = try #require(await provider.countTokensRequest(for: request, target: Self.target))
        let arn = Target(provider: "bedrock", model: "arn:aws:bedrock:us-east-1:1:application-inference-profile/x")

        #expect(
            upstream.url == "https://bedrock-runtime.eu-west-1.amazonaws.com/model/"
                + "anthropic.claude-sonnet-4-5-20250929-v1%3A0/count-tokens"
        )
        #expect(String(buffer: upstream.body).hasPrefix(#"{"input":{"invokeModel":{"body":"eyJtYXhf"#))
        #expect(upstream.headers[.authorization] == "Bearer key")
        #expect(try await provider.countTokensRequest(for: request, target: arn) == nil)
        #expect(provider.tokenCount(inAnswer: ByteBuffer(string: #"{"inputTokens":3}"#)) == 3)
    }

    @Test("The translator fits the operation")
    func translator() async throws {
        let streamed = try await provider.call(for: request(), target: Self.target, adjustments: [])
        let whole = try await provider.call(for: request(streaming: false), target: Self.target, adjustments: [])

        #expect(streamed.translator is BedrockEventsToMessages)
        #expect(whole.translator is BedrockMessageToMessages)
    }

    @Test("A change shows in the request exactly where it makes a difference")
    func changes() async throws {
        let plain = try await provider.call(for: request(), target: Self.target, adjustments: []).request
        for adjustment in [RequestAdjustment.withoutBetas, .withoutSystemTurns, .withoutField("thinking")] {
            let again = try await provider.call(for: request(), target: Self.target, adjustments: [adjustment]).request
            #expect(again.asksTheSame(as: plain), "\(adjustment)")
        }
        let body = #"{"model":"claude","max_tokens":9,"metadata":{},"messages":[]}"#
        let other = try MessagesRequest(body: ByteBuffer(string: body), betas: ["context-1m-2025-08-07"])
        let full = try await provider.call(for: other, target: Self.target, adjustments: []).request
        for adjustment in [RequestAdjustment.withoutBetas, .withoutField("metadata")] {
            let again = try await provider.call(for: other, target: Self.target, adjustments: [adjustment]).request
            #expect(!again.asksTheSame(as: full), "\(adjustment)")
        }
    }

    @Test("An API key that is refused is not asked for again: there is no other")
    func refusedKey() {
        let body = ByteBuffer(string: #"{"message":"The security token included in the request is expired"}"#)

        let failure = provider.failure(status: 403, headers: [:], body: body, target: Self.target)

        #expect(failure.kind == .credentialExpired)
        #expect(failure.adjustment == nil)
    }

    @Test("A date in an answer is held against the provider's clock")
    func clock() {
        let headers: HTTPFields = [
            .date: "Wed, 18 Nov 2026 11:06:30 GMT", .retryAfter: "Wed, 18 Nov 2026 11:06:45 GMT",
        ]
        let failure = provider.failure(
            status: 403,
            headers: headers,
            body: ByteBuffer(string: #"{"__type":"RequestTimeTooSkewed","message":"x"}"#),
            target: Self.target
        )

        #expect(failure.adjustment == .clockOffset(seconds: -10))
        #expect(failure.retryAfter == .seconds(5))
    }
}
