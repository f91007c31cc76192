import EndToEndSupport
import Foundation
import NIOHTTP1
import Server
import SimulatedUpstream
import TestSupport
import Testing

@Suite("Vendors, end to end")
struct VendorTests {
    @Test(
        "Each vendor answers, streamed and whole, under the name that was asked for",
        arguments: VendorTarget.all,
        [true, false]
    )
    func answers(_ target: VendorTarget, stream: Bool) async throws {
        try await MixedProxy.running([target]) { (proxy: MixedProxy) async throws in
            let usage = AnswerUsage(input: 11, output: 22, cacheRead: 333)
            proxy[target].enqueue(
                .answer(Answer(blocks: [.text("Gr\u{fc}\u{df}e \u{1f30d}\n\"x\"")], usage: usage, deltaLength: 3)),
                for: target.model
            )
            let answer = try await proxy.client.post(MessagesClient.body(stream: stream))

            #expect(answer.status == 200, "\(answer.body)")
            let message = try stream ? ReadMessage(events: answer.body) : ReadMessage(whole: answer.body)
            #expect(message.text == "Gr\u{fc}\u{df}e \u{1f30d}\n\"x\"")
            #expect(message.stopReason == "end_turn")
            #expect(message.model == "claude-sonnet-4-6")
            // It refuses the field that asks for the counts of a stream; they are estimates then.
            guard target.vendor != .compatible || !stream else { return }
            #expect(answer.headers.first(name: "x-claude-proxy-attempts") == "1")
            #expect(message.usage["input_tokens"] == 11)
            #expect(message.usage["output_tokens"] == 22)
            #expect(message.usage["cache_read_input_tokens"] == 333)
        }
    }

    @Test(
        "An agent's tool loop works over each vendor, with thinking and parallel calls",
        arguments: VendorTarget.all,
        [true, false]
    )
    func toolLoop(_ target: VendorTarget, stream: Bool) async throws {
        try await MixedProxy.running([target]) { (proxy: MixedProxy) async throws in
            proxy[target].setDefaultBehaviour(ToolLoopScript().behaviour)
            let outcome = try await AgentLoop(client: proxy.client, isStreaming: stream).run("Look around.")

            #expect(outcome.stopReasons == ["tool_use", "tool_use", "end_turn"])
            for id in [(0, 0), (0, 1), (1, 0)].map({ ToolLoopScript.callID(round: $0.0, call: $0.1) }) {
                #expect(outcome.text.contains("\(id): result of \(id)"))
            }
            #expect(outcome.text.hasSuffix("Done."))
        }
    }

    @Test("What one vendor cannot answer the next one does", arguments: VendorTarget.all, VendorFailure.all)
    func failover(_ target: VendorTarget, failure: VendorFailure) async throws {
        // A wrong request is wrong everywhere, and Bedrock's own failures have tests of their own.
        guard target.vendor != .bedrock, !failure.isTheClients else { return }
        try await MixedProxy.running([target, .bedrock]) { (proxy: MixedProxy) async throws in
            for stream in [true, false] {
                proxy[target].setDefaultBehaviour(.fault(.failure(failure)))
                let answer = try await proxy.client.post(MessagesClient.body(stream: stream))

                #expect(answer.status == 200, "\(answer.body)")
                #expect(answer.headers.first(name: "x-claude-proxy-target")?.hasPrefix("bedrock/") == true)
                _ = try await proxy.client.post("{}", path: "/debug/cooldowns/reset")
            }
        }
    }

    @Test("What a server refuses is left out, and from then on not sent any more")
    func learning() async throws {
        try await MixedProxy.running([.compatible]) { (proxy: MixedProxy) async throws in
            let first = try await proxy.client.post(MessagesClient.body(stream: true))
            let second = try await proxy.client.post(MessagesClient.body(stream: true))

            #expect(first.headers.first(name: "x-claude-proxy-attempts") == "2")
            #expect(second.headers.first(name: "x-claude-proxy-attempts") == "1")
        }
    }

    @Test("A failure in the stream before any content is as silent", arguments: VendorTarget.all)
    func earlyStreamFailure(_ target: VendorTarget) async throws {
        guard target.vendor != .bedrock else { return }
        try await MixedProxy.running([target, .bedrock]) { (proxy: MixedProxy) async throws in
            for failure: VendorFailure in [.overloaded, .serverError, .queueFull] {
                proxy[target].enqueue(.fault(.failure(failure, at: .beforeFirstEvent)), for: target.model)
                let answer = try await proxy.client.post(MessagesClient.body(stream: true))

                #expect(answer.status == 200, "\(answer.body)")
                #expect(answer.headers.first(name: "x-claude-proxy-target")?.hasPrefix("bedrock/") == true)
                _ = try ReadMessage(events: answer.body)
            }
        }
    }

