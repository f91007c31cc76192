import Testing

@testable import SimulatedUpstream

@Suite("Failures of the vendors on a socket")
struct VendorFaultTests {
    private func answer(
        _ vendor: Vendor,
        _ fault: Fault,
        stream: Bool = true
    ) async throws -> (bytes: [UInt8], ending: RawClient.Ending?) {
        var result: (bytes: [UInt8], ending: RawClient.Ending?) = ([], nil)
        try await SimulatedUpstream.running(vendor) { upstream, client in
            upstream.enqueue(.fault(fault), for: "m")
            try await client.send(VendorRequest.chat(vendor, stream: stream).bytes)
            let bytes = try await client.received { (try? WireAnswer($0))?.isComplete ?? false }
            result = (bytes, client.ending)
            try await upstream.waitUntilIdle()
        }
        return result
    }

    private func wire(_ vendor: Vendor, _ fault: Fault, stream: Bool = true) async throws -> WireAnswer {
        try WireAnswer(try await answer(vendor, fault, stream: stream).bytes)
    }

    @Test("A failure has each vendor's status, words and shape")
    func statuses() async throws {
        let quota = try await wire(.openAI, .failure(.insufficientQuota))
        #expect(quota.status == 429 && quota.json?["error"]?["code"]?.string == "insufficient_quota")
        let minute = try await wire(.groq, .failure(.tokensLimited(limit: 6_000, requested: 9_000)))
        #expect(minute.status == 413 && minute.json?["error"]?["code"]?.string == "rate_limit_exceeded")
        #expect(minute.json?["error"]?["message"]?.string?.contains("Limit 6000, Requested 9000") == true)
        let tool = try await wire(.groq, .failure(.toolUseFailed))
        #expect(tool.status == 400 && tool.json?["error"]?["code"]?.string == "tool_use_failed")
        #expect(tool.json?["error"]?["failed_generation"]?.string?.isEmpty == false)
        let capacity = try await wire(.groq, .failure(.queueFull))
        #expect(capacity.status == 498)
        let queue = try await wire(.cerebras, .failure(.queueFull))
        #expect(queue.status == 429 && queue.json?["code"]?.string == "queue_exceeded")
        let credits = try await wire(.openRouter, .failure(.paymentRequired))
        #expect(credits.status == 402 && credits.json?["error"]?["code"]?.integer == 402)
        #expect(credits.json?["user_id"] != nil)
        let long = try await wire(.compatible, .failure(.contextLength(limit: 8_192, requested: 9_000)))
        #expect(long.status == 400 && long.json?["object"]?.string == "error" && long.json?["code"]?.integer == 400)
        #expect(long.json?["message"]?.string?.hasPrefix("This model's maximum context length is 8192 tokens.") == true)
    }

    @Test("A rate limit says when to come back, each in its own way")
    func waits() async throws {
        let limit = Fault.failure(.rateLimited(retryAfter: 5.289))
        let groq = try await wire(.groq, limit)
        #expect(groq.headers["retry-after"] == "5.289" && groq.headers["x-ratelimit-reset-tokens"] == "240ms")
        #expect(groq.json?["error"]?["message"]?.string?.contains("Please try again in 5.289s.") == true)
        #expect(try await wire(.openAI, limit).headers["retry-after"] == "6")
        let cerebras = try await wire(.cerebras, limit)
        #expect(cerebras.headers["retry-after"] == nil && cerebras.headers["x-ratelimit-reset-tokens-minute"] == "0.24")
    }

    @Test("Every failure of every vendor is a status with a message", arguments: Vendor.allCases)
    func all(_ vendor: Vendor) async throws {
        guard vendor != .bedrock, vendor != .anthropic else { return }
        for failure in VendorFailure.all {
            let answer = try await wire(vendor, .failure(failure))
            let message = (answer.json?["error"] ?? answer.json)?["message"]?.string
            #expect(answer.status >= 400 && message?.isEmpty == false, "\(failure)")
        }
    }

