import Testing

@testable import SimulatedUpstream

@Suite("Answers on a socket")
struct AnsweringTests {
    @Test("A stream is frames in chunks with Bedrock's headers and no pings, and the connection is kept")
    func streams() async throws {
        try await SimulatedUpstream.runningUnsigned { upstream, client in
            upstream.enqueue(.answer(.stock), .answer(.text("again")), for: TestRequest.model)
            let first = try await client.exchange(TestRequest())
            let second = try await client.exchange(TestRequest())

            #expect(first.status == 200)
            #expect(first.headers["content-type"] == "application/vnd.amazon.eventstream")
            #expect(first.headers["x-amzn-bedrock-content-type"] == "application/json")
            let requestID = try #require(first.headers["x-amzn-requestid"])
            #expect(requestID.count == 36 && requestID != second.headers["x-amzn-requestid"])
            #expect(try first.kinds.contains("ping") == false)
            #expect(try first.kinds.last == "message_stop")
            #expect(try first.joined("text").hasPrefix("This answer will break"))
            #expect(try second.joined("text") == "again")
            #expect(
                try first.frames.allSatisfy { $0.text(":event-type") == "chunk" && $0.text(":message-type") == "event" }
            )
            #expect(try first.frames.contains { ParsedJSON($0.payload)?["p"]?.string?.hasPrefix("abc") == true })
            #expect(upstream.requests.map(\.connection) == [0, 0])
            #expect(upstream.requests.map(\.reusedConnection) == [false, true])
            #expect(upstream.requests[0].requestID == requestID)
        }
    }

    @Test("An unstreamed answer is a message with counts in headers")
    func whole() async throws {
        try await SimulatedUpstream.runningUnsigned { upstream, client in
            upstream.setDefaultBehaviour(.answer(.stock))
            let answer = try await client.exchange(.to(.invoke))

            #expect(answer.headers["content-type"] == "application/json")
            #expect(answer.headers["x-amzn-bedrock-output-token-count"] == "34")
            #expect(answer.json?["content"]?.array?.count == 3)
            #expect(answer.json?["id"]?.string?.hasPrefix("msg_bdrk_") == true)
        }
    }

    @Test("Without a script the answer speaks of the prompt")
    func echo() async throws {
        try await SimulatedUpstream.runningUnsigned { _, client in
            let answer = try await client.exchange(TestRequest())
            #expect(try answer.joined("text").contains("\u{201C}Hi\u{201D}"))
        }
    }

    @Test("Tokens are counted for foundation models, from a body in base64 that is as strictly read")
    func countTokens() async throws {
        func count(_ inner: String) -> String {
            #"{"input":{"invokeModel":{"body":"\#(Base64.encode(Array(inner.utf8)))"}}}"#
        }
        let good = count(
            #"{"anthropic_version":"bedrock-2023-05-31","max_tokens":1,"messages":[{"role":"user","content":"a"}]}"#
        )
        try await SimulatedUpstream.runningUnsigned { upstream, client in
            let base = "anthropic.claude-opus-5"
            upstream.enqueueCountTokens(.tokenCount(4_711), for: base)
            let scripted = try await client.exchange(.to(.countTokens, model: base, body: good))
            let estimated = try await client.exchange(.to(.countTokens, model: base, body: good))
            let prefixed = try await client.exchange(.to(.countTokens, model: "us.\(base)", body: good))
            let incomplete = try await client.exchange(.to(.countTokens, model: base, body: count("{}")))
            let bare = try await client.exchange(.to(.countTokens, model: base, body: "{}"))

            #expect(scripted.json == .object(["inputTokens": .number(4_711)]))
            #expect(try #require(estimated.json?["inputTokens"]?.integer) > 0)
            #expect(prefixed.json?["message"]?.string == "The provided model identifier is invalid.")
            #expect(incomplete.json?["message"]?.string == "anthropic_version: Field required")
            #expect(bare.json?["message"]?.string?.contains("Malformed input request") == true)
        }
    }

    @Test("Scripts and decisions see the request; what is decided for ever is an error")
    func scripts() async throws {
        try await SimulatedUpstream.runningUnsigned { upstream, client in
            upstream.setBehaviour(
                .script { .text("You are \($0.modelID), \($0.lastUserText ?? "")") },
                for: TestRequest.model
            )
            let scripted = try await client.exchange(TestRequest())
            upstream.setBehaviour(.decide { _ in .fault(.response(.throttled)) }, for: TestRequest.model)
            let decided = try await client.exchange(TestRequest())
            upstream.setBehaviour(endless(), for: TestRequest.model)
            let undecided = try await client.exchange(TestRequest())

            #expect(try scripted.joined("text") == "You are \(TestRequest.model), Hi")
            #expect(decided.status == 429)
            #expect(undecided.status == 500)
        }
    }

    @Test("Requests are refused at the door: no signature, no such path, too large, not JSON, unknown model")
    func refusals() async throws {
        let settings = SimulatedUpstream.Settings(
            models: [TestRequest.model: ModelProfile(), "anthropic.x": ModelProfile(needsInferenceProfile: true)],
            refusesUnknownModels: true,
            bodyLimit: 1_000
        )
        try await SimulatedUpstream.running(settings) { upstream in
            let client = try await RawClient.connect(port: upstream.port)
            let unsigned = try await client.exchange(TestRequest())
            #expect(unsigned.status == 403)
            #expect(unsigned.headers["x-amzn-errortype"]?.hasPrefix("MissingAuthenticationTokenException:http") == true)
            try await client.close()
        }
        try await SimulatedUpstream.runningUnsigned(settings) { upstream, client in
            var lost = TestRequest()
            lost.uri = "/v1/messages"
            let unknownPath = try await client.exchange(lost)
            let noJSON = try await client.exchange(.to(.invoke, body: "{"))
            let unknownModel = try await client.exchange(.to(.invoke, model: "anthropic.y"))
            let onDemand = try await client.exchange(.to(.invoke, model: "anthropic.x"))
            let tooLarge = try await client.exchange(.to(.invoke, body: String(repeating: " ", count: 1_001)))

            #expect(unknownPath.status == 404)
            #expect(noJSON.status == 400)
            #expect(unknownModel.json?["message"]?.string == "The provided model identifier is invalid.")
            #expect(onDemand.json?["message"]?.string?.contains("on-demand throughput isn\u{2019}t supported") == true)
            #expect(tooLarge.status == 413)
            _ = try await client.receivedUntilClosed()
            #expect(upstream.counters.requests == 5)
            #expect(upstream.pendingBehaviours(for: TestRequest.model) == 0)
        }
    }

    @Test("A quota of two a minute lets two through, whatever a test does with its own time")
    func quota() async throws {
        let time = ManualTime()
        let settings = SimulatedUpstream.Settings(
            models: [TestRequest.model: ModelProfile(quota: RequestQuota(perMinute: 2))],
            clock: SimulatedClock(monotonic: { time.now })
        )
        try await SimulatedUpstream.runningUnsigned(settings) { _, client in
            var statuses: [Int] = []
            for _ in 0..<3 { statuses.append(try await client.exchange(TestRequest()).status) }
            time.advance(seconds: 30)
            let refused = try await client.exchange(TestRequest()).status
            let throttled = try await client.exchange(TestRequest())

            #expect(statuses == [200, 200, 429])
            #expect(refused == 200)
            #expect(throttled.json?["message"]?.string == "Too many requests, please wait before trying again.")
            #expect(throttled.headers["x-amzn-errortype"]?.hasPrefix("ThrottlingException") == true)
            #expect(throttled.headers["retry-after"] == nil)
        }
    }

    @Test("The share of failures is kept, and repeats for a seed")
    func failures() async throws {
        let models = [TestRequest.model: ModelProfile(failureShare: 0.2)]
        let settings = SimulatedUpstream.Settings.demo(.bedrock, models: models)
        func statuses() async throws -> [Int] {
            var statuses: [Int] = []
            var quick = settings
            quick.behaviour = .echo
            try await SimulatedUpstream.runningUnsigned(quick) { _, client in
                for _ in 0..<100 { statuses.append(try await client.exchange(TestRequest()).status) }
            }
            return statuses
        }
        let first = try await statuses()

        #expect(try await statuses() == first)
        let failed = first.filter { $0 >= 500 }.count
        #expect((10...30).contains(failed), "\(failed)")
    }

    @Test("An agent's tool loop is played from the results it sends")
    func toolLoop() async throws {
        let script = ToolLoopScript()
        try await SimulatedUpstream.runningUnsigned { upstream, client in
            upstream.setDefaultBehaviour(script.behaviour)
            var messages = [#"{"role":"user","content":"go"}"#]
            func turn() async throws -> WireAnswer {
                let list = messages.joined(separator: ",")
                let body = #"{"anthropic_version":"bedrock-2023-05-31","max_tokens":64,"messages":[\#(list)]}"#
                return try await client.exchange(.to(.invoke, body: body))
            }
            func reply(_ answer: WireAnswer, round: Int, calls: Int) {
                messages.append(#"{"role":"assistant","content":\#(contentText(of: answer))}"#)
                let results = (0..<calls).map { call in
                    let id = ToolLoopScript.callID(round: round, call: call)
                    return #"{"type":"tool_result","tool_use_id":"\#(id)","content":"result \#(round).\#(call)"}"#
                }
                messages.append(#"{"role":"user","content":[\#(results.joined(separator: ","))]}"#)
            }

            let first = try await turn()
            reply(first, round: 0, calls: 2)
            let second = try await turn()
            reply(second, round: 1, calls: 1)
            let last = try await turn()

            #expect(
                types(first) == [
                    "thinking", "text", "tool_use", "tool_use",
                ]
            )
            #expect(first.json?["stop_reason"]?.string == "tool_use")
            #expect(types(second) == ["text", "tool_use"])
            #expect(last.json?["stop_reason"]?.string == "end_turn")
            let text = try #require(last.json?["content"]?[0]?["text"]?.string)
            #expect(text.contains("toolu_bdrk_sim_0_1: result 0.1") && text.hasSuffix("Done."))
        }
    }

    private func types(_ answer: WireAnswer) -> [String] {
        (answer.json?["content"]?.array ?? []).compactMap { $0["type"]?.string }
    }

    /// The `content` member of an unstreamed answer as raw text.
    private func contentText(of answer: WireAnswer) -> String {
        let text = String(decoding: answer.body, as: UTF8.self)
        guard let start = text.firstRange(of: "\"content\":"), let end = text.firstRange(of: ",\"stop_reason\"") else {
            return "[]"
        }
        return String(text[start.upperBound..<end.lowerBound])
    }
}

/// Decides to decide again, for ever.
private func endless() -> Behaviour { .decide { _ in endless() } }