    @Test("A failure after content ends in one error event", arguments: VendorTarget.all)
    func lateStreamFailure(_ target: VendorTarget) async throws {
        guard target.vendor != .bedrock else { return }
        try await MixedProxy.running([target]) { (proxy: MixedProxy) async throws in
            // What comes at once with the content comes before the commit: the target would be tried once more.
            let text = Answer(blocks: [.text("This will break.")], deltaLength: 4)
                .paced(AnswerPacing(betweenEvents: .milliseconds(50)))
            proxy[target].enqueue(
                .fault(.breaks(.failure(.serverError), at: .afterFirstDelta, of: text)),
                for: target.model
            )
            let answer = try await proxy.client.post(MessagesClient.body(stream: true))

            #expect(answer.status == 200)
            let events = answer.body.components(separatedBy: "event: ").dropFirst().map { $0.prefix { $0 != "\n" } }
            #expect(events.last == "error", "\(answer.body.suffix(400))")
            #expect(events.filter { $0 == "error" }.count == 1)
            #expect(events.first == "message_start")
        }
    }

    @Test("A prompt that is too long is told in the words that make Claude Code compact", arguments: VendorTarget.all)
    func tooLong(_ target: VendorTarget) async throws {
        guard target.vendor != .bedrock else { return }
        try await MixedProxy.running([target]) { (proxy: MixedProxy) async throws in
            proxy[target].setDefaultBehaviour(.fault(.failure(.contextLength(limit: 131_072, requested: 200_000))))
            let answer = try await proxy.client.post(MessagesClient.body(stream: false))

            #expect(answer.status == 400)
            #expect(answer.body.contains(#""type":"invalid_request_error""#))
            #expect(answer.body.contains(#""message":"prompt is too long"#))
        }
    }

    @Test(
        "Spent money is told as such, not as a limit that comes back",
        arguments: [VendorTarget.openAI, .openRouter, .groq]
    )
    func noMoney(_ target: VendorTarget) async throws {
        try await MixedProxy.running([target]) { (proxy: MixedProxy) async throws in
            proxy[target].setDefaultBehaviour(.fault(.failure(.insufficientQuota)))
            let answer = try await proxy.client.post(MessagesClient.body(stream: false))

            #expect(answer.status == 402, "\(answer.body)")
            #expect(answer.body.contains("billing_error"))
            #expect(answer.headers.first(name: "x-should-retry") == "false")
        }
    }

    @Test("A call that the model garbled is asked for once more", arguments: [true, false])
    func garbledCall(stream: Bool) async throws {
        try await MixedProxy.running([.groq]) { (proxy: MixedProxy) async throws in
            proxy[.groq].enqueue(.fault(.failure(.toolUseFailed)), for: VendorTarget.groq.model)
            let answer = try await proxy.client.post(MessagesClient.body(stream: stream))

            #expect(answer.status == 200, "\(answer.body)")
            #expect(answer.headers.first(name: "x-claude-proxy-attempts") == "2")
        }
    }

