import Foundation
import HTTPTypes
import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("The provider for vendors that speak Chat Completions")
struct ChatCompletionsProviderTests {
    private static let tool = #""tools":[{"name":"Read","input_schema":{"type":"object","properties":{}}}]"#

    private func request(_ fields: String = "", stream: Bool = true) throws -> MessagesRequest {
        let more = fields.isEmpty ? "" : ",\(fields)"
        let body =
            #"{"model":"claude-x","max_tokens":64000,"stream":\#(stream),"messages":[{"role":"user","content":"hi"}]\#(more)}"#
        return try MessagesRequest(body: ByteBuffer(string: body))
    }

    private func provider(
        _ vendor: ChatCompletionsVendor,
        baseURL: String? = nil,
        headers: HTTPFields = [:],
        claude: (any Provider)? = nil
    ) -> ChatCompletionsProvider {
        ChatCompletionsProvider(
            vendor: vendor,
            baseURL: baseURL,
            apiKey: Secret("key-1"),
            headers: headers,
            claude: claude,
            now: { 0 },
            makeMessageID: { "msg_1" },
            makeToolID: { "toolu_1" }
        )
    }

    private func sent(
        _ provider: ChatCompletionsProvider,
        _ request: MessagesRequest,
        model: String = "m",
        endpoint: String? = nil,
        adjustments: Set<RequestAdjustment> = []
    ) async throws -> UpstreamRequest {
        let target = Target(provider: "p", model: model, endpoint: endpoint)
        return try await provider.call(for: request, target: target, adjustments: adjustments).request
    }

    private func fields(_ request: UpstreamRequest) throws -> [String: any Sendable] {
        let object = try JSONSerialization.jsonObject(with: Data(request.body.readableBytesView))
        return try #require(object as? [String: any Sendable])
    }

