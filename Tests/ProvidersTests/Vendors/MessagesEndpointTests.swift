import HTTPTypes
import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("Claude models at a vendor that has a Messages endpoint")
struct MessagesEndpointTests {
    /// Answers everything with its own name.
    private struct Marker: Provider {
        func call(
            for request: MessagesRequest,
            target: Target,
            adjustments: Set<RequestAdjustment>
        ) async throws(UpstreamFailure) -> UpstreamCall {
            throw UpstreamFailure(.misconfigured, "call")
        }

        func countTokensRequest(
            for request: MessagesRequest,
            target: Target
        ) async throws(UpstreamFailure) -> UpstreamRequest? {
            UpstreamRequest(method: .post, url: "count", headers: [:], body: request.body)
        }

        func tokenCount(inAnswer body: ByteBuffer) -> Int? { nil }

        func failure(status: Int, headers: HTTPFields, body: ByteBuffer, target: Target) -> UpstreamFailure {
            UpstreamFailure(.malformed, "failure")
        }
    }

    @Test("They go there, and others do not")
    func delegated() async throws {
        let body = ByteBuffer(string: #"{"model":"c","max_tokens":1,"messages":[{"role":"user","content":"hi"}]}"#)
        let request = try MessagesRequest(body: body)
        let provider = ChatCompletionsProvider(vendor: .openRouter, apiKey: nil, claude: Marker(), now: { 0 })
        let claude = Target(provider: "openrouter", model: "anthropic/claude-sonnet-4.6")
        let other = Target(provider: "openrouter", model: "openai/gpt-5")
        await #expect(throws: UpstreamFailure(.misconfigured, "call")) {
            _ = try await provider.call(for: request, target: claude, adjustments: [])
        }
        #expect(try await provider.countTokensRequest(for: request, target: claude)?.url == "count")
        #expect(provider.failure(status: 500, headers: [:], body: body, target: claude).message == "failure")
        let url = try await provider.call(for: request, target: other, adjustments: []).request.url
        #expect(url == "https://openrouter.ai/api/v1/chat/completions")
        #expect(provider.failure(status: 500, headers: [:], body: body, target: other).kind == .unavailable)
    }
}
