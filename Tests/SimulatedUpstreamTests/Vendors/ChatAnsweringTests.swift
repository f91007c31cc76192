import Testing

@testable import SimulatedUpstream

@Suite("Chat Completions answers on a socket")
struct ChatAnsweringTests {
    private static let vendors: [Vendor] = [.openAI, .groq, .cerebras, .openRouter, .compatible]

    private static let answer = Answer(
        blocks: [
            .thinking("I think."), .text("I say gr\u{fc}\u{df}e."),
            .toolUse(id: "call_a", name: "Bash", inputJSON: #"{"a":1}"#),
            .toolUse(id: "call_b", name: "Read", inputJSON: #"{"b":"two"}"#),
        ],
        usage: AnswerUsage(input: 10, output: 20, cacheRead: 300, reasoning: 7),
        deltaLength: 4
    )

    @Test("A stream says the same in every vendor's way", arguments: vendors)
    func streams(_ vendor: Vendor) async throws {
        try await SimulatedUpstream.running(vendor, behaviour: .answer(Self.answer)) { _, client in
            let answer = try await client.exchange(VendorRequest.chat(vendor))

            #expect(answer.status == 200 && answer.isComplete)
            #expect(answer.headers["content-type"]?.hasPrefix("text/event-stream") == true)
            #expect(answer.sent.last?.data == "[DONE]")
            #expect(answer.text("content") == "I say gr\u{fc}\u{df}e.")
            let reasoning = answer.text("reasoning") + answer.text("reasoning_content")
            #expect(reasoning == (vendor == .openAI ? "" : "I think."))
            #expect(answer.deltas.first?["role"]?.string == "assistant")
            let reasons = answer.chunks.compactMap { $0["choices"]?[0]?["finish_reason"]?.string }
            #expect(reasons == ["tool_calls"])
            #expect(
                calls(answer.callFragments, indexed: vendor != .cerebras) == [
                    "call_a Bash {\"a\":1}", "call_b Read {\"b\":\"two\"}",
                ]
            )
            #expect(answer.comments == (vendor == .openRouter ? 1 : 0))
        }
    }

    @Test("Whole answers say the same", arguments: vendors)
    func whole(_ vendor: Vendor) async throws {
        try await SimulatedUpstream.running(vendor, behaviour: .answer(Self.answer)) { upstream, client in
            let answer = try await client.exchange(VendorRequest.chat(vendor, stream: false))
            let message = try #require(answer.json?["choices"]?[0]?["message"])

            #expect(answer.headers["content-type"] == "application/json")
            #expect(message["content"]?.string == "I say gr\u{fc}\u{df}e.")
            #expect(message["tool_calls"]?[1]?["function"]?["arguments"]?.string == #"{"b":"two"}"#)
            #expect(answer.json?["usage"]?["prompt_tokens"]?.integer == 310)
            #expect(answer.json?["usage"]?["prompt_tokens_details"]?["cached_tokens"]?.integer == 300)
            #expect(answer.json?["usage"]?["completion_tokens_details"]?["reasoning_tokens"]?.integer == 7)
            #expect(answer.json?["choices"]?[0]?["finish_reason"]?.string == "tool_calls")
            #expect(upstream.requests.map(\.modelID) == ["m"] && upstream.requests[0].endpoint == .chatCompletions)
        }
    }

    @Test("Usage stands where each vendor puts it")
    func usage() async throws {
        for vendor in Self.vendors {
            try await SimulatedUpstream.running(vendor, behaviour: .answer(.text("a"))) { _, client in
                let chunks = try await client.exchange(VendorRequest.chat(vendor)).chunks
                let places = chunks.indices.filter { chunks[$0]["usage"]?.object != nil }
                let finish = try #require(chunks.firstIndex { $0["choices"]?[0]?["finish_reason"]?.string != nil })
                switch vendor {
                case .openAI:
                    #expect(places == [finish + 1] && chunks[finish + 1]["choices"]?.array?.isEmpty == true)
                    #expect(chunks[0]["usage"] == .null && chunks[0]["obfuscation"]?.string?.isEmpty == false)
                case .groq:
                    #expect(places == [finish + 1])
                    #expect(chunks[finish]["x_groq"]?["usage"]?["prompt_tokens"]?.integer == 12)
                case .openRouter:
                    #expect(places == [finish + 1] && chunks[finish + 1]["choices"]?.array?.count == 1)
                    #expect(chunks[finish + 1]["usage"]?["cost"] == .number(0.00123))
                case .cerebras: #expect(places == [finish] && chunks[finish]["time_info"] != nil)
                case .compatible, .bedrock, .anthropic: #expect(places.isEmpty)
                }
            }
        }
    }

    @Test("OpenRouter's details carry text, signature and what was redacted")
    func details() async throws {
        let answer = Answer(blocks: [.thinking("why"), .redactedThinking(data: "abc"), .text("so")])
        try await SimulatedUpstream.running(.openRouter, behaviour: .answer(answer)) { _, client in
            let details = try await client.exchange(VendorRequest.chat(.openRouter)).deltas
                .flatMap { $0["reasoning_details"]?.array ?? [] }

            #expect(details.compactMap { $0["text"]?.string } == ["why"])
            #expect(details.compactMap { $0["signature"]?.string } == [AnswerBlock.signature(of: "why")])
            #expect(details.compactMap { $0["data"]?.string } == ["abc"])
            #expect(details.compactMap { $0["index"]?.integer } == [0, 0, 1])
        }
    }

    @Test("An agent's tool loop is played from the tool messages", arguments: vendors)
    func toolLoop(_ vendor: Vendor) async throws {
        try await SimulatedUpstream.running(vendor, behaviour: ToolLoopScript().behaviour) { _, client in
            var messages = [VendorRequest.user]
            var last = ParsedJSON.null
            for round in 0..<3 {
                let request = VendorRequest.chat(
                    vendor,
                    messages: messages.joined(separator: ","),
                    #""tools":[\#(VendorRequest.tool)]"#,
                    stream: false
                )
                let answer = try await client.exchange(request)
                last = try #require(answer.json?["choices"]?[0]?["message"])
                let calls = (last["tool_calls"]?.array ?? []).compactMap { call -> String? in
                    let name = call["function"]?["name"]?.string, id = call["id"]?.string
                    guard let name, let id, let text = call["function"]?["arguments"]?.string else { return nil }
                    return
                        #"{"id":"\#(id)","type":"function","function":{"name":"\#(name)","arguments":\#(JSONText.quoted(text))}}"#
                }
                guard !calls.isEmpty else { break }
                messages.append(#"{"role":"assistant","content":null,"tool_calls":[\#(calls.joined(separator: ","))]}"#)
                for call in calls.indices {
                    let id = ToolLoopScript.callID(round: round, call: call)
                    messages.append(#"{"role":"tool","tool_call_id":"\#(id)","content":"result \#(round).\#(call)"}"#)
                }
            }

            let text = try #require(last["content"]?.string)
            #expect(text.contains("toolu_bdrk_sim_0_1: result 0.1") && text.hasSuffix("Done."))
        }
    }

    @Test("A model of one's own name is echoed, keys are checked, models are listed", arguments: vendors)
    func doors(_ vendor: Vendor) async throws {
        try await SimulatedUpstream.running(vendor, models: ["m": ModelProfile()]) { _, client in
            let echo = try await client.exchange(VendorRequest.chat(vendor))
            var request = VendorRequest.chat(vendor)
            request.headers.removeAll { $0.name == "Authorization" }
            let keyless = try await client.exchange(request)
            let models = VendorRequest.chatPath(vendor).components(by: "chat/completions")[0] + "models"
            let list = try await client.exchange(VendorRequest.to(models, "", method: "GET"))
            let one = try await client.exchange(VendorRequest.to(models + "/m", "", method: "GET"))
            let none = try await client.exchange(VendorRequest.to(models + "/x", "", method: "GET"))
            let lost = try await client.exchange(VendorRequest.to("/v2/chat", "{}"))
            let noJSON = try await client.exchange(VendorRequest.to(VendorRequest.chatPath(vendor), "{"))

            #expect(echo.text("content").contains("simulated m") && echo.text("content").contains("\u{201C}Hi\u{201D}"))
            #expect(keyless.status == 401)
            #expect(list.json?["data"]?[0]?["id"]?.string == "m")
            #expect(one.json?["id"]?.string == "m")
            #expect([none.status, lost.status, noJSON.status] == [404, 404, 400])
        }
    }

    @Test("Compatible servers have their paths and their key's header where they please")
    func compatiblePaths() async throws {
        try await SimulatedUpstream.running(.compatible) { upstream, client in
            let body = #"{"messages":[\#(VendorRequest.user)]}"#
            var azure = VendorRequest.to("/openai/deployments/mini/chat/completions?api-version=2024-10-21", body)
            azure.headers.removeAll { $0.name == "Authorization" }
            let deployed = try await client.exchange(azure.adding("api-key", AcceptedCredentials.exampleAPIKey))
            let named = #"{"model":"glm","max_tokens":9,"messages":[\#(VendorRequest.user)]}"#
            let messages = try await client.exchange(VendorRequest.to("/api/anthropic/v1/messages", named))

            #expect(deployed.json?["object"]?.string == "chat.completion")
            #expect(messages.json?["type"]?.string == "message")
            #expect(upstream.requests.map(\.modelID) == ["mini", "glm"])
        }
    }

    @Test("A model that is not in the settings can be refused")
    func unknownModels() async throws {
        let settings = SimulatedUpstream.Settings(refusesUnknownModels: true, vendor: .groq)
        try await SimulatedUpstream.running(settings) { upstream in
            let client = try await RawClient.connect(port: upstream.port)
            let answer = try await client.exchange(VendorRequest.chat(.groq))
            #expect(answer.status == 404 && answer.json?["error"]?["code"]?.string == "model_not_found")
            try await client.close()
        }
    }

    /// The calls put together from their fragments.
    private func calls(_ fragments: [ParsedJSON], indexed: Bool) -> [String] {
        var calls: [String] = []
        for fragment in fragments {
            #expect((fragment["index"] != nil) == indexed)
            if let id = fragment["id"]?.string {
                calls.append("\(id) \(fragment["function"]?["name"]?.string ?? "") ")
            }
            let index = fragment["index"]?.integer ?? calls.count - 1
            calls[index] += fragment["function"]?["arguments"]?.string ?? ""
        }
        return calls
    }
}