    @Test("Bedrock's errors and exceptions are played in the vendor's words")
    func translated() async throws {
        let throttled = try await wire(.openAI, .response(.throttled))
        #expect(throttled.status == 429 && throttled.json?["error"]?["code"]?.string == "rate_limit_exceeded")
        #expect(throttled.headers["x-amzn-errortype"] == nil)
        let long = try await wire(.cerebras, .response(.inputTooLong))
        #expect(long.status == 400 && long.json?["code"]?.string == "context_length_exceeded")
        let stream = try await wire(.groq, .exception(.throttling, at: .afterFirstDelta))
        #expect(stream.sent.last?.json?["error"]?["status_code"]?.integer == 429)
        #expect(try await wire(.openRouter, .response(.html200)).headers["content-type"] == "text/html")
    }

    @Test(
        "A failure in a stream under 200 comes as each vendor sends it",
        arguments: [StreamPoint.beforeFirstEvent, .afterFirstDelta]
    )
    func inStream(_ point: StreamPoint) async throws {
        let groq = try await wire(.groq, .failure(.toolUseFailed, at: point))
        #expect(groq.status == 200 && groq.isComplete && groq.sent.last?.name == "error")
        #expect(groq.sent.last?.json?["error"]?["status_code"]?.integer == 400)
        let cerebras = try await wire(.cerebras, .failure(.queueFull, at: point))
        #expect(cerebras.sent.last?.json?["status_code"]?.integer == 429)
        #expect(cerebras.sent.last?.json?["error"]?["code"]?.string == "queue_exceeded")
        let router = try await wire(.openRouter, .failure(.overloaded, at: point))
        #expect(router.sent.last?.json?["choices"]?[0]?["finish_reason"]?.string == "error")
        #expect(router.sent.last?.json?["error"]?["code"]?.integer == 503)
        let openAI = try await wire(.openAI, .failure(.serverError, at: point))
        #expect(openAI.sent.last?.json?["error"]?["type"]?.string == "server_error")
        #expect((openAI.sent.count == 1) == (point == .beforeFirstEvent))
    }

    @Test("OpenRouter fails under 200 in a whole body too")
    func inBody() async throws {
        let late = try await wire(.openRouter, .failure(.serverError, at: .beforeFirstEvent), stream: false)
        #expect(late.status == 200 && late.json?["error"]?["code"]?.integer == 502)
        let early = try await wire(.openRouter, .failure(.serverError, at: .beforeHead), stream: false)
        #expect(early.status == 502)
    }

    @Test("Streams of chunks break where they are told to")
    func breaks() async throws {
        let reset = try await answer(.openAI, .breaks(.resetMidFrame, at: .afterFirstDelta))
        #expect(try reset.ending == .reset && !WireAnswer(reset.bytes).isComplete)
        let ended = try await wire(.openAI, .breaks(.end, at: .beforeMessageStop))
        #expect(ended.isComplete && ended.sent.last?.data != "[DONE]" && ended.sent.last?.json?["usage"]?.object != nil)
        let closed = try await answer(.groq, .breaks(.close, at: .beforeMessageDelta))
        #expect(try closed.ending == .orderly && !WireAnswer(closed.bytes).isComplete)
        let malformed = try await wire(.openAI, .damage(.innerJSON))
        #expect(malformed.sent.contains { $0.json == nil && $0.data != "[DONE]" })
        let doubled = try await wire(.openAI, .breaks(.repeatMessageStart, at: .beforeFirstDelta))
        #expect(doubled.deltas.filter { $0["role"] != nil }.count == 2)
        let foreign = try await wire(
            .openAI,
            .breaks(.foreignFrame(eventType: "x", payload: "{}"), at: .beforeFirstEvent)
        )
        #expect(foreign.sent.first == SentEvent(name: "x", data: "{}"))
    }

