import Testing

@testable import SimulatedUpstream

@Suite("The Responses API on a socket")
struct ResponsesTests {
    private static let hi = #"{"role":"user","content":"Hi"}"#
    private static let bash =
        #"{"type":"function","name":"Bash","parameters":{"type":"object","properties":{}},"strict":false}"#
    private static let call = #"{"type":"function_call","call_id":"c1","name":"Bash","arguments":"{}"}"#
    private static let output = #"{"type":"function_call_output","call_id":"c1","output":"ok"}"#

    private static func body(input: String = hi, _ extra: String = "", model: String = "gpt-5.6-luna") -> String {
        #"{"model":"\#(model)","input":[\#(input)]\#(extra.isEmpty ? "" : ",\(extra)")}"#
    }

    private static func request(_ body: String, path: String = "/v1/responses") -> TestRequest {
        VendorRequest.to(path, body)
    }

    private static let answer = Answer(
        blocks: [
            .thinking("I think."), .text("I say gr\u{fc}\u{df}e."),
            .toolUse(id: "call_a", name: "Bash", inputJSON: #"{"a":1}"#), .text("And more."),
        ],
        usage: AnswerUsage(input: 10, output: 20, cacheRead: 300, reasoning: 7),
        deltaLength: 4
    )

    @Test("A stream is numbered events about items, in order, and the end has it all")
    func streams() async throws {
        try await SimulatedUpstream.running(.openAI, behaviour: .answer(Self.answer)) { upstream, client in
            let body = Self.body(#""stream":true,"store":false,"reasoning":{"summary":"auto"}"#)
            let answer = try await client.exchange(Self.request(body))
            let events = answer.chunks
            func joined(_ type: String) -> String {
                events.filter { $0["type"]?.string == type }.compactMap { $0["delta"]?.string }.joined()
            }

            #expect(answer.sent.allSatisfy { $0.name == $0.json?["type"]?.string })
            #expect(events.compactMap { $0["sequence_number"]?.integer } == Array(events.indices))
            #expect(answer.sent.prefix(2).map(\.name) == ["response.created", "response.in_progress"])
            #expect(joined("response.reasoning_summary_text.delta") == "I think.")
            #expect(joined("response.output_text.delta") == "I say gr\u{fc}\u{df}e.And more.")
            #expect(joined("response.function_call_arguments.delta") == #"{"a":1}"#)
            let added = events.filter { $0["type"]?.string == "response.output_item.added" }
            #expect(added.compactMap { $0["output_index"]?.integer } == [0, 1, 2, 3])
            let end = try #require(events.last?["response"])
            #expect(events.last?["type"]?.string == "response.completed" && end["status"]?.string == "completed")
            let done = events.filter { $0["type"]?.string == "response.output_item.done" }.compactMap { $0["item"] }
            #expect(end["output"]?.array == done)
            #expect(done.compactMap { $0["type"]?.string } == ["reasoning", "message", "function_call", "message"])
            #expect(done[2]["call_id"]?.string == "call_a" && done[2]["id"]?.string?.hasPrefix("fc_") == true)
            #expect(done[0]["encrypted_content"]?.string.flatMap { EncryptedReasoning.open($0) } == "I think.")
            #expect(added[0]["item"]?["encrypted_content"]?.string.flatMap { EncryptedReasoning.open($0) } == nil)
            #expect(end["usage"]?["input_tokens"]?.integer == 310)
            #expect(end["usage"]?["output_tokens_details"]?["reasoning_tokens"]?.integer == 7)
            #expect(upstream.requests[0].endpoint == .responses)
        }
    }

    @Test("A whole answer has the same items; a cut one says why")
    func whole() async throws {
        var cut = Answer.text("half")
        cut.stopReason = "max_tokens"
        var filtered = cut
        filtered.stopReason = "refusal"
        let answers = [Self.answer, cut, filtered]
        try await SimulatedUpstream.running(.openAI) { upstream, client in
            for answer in answers { upstream.enqueue(.answer(answer), for: "gpt-5.6-luna") }
            let whole = try await client.exchange(Self.request(Self.body()))
            let incomplete = try await client.exchange(Self.request(Self.body()))
            let stream = try await client.exchange(Self.request(Self.body(#""stream":true"#)))

            #expect(whole.json?["output"]?[1]?["content"]?[0]?["text"]?.string == "I say gr\u{fc}\u{df}e.")
            #expect(whole.json?["output"]?[0]?["summary"]?.array?.isEmpty == true)
            #expect(incomplete.json?["status"]?.string == "incomplete")
            #expect(incomplete.json?["incomplete_details"]?["reason"]?.string == "max_output_tokens")
            #expect(stream.sent.last?.name == "response.incomplete")
            #expect(stream.chunks.last?["response"]?["incomplete_details"]?["reason"]?.string == "content_filter")
        }
    }

    @Test("Tokens are counted, of a body without anything about the answer")
    func counts() async throws {
        let path = "/v1/responses/input_tokens"
        try await SimulatedUpstream.running(.openAI) { upstream, client in
            upstream.enqueueCountTokens(.tokenCount(99), for: "gpt-5.6-luna")
            let count = try await client.exchange(Self.request(Self.body(), path: path))
            let strict = try await client.exchange(Self.request(Self.body(#""store":false"#), path: path))
            #expect(count.json?["input_tokens"]?.integer == 99)
            #expect(count.json?["object"]?.string == "response.input_tokens")
            #expect(strict.json?["error"]?["code"]?.string == "unknown_parameter")
        }
    }

    @Test("An agent's tool loop is played from the outputs, with the reasoning sent back")
    func toolLoop() async throws {
        try await SimulatedUpstream.running(.openAI, behaviour: ToolLoopScript().behaviour) { _, client in
            var input = [Self.hi]
            var last: [ParsedJSON] = []
            for round in 0..<3 {
                let body = Self.body(input: input.joined(separator: ","), #""store":false,"tools":[\#(Self.bash)]"#)
                let answer = try await client.exchange(Self.request(body))
                last = try #require(answer.json?["output"]?.array, "\(String(decoding: answer.body, as: UTF8.self))")
                let calls = last.filter { $0["type"]?.string == "function_call" }
                for item in last {
                    switch item["type"]?.string {
                    case "reasoning":
                        let content = item["encrypted_content"]?.string ?? ""
                        input.append(
                            #"{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"\#(content)"}"#
                        )
                    case "message": input.append(#"{"role":"assistant","content":"round"}"#)
                    default: break
                    }
                }
                for number in calls.indices {
                    let id = ToolLoopScript.callID(round: round, call: number)
                    input.append(#"{"type":"function_call","call_id":"\#(id)","name":"Bash","arguments":"{}"}"#)
                    input.append(
                        #"{"type":"function_call_output","call_id":"\#(id)","output":"result \#(round).\#(number)"}"#
                    )
                }
            }
            let text = try #require(last.last?["content"]?[0]?["text"]?.string)
            #expect(text.contains("toolu_bdrk_sim_1_0: result 1.0") && text.hasSuffix("Done."))
        }
    }

    @Test(
        "What OpenAI takes is taken",
        arguments: [
            body(), body(#""tools":[\#(bash)],"tool_choice":{"type":"function","name":"Bash"}"#),
            body(input: "\(hi),\(call),\(output)", #""store":false,"include":["reasoning.encrypted_content"]"#),
            body(
                input: hi + "," + call
                    + #",{"type":"function_call_output","call_id":"c1","output":[{"type":"input_image","image_url":"data:image/png;base64,aa"}]}"#
            ),
            body(#""reasoning":{"effort":"xhigh","summary":"auto"},"max_output_tokens":16"#),
            body(#""tools":[]"#, model: "gpt-5-codex"),
        ]
    )
    func accepted(_ body: String) throws { #expect(try complaint(body) == nil) }

    @Test(
        "What OpenAI refuses is refused in its words",
        arguments: [
            (body(#""stop":["a"]"#), "Unknown parameter: 'stop'."),
            (body(#""max_tokens":5"#), "Unknown parameter: 'max_tokens'."),
            (#"{"model":"gpt-5.6"}"#, "Missing required parameter: 'input'."),
            (body(#""max_output_tokens":15"#), "Invalid 'max_output_tokens': integer below minimum value."),
            (body(#""store":"no""#), "Invalid type for 'store': expected a boolean, but got a string instead."),
            (body(#""previous_response_id":"r""#), "Previous response with id 'r' not found."),
            (body(#""reasoning":{"effort":"max"}"#), "Unsupported value: 'reasoning.effort' does not support 'max'"),
            (body(#""reasoning":{"effort":"low"}"#, model: "gpt-4o"), "Unsupported parameter: 'reasoning.effort'"),
            (body(#""temperature":0.5"#), "Unsupported parameter: 'temperature'"),
            (body(#""stream":true,"stream_options":{"include_usage":true}"#), "Unknown parameter: 'stream_options.inc"),
            (body(input: "\(hi),\(call)"), "No tool output found for function call c1."),
            (body(input: "\(hi),\(output)"), "No tool call found for function call output with call_id c1."),
            (
                body(input: hi + #",{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"x"}"#),
                "The encrypted content for item rs_1 could not be verified."
            ),
            (
                body(input: hi + #",{"type":"reasoning","id":"rs_1","summary":[]}"#, #""store":false"#),
                "Item with id 'rs_1' not found. Items are not persisted when `store` is set to false."
            ),
            (
                body(input: #"{"type":"reasoning","id":"rs_1","summary":[]},\#(hi)"#),
                "Item 'rs_1' of type 'reasoning' was provided without its required following item."
            ),
            (body(input: #"{"role":"user","content":[{"type":"text","text":"a"}]}"#), "Invalid value: 'text'."),
            (
                body(input: #"{"role":"assistant","content":[{"type":"input_text","text":"a"}]}"#),
                "Invalid value: 'input_t"
            ),
            (
                body(input: #"{"type":"function_call","id":"toolu_1","call_id":"c1","name":"Bash","arguments":"{}"}"#),
                "Invalid 'input[0].id': 'toolu_1'. Expected an ID that begins with 'fc'."
            ),
            (
                body(input: #"{"type":"function_call","call_id":"c1","name":"Bash","arguments":{}}"#),
                "Invalid type for 'input[0].arguments': expected a string, but got an object instead."
            ),
            (
                body(#""tools":[{"type":"function","function":{"name":"Bash"}}]"#),
                "Missing required parameter: 'tools[0].name'."
            ),
            (
                body(#""tools":[{"type":"function","name":"a","parameters":{"type":"object","properties":{}}}]"#),
                "Invalid schema for function 'a': In context=(), 'additionalProperties' is required"
            ),
            (body(#""tool_choice":{"type":"function","name":"x"}"#), "Tool choice 'function' not found in 'tools'"),
        ]
    )
    func refused(_ body: String, _ expected: String) throws {
        let message = try #require(try complaint(body)).message
        #expect(message.hasPrefix(expected), "\(message)")
    }

    @Test("A failure is an error event at the start and a failed response later")
    func failures() async throws {
        try await SimulatedUpstream.running(.openAI) { upstream, client in
            upstream.enqueue(
                .fault(.failure(.rateLimited(retryAfter: 1), at: .beforeFirstEvent)),
                .fault(.failure(.serverError, at: .afterFirstDelta)),
                .fault(.failure(.contextLength(limit: 1, requested: 2))),
                .fault(.breaks(.end, at: .beforeMessageDelta)),
                for: "gpt-5.6-luna"
            )
            let streamed = Self.request(Self.body(#""stream":true"#))
            let early = try await client.exchange(streamed)
            let late = try await client.exchange(streamed)
            let long = try await client.exchange(streamed)
            let cut = try await client.exchange(streamed)

            #expect(early.sent.map(\.name) == ["error"])
            #expect(early.chunks[0]["code"]?.string == "rate_limit_exceeded")
            #expect(late.sent.last?.name == "response.failed")
            #expect(late.chunks.last?["response"]?["error"]?["code"]?.string == "server_error")
            #expect(long.status == 400 && long.json?["error"]?["code"]?.string == "context_length_exceeded")
            #expect(cut.isComplete && cut.sent.last?.name == "response.output_item.done")
        }
    }

    private func complaint(_ text: String) throws -> Complaint? {
        let body = try #require(ParsedJSON(text), "\(text)")
        let facts = ModelFacts.of(body["model"]?.string ?? "", .openAI)
        return ResponsesValidator(rules: .standard, facts: facts).complaint(about: body)
    }
}