    private func refuse(_ provider: ChatCompletionsProvider, _ message: String, model: String = "m") -> UpstreamFailure
    {
        provider.failure(
            status: 400,
            headers: [:],
            body: ByteBuffer(string: #"{"error":{"message":"\#(message)"}}"#),
            target: Target(provider: "p", model: model)
        )
    }

    @Test("A request goes to the vendor's address with its key, its model and its dialect")
    func address() async throws {
        let request = try await sent(provider(.groq), request(), model: "openai/gpt-oss-120b")
        #expect(request.method == .post)
        #expect(request.url == "https://api.groq.com/openai/v1/chat/completions")
        #expect(request.headers[.authorization] == "Bearer key-1")
        #expect(request.headers[.accept] == "text/event-stream")
        #expect(request.headers[.acceptEncoding] == "identity")
        #expect(request.headers[.contentType] == "application/json")
        let fields = try fields(request)
        #expect(fields["model"] as? String == "openai/gpt-oss-120b")
        #expect(fields["max_completion_tokens"] as? Int == 64_000)
        let whole = try await sent(provider(.groq), self.request(stream: false))
        #expect(whole.headers[.accept] == "application/json")
    }

    @Test("Without a key none is sent")
    func noKey() async throws {
        let open = ChatCompletionsProvider(vendor: .ollama, apiKey: nil, now: { 0 })
        let request = try await sent(open, request())
        #expect(request.headers[.authorization] == nil)
        #expect(request.url == "http://localhost:11434/v1/chat/completions")
    }

    @Test(
        "Addresses as people write them",
        arguments: [
            ("https://api.groq.com", "https://api.groq.com/openai/v1/chat/completions"),
            ("http://localhost:11434/", "http://localhost:11434/v1/chat/completions"),
            ("https://api.deepseek.com", "https://api.deepseek.com/chat/completions"),
            ("https://h.example/x/v1/", "https://h.example/x/v1/chat/completions"),
            ("https://h.example/v1/chat/completions", "https://h.example/v1/chat/completions"),
            ("https://r.openai.azure.com", "https://r.openai.azure.com/openai/v1/chat/completions"),
            (
                "https://r.openai.azure.com/openai/deployments/d1?api-version=2024-10-21",
                "https://r.openai.azure.com/openai/deployments/d1/chat/completions?api-version=2024-10-21"
            ),
            (
                "https://r.openai.azure.com/openai/deployments?api-version=2024-10-21",
                "https://r.openai.azure.com/openai/deployments/my%2Fmodel/chat/completions?api-version=2024-10-21"
            ),
        ]
    )
    func addresses(_ baseURL: String, _ url: String) async throws {
        let vendor = ChatCompletionsVendor.vendor(forBaseURL: baseURL)
        #expect(try await sent(provider(vendor, baseURL: baseURL), request(), model: "my/model").url == url)
        // A target's own address goes before the provider's.
        let other = provider(vendor, baseURL: "https://other.example/v1")
        #expect(try await sent(other, request(), model: "my/model", endpoint: baseURL).url == url)
    }

    @Test("Azure gets its key in a header of its own")
    func azureKey() async throws {
        let request = try await sent(provider(.azure, baseURL: "https://r.openai.azure.com"), request())
        #expect(request.headers[.authorization] == nil)
        #expect(request.headers[try #require(HTTPField.Name("api-key"))] == "key-1")
    }

    @Test("An operator's headers replace the vendor's and our own")
    func headers() async throws {
        let title = try #require(HTTPField.Name("x-openrouter-title"))
        let plain = try await sent(provider(.openRouter), request())
        #expect(plain.headers[title] == "Claude Proxy")
        let own = try await sent(
            provider(.openRouter, headers: [title: "Mine", .authorization: "Basic x"]),
            request()
        )
        #expect(own.headers[title] == "Mine")
        #expect(own.headers[.authorization] == "Basic x")
    }

    @Test(
        "Responses is spoken where Chat Completions would not reason",
        arguments: [
            ("gpt-5.5", true, true), ("gpt-5.5", false, false), ("gpt-5.2", true, true), ("gpt-5", true, false),
            ("o3-pro", false, true), ("gpt-4o", true, false), ("gpt-6-astra", true, true),
        ]
    )
    func dialect(_ model: String, _ hasTools: Bool, _ usesResponses: Bool) async throws {
        let path = usesResponses ? "responses" : "chat/completions"
        let request = try request(hasTools ? Self.tool : "")
        #expect(try await sent(provider(.openAI), request, model: model).url == "https://api.openai.com/v1/\(path)")
        let azure = provider(.azure, baseURL: "https://r.openai.azure.com/openai/v1")
        #expect(try await sent(azure, request, model: model).url == "https://r.openai.azure.com/openai/v1/\(path)")
        // A server of another vendor with such a model name has its own rules.
        let other = provider(.compatible, baseURL: "https://h.example/v1")
        #expect(try await sent(other, request, model: model).url == "https://h.example/v1/chat/completions")
    }

    @Test("A web search goes to Responses, which searches itself")
    func webSearch() async throws {
        let search = #""tools":[{"type":"web_search_20250305","name":"web_search"}]"#
        let request = try await sent(provider(.openAI), request(search), model: "gpt-5")
        #expect(request.url == "https://api.openai.com/v1/responses")
    }

    @Test("Told to use Responses, the provider does so, at once and from then on")
    func learnsResponses() async throws {
        let provider = provider(.openAI)
        let told = try await sent(provider, request(), model: "gpt-4o", adjustments: [.responsesAPI])
        #expect(told.url.hasSuffix("/responses"))
        #expect(try await sent(provider, request(), model: "gpt-4o").url.hasSuffix("/chat/completions"))
        let failure = refuse(provider, "Please use /v1/responses or set reasoning_effort to 'none'.", model: "gpt-4o")
        #expect(failure.adjustment == .responsesAPI)
        #expect(try await sent(provider, request(), model: "gpt-4o").url.hasSuffix("/responses"))
        #expect(try await sent(provider, request(), model: "gpt-4.1").url.hasSuffix("/chat/completions"))
    }

    @Test("Where there is no Responses API, the advice to use it becomes one not to reason, or none")
    func noResponses() {
        let words = "Function tools with reasoning_effort are not supported. Please use /v1/responses."
        #expect(
            refuse(provider(.compatible, baseURL: "https://h.example/v1"), words).adjustment == .reasoningEffort("none")
        )
        let classic = provider(.azure, baseURL: "https://r.openai.azure.com/openai/deployments/d?api-version=1")
        #expect(refuse(classic, words).adjustment == .reasoningEffort("none"))
        let other = refuse(provider(.groq), "This is not a chat model")
        #expect(other.kind == .modelNotFound)
        #expect(other.adjustment == nil)
    }