    @Test("Fragments of parallel calls can be interleaved")
    func interleaved() async throws {
        let answer = Answer(
            blocks: [
                .toolUse(id: "a", name: "A", inputJSON: #"{"x":"12345678"}"#),
                .toolUse(id: "b", name: "B", inputJSON: #"{"y":"12345678"}"#),
            ],
            deltaLength: 4
        )
        let mixed = try await wire(.openAI, .breaks(.interleaveBlocks, at: .beforeFirstEvent, of: answer))
        #expect(mixed.callFragments.prefix(4).compactMap { $0["index"]?.integer } == [0, 1, 0, 1])
    }

    @Test("A silence lasts until the gate opens, a drip goes byte by byte, 20 MB come through")
    func pacing() async throws {
        let gate = ScriptGate()
        try await SimulatedUpstream.running(.openAI) { upstream, client in
            upstream.enqueue(.fault(.stall(at: .afterFirstDelta, .gate(gate))), for: "m")
            try await client.send(VendorRequest.chat(.openAI).bytes)
            try await upstream.waitForStalls(count: 1)
            gate.open()
            let bytes = try await client.received { (try? WireAnswer($0))?.isComplete ?? false }
            #expect(try WireAnswer(bytes).sent.last?.data == "[DONE]")
        }
        try await SimulatedUpstream.running(.groq) { upstream, client in
            upstream.enqueue(.answer(.text("drop by drop").paced(.drip(every: .zero))), for: "m")
            let drops = try await client.exchange(VendorRequest.chat(.groq))
            #expect(drops.text("content") == "drop by drop")
            upstream.enqueue(.answer(.filler(bytes: 20_000_000, deltaLength: 65_536)), for: "m")
            try await client.send(VendorRequest.chat(.groq).bytes)
            try await upstream.wait(within: .seconds(60)) { $0.finishedAnswers == 2 }
            #expect(upstream.answers.last.map { $0.bytesWritten > 20_000_000 && $0.outcome == .finished } == true)
        }
    }

    @Test("Quotas of requests and of tokens run out; Cerebras reserves what may come out")
    func quotas() async throws {
        let time = ManualTime()
        let clock = SimulatedClock(monotonic: { time.now })
        let requests = ["m": ModelProfile(quota: RequestQuota(perMinute: 1))]
        try await SimulatedUpstream.running(.openAI, models: requests, clock: clock) { _, client in
            let first = try await client.exchange(VendorRequest.chat(.openAI))
            let second = try await client.exchange(VendorRequest.chat(.openAI))
            #expect(first.headers["x-ratelimit-remaining-requests"] == "0")
            #expect(first.headers["x-ratelimit-reset-requests"] == "1m0s")
            #expect(second.status == 429 && second.headers["retry-after"] == "60")
        }
        let tokens = ["m": ModelProfile(tokenQuota: RequestQuota(perMinute: 10_000))]
        let large = #""max_completion_tokens":32000"#
        try await SimulatedUpstream.running(.cerebras, models: tokens, clock: clock) { _, client in
            let refused = try await client.exchange(VendorRequest.chat(.cerebras, large))
            let small = #""max_completion_tokens":8000"#
            let first = try await client.exchange(VendorRequest.chat(.cerebras, small))
            let second = try await client.exchange(VendorRequest.chat(.cerebras, small))
            time.advance(seconds: 60)
            let third = try await client.exchange(VendorRequest.chat(.cerebras, small))
            #expect([refused.status, first.status, second.status, third.status] == [429, 200, 429, 200])
            #expect(refused.json?["code"]?.string == "token_quota_exceeded")
        }
        try await SimulatedUpstream.running(.groq, models: tokens, clock: clock) { _, client in
            let answer = try await client.exchange(VendorRequest.chat(.groq, large))
            #expect(answer.status == 200)
        }
    }

    @Test("Models that only the Responses API serves are not chat models")
    func notChat() async throws {
        try await SimulatedUpstream.running(.openAI) { _, client in
            let answer = try await client.exchange(VendorRequest.chat(.openAI, model: "gpt-5-codex"))
            #expect(answer.status == 404)
            #expect(answer.json?["error"]?["message"]?.string?.contains("not a chat model") == true)
        }
    }
}
