import Testing

@testable import SimulatedUpstream

@Suite("The Messages API on a socket")
struct MessagesVendorTests {
    private static let hi = #"{"role":"user","content":"Hi"}"#
    private static let bash = #"{"name":"Bash","input_schema":{"type":"object"}}"#

    private static func request(
        _ extra: String = #""max_tokens":2048"#,
        vendor: Vendor = .anthropic,
        messages: String = hi,
        stream: Bool = false,
        version: String? = "2023-06-01",
        betas: String? = nil,
        path: String = "/v1/messages"
    ) -> TestRequest {
        let more = (extra.isEmpty ? "" : ",\(extra)") + (stream ? #","stream":true"# : "")
        let uri = vendor == .openRouter ? "/api/v1/messages" : path
        var request = VendorRequest.to(uri, #"{"model":"m","messages":[\#(messages)]\#(more)}"#)
        if let version { request = request.adding("anthropic-version", version) }
        if let betas { request = request.adding("anthropic-beta", betas) }
        return request
    }

    private func complaint(_ request: TestRequest, _ vendor: Vendor = .anthropic) async throws -> String? {
        var message: String?
        try await SimulatedUpstream.running(vendor) { _, client in
            let answer = try await client.exchange(request)
            #expect((answer.status == 200) == (answer.json?["type"]?.string == "message"))
            message = answer.json?["error"]?["message"]?.string
        }
        return message
    }

    @Test("A stream is named events with a ping, and no metrics", arguments: [Vendor.anthropic, .openRouter])
    func streams(_ vendor: Vendor) async throws {
        try await SimulatedUpstream.running(vendor, behaviour: .answer(.stock)) { upstream, client in
            let answer = try await client.exchange(Self.request(vendor: vendor, stream: true))
            let whole = try await client.exchange(Self.request(vendor: vendor))

            #expect(answer.sent.allSatisfy { $0.name == $0.json?["type"]?.string })
            #expect(answer.sent.prefix(3).map(\.name) == ["message_start", "ping", "content_block_start"])
            #expect(answer.sent.last?.data == #"{"type":"message_stop"}"#)
            #expect(answer.sent.first?.json?["message"]?["id"]?.string?.hasPrefix("msg_01") == true)
            #expect(whole.json?["content"]?.array?.count == 3)
            let cost = answer.sent.compactMap { $0.json?["usage"]?["cost"] }
            #expect(cost.isEmpty == (vendor == .anthropic) && (whole.json?["usage"]?["cost"] != nil) == !cost.isEmpty)
            #expect(upstream.requests.map(\.operation) == [.invokeWithResponseStream, .invoke])
            if vendor == .anthropic {
                #expect(answer.headers["request-id"] == upstream.requests[0].requestID)
                #expect(answer.headers["anthropic-ratelimit-requests-reset"]?.hasSuffix("Z") == true)
            }
        }
    }

    @Test("Keys come in either header, at OpenRouter as a bearer token only")
    func keys() async throws {
        for vendor in [Vendor.anthropic, .openRouter] {
            try await SimulatedUpstream.running(vendor) { _, client in
                var request = Self.request(vendor: vendor)
                request.headers.removeAll { $0.name == "Authorization" }
                let keyless = try await client.exchange(request)
                let keyed = try await client.exchange(request.adding("x-api-key", AcceptedCredentials.exampleAPIKey))
                #expect(keyless.status == 401 && keyless.json?["error"]?["type"]?.string == "authentication_error")
                #expect(keyed.status == (vendor == .anthropic ? 200 : 401))
            }
        }
    }

    @Test("Tokens are counted, of a body without anything about the answer")
    func counts() async throws {
        let path = "/v1/messages/count_tokens"
        try await SimulatedUpstream.running(.anthropic) { upstream, client in
            upstream.enqueueCountTokens(.tokenCount(4_711), for: "m")
            let answer = try await client.exchange(Self.request("", path: path))
            let strict = try await client.exchange(Self.request(#""max_tokens":5"#, path: path))
            #expect(answer.json == .object(["input_tokens": .number(4_711)]))
            #expect(strict.json?["error"]?["message"]?.string == "max_tokens: Extra inputs are not permitted")
        }
    }

    @Test("What Anthropic takes is taken")
    func accepted() async throws {
        let cached = #"{"type":"ephemeral","scope":"global"}"#
        for request in [
            Self.request(#""max_tokens":0"#), Self.request(betas: "claude-code-20250219, oauth-2025-04-20"),
            Self.request(#""max_tokens":9,"system":[{"type":"text","text":"a","cache_control":\#(cached)}]"#)
                .adding("anthropic-beta", "prompt-caching-scope-2026-01-05"),
            Self.request(
                #""max_tokens":9,"context_management":{"edits":[{"type":"clear_thinking_20251015"}]}"#,
                betas: "context-management-2025-06-27"
            ),
            Self.request(#""max_tokens":9,"tools":[{"type":"web_search_20250305","name":"web_search"}]"#),
        ] {
            let complaint = try await complaint(request)
            #expect(complaint == nil)
        }
        let routed = Self.request(#""provider":{},"models":["a"]"#, vendor: .openRouter)
        #expect(try await complaint(routed, .openRouter) == nil)
    }

    @Test("What Anthropic refuses is refused in its words")
    func refused() async throws {
        let call = #"{"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"Bash","input":{}}]}"#
        let result = #"{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1"}]}"#
        let foreign = #"{"role":"assistant","content":[{"type":"thinking","thinking":"a","signature":"proxy1:x:y"}]}"#
        let redacted = #"{"role":"assistant","content":[{"type":"redacted_thinking","data":"x"}]}"#
        let manual = #""max_tokens":2048,"thinking":{"type":"enabled","budget_tokens":1024}"#
        for (request, expected) in [
            (Self.request(version: nil), "anthropic-version: header is required"),
            (Self.request(version: "2020-01-01"), "anthropic-version: \"2020-01-01\" is not a valid version"),
            (Self.request(#""max_tokens":5,"temperature":1"#, version: "2026-10-21"), "temperature: "),
            (
                Self.request(betas: "x-2025-01-01"),
                "Unexpected value(s) `x-2025-01-01` for the `anthropic-beta` header."
            ),
            (Self.request(""), "max_tokens: Field required"),
            (Self.request(#""max_tokens":5,"provider":{}"#), "provider: Extra inputs are not permitted"),
            (Self.request(#""max_tokens":5,"anthropic_version":"a""#), "anthropic_version: Extra inputs are not"),
            (Self.request(#""max_tokens":5,"context_management":{}"#), "context_management: Extra inputs"),
            (Self.request(messages: "\(Self.hi),\(call)"), "messages.1: `tool_use` ids were found without"),
            (Self.request(messages: result), "messages.0.content.0: unexpected `tool_use_id`"),
            (
                Self.request(messages: "\(Self.hi),\(foreign)"),
                "messages.1.content.0: Invalid `signature` in `thinking` b"
            ),
            (Self.request(messages: "\(Self.hi),\(redacted)"), "messages.1.content.0: Invalid `data` in `redacted_th"),
            (
                Self.request(manual, messages: "\(Self.hi),\(call),\(result)"),
                "messages.1.content.0.type: Expected `thinking`"
            ),
            (
                Self.request(#"\#(manual),"tools":[\#(Self.bash)],"tool_choice":{"type":"any"}"#),
                "Thinking may not be enabled when tool_choice forces tool use."
            ),
        ] {
            let complaint = try await complaint(request)
            let message = try #require(complaint, "\(expected)")
            #expect(message.hasPrefix(expected), "\(message)")
        }
    }

    @Test("Thinking that was given out is taken back, whoever made its signature")
    func issued() async throws {
        let answer = Answer(blocks: [.thinking("", signature: "sig"), .redactedThinking(data: "abc"), .text("so")])
        try await SimulatedUpstream.running(.anthropic, behaviour: .answer(answer)) { _, client in
            let first = try await client.exchange(Self.request())
            let thoughts =
                #"{"type":"thinking","thinking":"","signature":"sig"},{"type":"redacted_thinking","data":"abc"}"#
            let back = #"\#(Self.hi),{"role":"assistant","content":[\#(thoughts)]},\#(Self.hi)"#
            let second = try await client.exchange(Self.request(messages: back))
            #expect(first.status == 200 && second.status == 200)
        }
    }

    @Test("Failures are Anthropic's, before the stream and in it", arguments: [Vendor.anthropic, .openRouter])
    func failures(_ vendor: Vendor) async throws {
        try await SimulatedUpstream.running(vendor) { upstream, client in
            upstream.enqueue(
                .fault(.failure(.overloaded)),
                .fault(.failure(.overloaded, at: .afterFirstDelta)),
                .fault(.failure(.rateLimited(retryAfter: 2.5))),
                .fault(.failure(.contextLength(limit: 10, requested: 20))),
                for: "m"
            )
            let early = try await client.exchange(Self.request(vendor: vendor))
            let late = try await client.exchange(Self.request(vendor: vendor, stream: true))
            let limited = try await client.exchange(Self.request(vendor: vendor))
            let long = try await client.exchange(Self.request(vendor: vendor))

            #expect(early.status == 529 && early.json?["error"]?["type"]?.string == "overloaded_error")
            #expect(early.json?["request_id"]?.string?.isEmpty == false)
            #expect(late.status == 200 && late.sent.last?.name == "error" && late.isComplete)
            #expect(late.sent.last?.json?["error"]?["type"]?.string == "overloaded_error")
            #expect(limited.status == 429 && limited.headers["retry-after"] == "3")
            #expect(long.json?["error"]?["message"]?.string == "prompt is too long: 20 tokens > 10 maximum")
        }
    }

    @Test("Anthropic lists its models in its own form")
    func models() async throws {
        try await SimulatedUpstream.running(.anthropic, models: ["b": ModelProfile(), "a": ModelProfile()]) {
            _,
            client in
            let list = try await client.exchange(VendorRequest.to("/v1/models?limit=5", "", method: "GET"))
            #expect(list.json?["data"]?.array?.compactMap { $0["id"]?.string } == ["a", "b"])
            #expect(list.json?["first_id"]?.string == "a" && list.json?["has_more"]?.boolean == false)
        }
    }
}