    @Test(
        "A conversation that moves from Claude to another vendor and back keeps its calls and its thinking",
        arguments: VendorTarget.all
    )
    func movingConversation(_ other: VendorTarget) async throws {
        guard other.vendor != .bedrock else { return }
        try await MixedProxy.running([.bedrock, other], change: { $0.rules.insert(.thinkingSignatures) }) {
            (proxy: MixedProxy) async throws in
            proxy[.bedrock].setDefaultBehaviour(ToolLoopScript().behaviour)
            // Thoughts and a call of its own, so that there is something foreign to come back with.
            proxy[other].setDefaultBehaviour(
                .script { request in
                    guard request.lastToolResults.isEmpty else { return .text("Done.") }
                    return Answer(blocks: [
                        .thinking("Now I am elsewhere."), .text("Here."),
                        .toolUse(id: "call_elsewhere", name: "Bash", inputJSON: #"{"command":"ls"}"#),
                    ])
                }
            )
            let agent = AgentLoop(client: proxy.client, isStreaming: true)

            let first = try await agent.run("Look around.")
            proxy[.bedrock].setDefaultBehaviour(.fault(.response(.throttled)))
            let second = try await agent.run("Again, elsewhere.", after: first.messages)
            proxy[.bedrock].setDefaultBehaviour(.echo)
            _ = try await proxy.client.post("{}", path: "/debug/cooldowns/reset")
            let third = try await agent.run("And back.", after: second.messages)

            #expect(first.text.hasSuffix("Done."))
            #expect(second.text == "Done.")
            // OpenAI keeps what its models think to itself.
            let shows = other.model != VendorTarget.openAI.model
            #expect(second.messages.joined().contains("Now I am elsewhere.") == shows)
            #expect(third.stopReasons == ["end_turn"])
            let served = try await HistoryFile(proxy.databasePath).settled(count: 6)
            #expect(served.first == "bedrock")
            let problems = try HistoryFile(proxy.databasePath).query(
                "SELECT target || ': ' || error_text FROM attempt WHERE error_text IS NOT NULL ORDER BY started_at_ms"
            )
            #expect(served.last == "bedrock", "\(problems)")
            #expect(served.contains(other.provider))
        }
    }

    @Test("Thoughts that the client wants omitted are not shown, and still go back to the model that had them")
    func omittedThinking() async throws {
        try await MixedProxy.running([.groq]) { (proxy: MixedProxy) async throws in
            let question = #"{"role":"user","content":"Hello"}"#
            func body(_ messages: [String]) -> String {
                #"{"model":"claude-sonnet-4-6","max_tokens":2000,"stream":true,"#
                    + #""thinking":{"type":"adaptive","display":"omitted"},"messages":[\#(messages.joined(separator: ","))]}"#
            }
            let thought = Answer(blocks: [.thinking("Just between us."), .text("Hi.")])
            proxy[.groq].enqueue(.answer(thought), for: VendorTarget.groq.model)

            let answer = try await proxy.client.post(body([question]))
            let signature = try #require(answer.body.firstMatch(of: /"signature":"(proxy1:[^"]+)"/)?.1)
            let turn =
                #"{"role":"assistant","content":[{"type":"thinking","thinking":"","signature":"\#(signature)"},"#
                + #"{"type":"text","text":"Hi."}]}"#
            let second = try await proxy.client.post(body([question, turn, question]))

            #expect(answer.body.contains(#""type":"thinking""#))
            #expect(!answer.body.contains("between us"))
            #expect(second.status == 200, "\(second.body)")
            #expect(!second.body.contains("between us"))
            let sent = proxy[.groq].requests.last.map { String(decoding: $0.body, as: UTF8.self) } ?? ""
            #expect(sent.contains("Just between us."), "\(sent)")
        }
    }

    @Test("An estimate of count_tokens learns from what the vendor counted")
    func learnedCount() async throws {
        try await MixedProxy.running([.groq]) { (proxy: MixedProxy) async throws in
            let text = String(repeating: "Some words that are counted. ", count: 200)
            func estimate() async throws -> Int {
                let answer = try await proxy.client.post(
                    MessagesClient.body(text: text),
                    path: "/v1/messages/count_tokens"
                )
                #expect(answer.headers.first(name: "x-claude-proxy-token-count") == "estimate")
                return try #require(answer.body.firstMatch(of: /"input_tokens":(\d+)/).flatMap { Int($0.1) })
            }
            let before = try await estimate()
            let usage = AnswerUsage(input: 2 * before, output: 1, cacheRead: 0)
            proxy[.groq].enqueue(.answer(Answer(blocks: [.text("Hi.")], usage: usage)), for: VendorTarget.groq.model)
            _ = try await proxy.client.post(MessagesClient.body(stream: false, text: text))

            #expect(try await estimate() == 2 * before)
        }
    }

    @Test("Every vendor's answer has its tokens and its cost in the history", arguments: VendorTarget.all)
    func cost(_ target: VendorTarget) async throws {
        try await MixedProxy.running([target]) { (proxy: MixedProxy) async throws in
            _ = try await proxy.client.post(MessagesClient.body(stream: true))
            _ = try await HistoryFile(proxy.databasePath).settled(count: 1)

            let row = try HistoryFile(proxy.databasePath).query(
                """
                SELECT COALESCE(cost_usd > 0, '-') || COALESCE(input_tokens > 0, '-') || COALESCE(output_tokens > 0, '-')
                FROM exchange
                """
            )
            // This server tells no counts in a stream, and nobody knows what it costs.
            #expect(row == [target.vendor == .compatible ? "---" : "111"])
        }
    }

    @Test("A client's own credential goes to the vendor that is told to take it, and nobody else sees it")
    func passthrough() async throws {
        try await MixedProxy.running([.anthropic, .bedrock]) { (proxy: MixedProxy) async throws in
            let url = proxy[.anthropic].baseURL
            let yaml = """
                providers:
                  anthropic:
                    base_url: \(url)
                    api_key: passthrough
                routing:
                  models:
                    - model: default
                      provider_sequence:
                        - name: anthropic

                """
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let configuration = try ProxyUnderTest.configuration(yaml, database: folder.path + "/h.db")
            try await ProxyUnderTest.serve(configuration) { addresses in
                let client = MessagesClient(baseURL: "http://127.0.0.1:\(addresses.port)")
                let mine: HTTPHeaders = ["x-api-key": AcceptedCredentials.exampleAPIKey]
                let good = try await client.post(MessagesClient.body(stream: false), headers: mine)
                let wrong = try await client.post(MessagesClient.body(stream: false), headers: ["x-api-key": "wrong"])
                let none = try await client.post(MessagesClient.body(stream: false))

                #expect(good.status == 200, "\(good.body)")
                #expect(wrong.status == 401)
                #expect(none.status == 401)
                #expect(wrong.body.contains("authentication_error"))
            }
            // The other proxy has a key of its own.
            let answer = try await proxy.client.post(MessagesClient.body(), headers: ["x-api-key": "the-clients-own"])
            #expect(answer.status == 200)
            let seen = proxy[.anthropic].requests.last?.headers.map { "\($0)" }.joined() ?? ""
            #expect(!seen.contains("the-clients-own"))
        }
    }
}

extension VendorFailure {
    /// Whether the fault is the request's own, so that no other vendor is asked, or nothing is at fault with the vendor.
    fileprivate var isTheClients: Bool {
        switch self {
        case .invalidRequest, .moderated: true
        default: false
        }
    }
}
