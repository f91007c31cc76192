import HTTPTypes
import MessagesAPI
import NIOCore
import Providers

extension Benchmark {
    static var requests: [Benchmark] {
        let (small, medium, large) = (
            SampleConversation.smallBody, SampleConversation.mediumBody, SampleConversation.largeBody
        )
        return [
            translation("take in", of: medium) { use($0) },
            translation("decode", of: medium) { use(try $0.decoded()) },
            translation("to Chat Completions", of: small) { use(try chatBody($0.decoded())) },
            translation("to Chat Completions", of: medium) { use(try chatBody($0.decoded())) },
            translation("to Chat Completions", of: large) { use(try chatBody($0.decoded())) },
            translation("to Responses", of: large) { use(try responsesBody($0.decoded())) },
            call(.groq, "Groq", small),
            call(.groq, "Groq", medium),
            call(.anthropic, "Anthropic, pass-through", small),
            call(.anthropic, "Anthropic, pass-through", medium),
            call(.bedrock, "Bedrock, API key", small),
            call(.bedrock, "Bedrock, API key", medium),
        ]
    }

    /// From the bytes that the client sent: the check of the body is part of the sum.
    private static func translation(
        _ name: String,
        of body: ByteBuffer,
        _ translate: @escaping (MessagesRequest) throws -> Void
    ) -> Benchmark {
        Benchmark("Request: \(name)", per: .body(body.readableBytes)) {
            { count in for _ in 0..<count { try translate(MessagesRequest(body: body)) } }
        }
    }

    /// What a provider does from the client's checked request to the upstream's.
    private static func call(_ provider: any Provider, _ name: String, _ body: ByteBuffer) -> Benchmark {
        Benchmark("Provider: \(name)", per: .body(body.readableBytes)) {
            let request = try MessagesRequest(body: body)
            let target = Target(provider: "upstream", model: "us.anthropic.claude-sonnet-4-5-20250929-v1:0")
            return { count in
                for _ in 0..<count { use(try await provider.call(for: request, target: target, adjustments: [])) }
            }
        }
    }

    private static func chatBody(_ request: DecodedMessagesRequest) throws -> TranslatedRequest {
        try MessagesToChatCompletions.body(
            for: request,
            model: "model",
            vendor: ChatCompletionsVendor.groq.quirks,
            adjustments: [],
            origin: "groq/model"
        )
    }

    private static func responsesBody(_ request: DecodedMessagesRequest) throws -> TranslatedRequest {
        try MessagesToResponses.body(
            for: request,
            model: "gpt-5",
            vendor: ChatCompletionsVendor.openAI.quirks,
            searchesWeb: true,
            adjustments: [],
            origin: "openai/gpt-5"
        )
    }
}

extension Provider where Self == ChatCompletionsProvider {
    fileprivate static var groq: Self {
        Self(vendor: .groq, apiKey: Secret("key-of-a-benchmark"), now: { 1_790_000_000 })
    }
}

extension Provider where Self == MessagesProvider {
    fileprivate static var anthropic: Self {
        Self(vendor: .anthropic, baseURL: nil, credential: .key(Secret("key-of-a-benchmark")), now: { 1_790_000_000 })
    }
}

extension Provider where Self == BedrockProvider {
    fileprivate static var bedrock: Self {
        let key = BedrockAuthorization.bearer(Secret("key-of-a-benchmark"))
        return Self(region: "us-east-1", endpoint: nil, authorization: key, now: { 1_790_000_000 })
    }
}