    @Test("A field that a target refused is not sent to it again, but to others")
    func learnsFields() async throws {
        let provider = provider(.compatible, baseURL: "https://h.example/v1")
        #expect(try await fields(sent(provider, request()))["stream_options"] != nil)
        #expect(refuse(provider, "stream_options is not supported").adjustment == .withoutField("stream_options"))
        #expect(try await fields(sent(provider, request()))["stream_options"] == nil)
        #expect(try await fields(sent(provider, request(), model: "other"))["stream_options"] != nil)
        #expect(
            refuse(provider, "Unrecognized request argument supplied: max_tokens, use max_completion_tokens").kind
                == .unsupportedFeature
        )
        let renamed = try await fields(sent(provider, request()))
        #expect(renamed["max_tokens"] == nil)
        #expect(renamed["max_completion_tokens"] as? Int == 64_000)
        _ = refuse(provider, "max_tokens is too large: 64000. This model supports at most 16384 completion tokens")
        #expect(try await fields(sent(provider, request()))["max_completion_tokens"] as? Int == 16_384)
    }

    @Test("What one request alone had wrong is not learned")
    func learnsNoAccidents() async throws {
        let provider = provider(.compatible, baseURL: "https://h.example/v1")
        let forced = try request(Self.tool + #","tool_choice":{"type":"any"}"#)
        #expect(try await fields(sent(provider, forced))["tool_choice"] as? String == "required")
        #expect(
            refuse(provider, "tool_choice is not supported while thinking").adjustment == .withoutField("tool_choice")
        )
        #expect(try await fields(sent(provider, forced))["tool_choice"] as? String == "required")
        let told = try await sent(provider, forced, adjustments: [.withoutField("tool_choice")])
        #expect(try fields(told)["tool_choice"] == nil)
    }

    @Test("An effort is learned for the requests that mean the same, not for others")
    func learnsEfforts() async throws {
        let provider = provider(.openAI)
        let high = try request(#""output_config":{"effort":"high"}"#)
        let low = try request(#""output_config":{"effort":"low"}"#)
        func effort(_ request: MessagesRequest, _ adjustments: Set<RequestAdjustment> = []) async throws -> String? {
            try await fields(sent(provider, request, model: "gpt-5", adjustments: adjustments))["reasoning_effort"]
                as? String
        }
        #expect(try await effort(high) == "high")
        #expect(try await effort(high, [.reasoningEffort("medium")]) == "medium")
        #expect(try await effort(high) == "medium")
        #expect(try await effort(high, [.reasoningEffort("low")]) == "low")
        #expect(try await effort(high) == "low")
        #expect(try await effort(low) == "low")
        let other = try request(#""output_config":{"effort":"medium"}"#)
        #expect(try await effort(other) == "medium")
    }

    @Test("Images that a model was found not to see are told of in words")
    func withoutImages() async throws {
        let image = #"{"type":"image","source":{"type":"base64","media_type":"image/png","data":"aGk="}}"#
        let body = #"{"model":"c","max_tokens":9,"messages":[{"role":"user","content":[\#(image)]}]}"#
        let request = try MessagesRequest(body: ByteBuffer(string: body))
        let provider = provider(.compatible, baseURL: "https://h.example/v1")
        #expect(try await String(buffer: sent(provider, request).body).contains("image_url"))
        _ = refuse(provider, "At most 0 image(s) may be provided in one prompt.")
        #expect(try await !String(buffer: sent(provider, request).body).contains("image_url"))
    }

    @Test("Tokens are counted by OpenAI itself, and nowhere else")
    func countTokens() async throws {
        let target = Target(provider: "p", model: "gpt-5")
        let request = try await provider(.openAI).countTokensRequest(for: request(), target: target)
        #expect(request?.url == "https://api.openai.com/v1/responses/input_tokens")
        #expect(request?.headers[.authorization] == "Bearer key-1")
        #expect(try await provider(.groq).countTokensRequest(for: self.request(), target: target) == nil)
        let answer = ByteBuffer(string: #"{"object":"response.input_tokens","input_tokens":42}"#)
        #expect(provider(.openAI).tokenCount(inAnswer: answer) == 42)
    }

    @Test(
        "Without an address, or with one of another kind, nothing is sent",
        arguments: [nil, "ftp://h", "h.example", "http://"]
    )
    func misconfigured(_ baseURL: String?) async throws {
        let request = try request()
        await #expect {
            _ = try await sent(provider(.compatible, baseURL: baseURL), request)
        } throws: { error in
            (error as? UpstreamFailure)?.kind == .misconfigured
        }
    }

    @Test("A body that is no Messages request is the client's mistake")
    func invalid() async throws {
        let request = try MessagesRequest(body: ByteBuffer(string: #"{"model":"c","max_tokens":1,"messages":[7]}"#))
        await #expect {
            _ = try await sent(provider(.groq), request)
        } throws: { error in
            (error as? UpstreamFailure)?.kind == .invalidRequest
        }
    }

    @Test("What the vendor cannot be told is named")
    func omissions() async throws {
        let names = Names()
        let provider = ChatCompletionsProvider(vendor: .groq, apiKey: nil, now: { 0 }, noteOmissions: names.note)
        _ = try await sent(provider, request(#""top_k":4"#))
        #expect(names.all == ["top_k"])
    }

    @Test(
        "The answer is translated, by the dialect that was asked in",
        arguments: [("gpt-4o", false), ("o3-pro", true)]
    )
    func answer(_ model: String, _ isResponses: Bool) async throws {
        let target = Target(provider: "p", model: model)
        let chat =
            #"{"id":"c","choices":[{"index":0,"message":{"role":"assistant","content":"ok"},"finish_reason":"stop"}]}"#
        let responses =
            #"{"id":"r","object":"response","status":"completed","output":[{"type":"message","id":"m","role":"assistant","content":[{"type":"output_text","text":"ok"}]}]}"#
        var call = try await provider(.openAI).call(for: request(stream: false), target: target, adjustments: [])
        let first = try call.translator.push(ByteBuffer(string: isResponses ? responses : chat))
        let text = try String(buffer: first) + String(buffer: call.translator.finish())
        #expect(text.contains(#""id":"msg_1""#))
        #expect(text.contains(#""model":"claude-x""#))
        #expect(text.contains(#""text":"ok""#))
    }

    @Test("The key is not shown, however the server spells it back")
    func secrecy() {
        let provider = ChatCompletionsProvider(vendor: .groq, apiKey: Secret("plain-words"), now: { 0 })
        let failure = refuse(provider, "no such key: plain-words!")
        #expect(failure.message == "Groq: no such key: <redacted>!")
        let short = ChatCompletionsProvider(vendor: .groq, apiKey: Secret("x"), now: { 0 })
        #expect(refuse(short, "max x").message == "Groq: max x")
    }

    @Test("A call whose arguments are broken is asked for once more, but not twice")
    func brokenArguments() async throws {
        let answer =
            #"{"choices":[{"index":0,"message":{"role":"assistant","tool_calls":[{"id":"a","type":"function","function":{"name":"Read","arguments":"{\"x\": tru"}}]},"finish_reason":"tool_calls"}]}"#
        let target = Target(provider: "p", model: "gpt-4o")
        func answers(_ adjustments: Set<RequestAdjustment>) async throws -> UpstreamFailure? {
            let request = try request(Self.tool, stream: false)
            var call = try await provider(.openAI).call(for: request, target: target, adjustments: adjustments)
            do throws(UpstreamFailure) {
                _ = try call.translator.push(ByteBuffer(string: answer))
                _ = try call.translator.finish()
                return nil
            } catch {
                return error
            }
        }
        let failure = try await answers([])
        #expect(failure?.kind == .modelFault)
        #expect(failure?.adjustment == .repeated)
        #expect(try await answers([.repeated]) == nil)
    }
}
