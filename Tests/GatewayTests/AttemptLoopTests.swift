import Gateway
import Logging
import MessagesAPI
import NIOCore
import Providers
import TestSupport
import Testing

@Suite("Attempt loop")
struct AttemptLoopTests {
    private let throttled = UpstreamFailure(.rateLimited, "Too many requests", status: 429)
    private let broken = UpstreamFailure(.unavailable, "internal", status: 500)

    /// A gateway over targets a, b, c of one scripted upstream.
    private func gateway(_ upstream: ScriptedUpstream, clock: ManualClock = ManualClock()) -> Gateway {
        let variants = ["a", "b", "c"].map { Route.Variant(provider: "p", model: $0) }
        return Gateway(
            routes: RoutingTable(routes: [Route(model: "default", variants: variants)]),
            upstreams: ["p": .init(provider: upstream, transport: upstream)],
            cooldowns: CooldownTable { Timestamp(milliseconds: 0) },
            settings: GatewaySettings(rateLimitWindow: .seconds(60), retryDelay: .seconds(1)),
            clock: clock,
            now: { Timestamp(milliseconds: 0) }
        )
    }

    private func request() throws -> (MessagesRequest, ExchangeRecord) {
        let body = ByteBuffer(string: #"{"model":"m","messages":[],"stream":true}"#)
        let exchange = Exchange(
            requestID: "req_1",
            startedAt: Timestamp(milliseconds: 0),
            requestedModel: "m",
            isStreaming: true,
            requestBytes: body.readableBytes
        )
        return (try MessagesRequest(body: body), ExchangeRecord(exchange))
    }

    /// Opens the answer and reads it to its end.
    private func run(_ gateway: Gateway) async throws -> (text: String, record: ExchangeRecord) {
        let (message, record) = try request()
        let logger = Logger(label: "test")
        var response = try #require(try await gateway.open(message, record: record, logger: logger).take())
        var text = String(buffer: response.first)
        while let more = try await gateway.next(of: &response, record: record) { text += String(buffer: more) }
        return (text, record)
    }

    @Test("The first target that answers is taken; those before it cost nothing but an attempt")
    func failover() async throws {
        let upstream = ScriptedUpstream([
            "a": [.refuse(throttled)],
            "b": [.answer(["hold"], failing: UpstreamFailure(.network, "reset"))],
            "c": [.answer(["x", "end"])],
        ])

        let (text, record) = try await run(gateway(upstream))

        #expect(text == "xend")
        #expect(upstream.asked == ["a", "b", "c"])
        let attempts = record.snapshot.attempts
        #expect(attempts.map(\.errorClass) == ["rate_limited", "network", nil])
        #expect(attempts[0].cooldownUntil == Timestamp(milliseconds: 60_000))
        #expect(attempts[2].usage.outputTokens == 2)
    }

    @Test("A throttled target is skipped until its cool-down ends")
    func skipped() async throws {
        let upstream = ScriptedUpstream([
            "a": [.refuse(throttled), .answer(["end"])],
            "b": [.answer(["end"]), .answer(["end"])],
        ])
        let gateway = gateway(upstream)

        _ = try await run(gateway)
        _ = try await run(gateway)
        #expect(upstream.asked == ["a", "b", "b"])
        gateway.cooldowns.reset()
        _ = try await run(gateway)

        #expect(upstream.asked.last == "a")
    }

    @Test("An answer without an end, or without anything, falls over")
    func emptyAnswer() async throws {
        let upstream = ScriptedUpstream(["a": [.answer([])], "b": [.answer(["hold"])], "c": [.answer(["end"])]])

        let (text, record) = try await run(gateway(upstream))

        #expect(text == "end")
        #expect(record.snapshot.attempts.map(\.errorClass) == ["incomplete", "incomplete", nil])
    }

    @Test("The client's own mistake is relayed word for word and tried nowhere else")
    func giveUp() async throws {
        let text = "messages.1.role: Input should be 'user' or 'assistant'"
        let upstream = ScriptedUpstream(["a": [.refuse(UpstreamFailure(.invalidRequest, text, status: 400))]])

        let error = await #expect(throws: APIError.self) { try await run(gateway(upstream)) }

        #expect(error == APIError(.invalidRequest, text))
        #expect(upstream.asked == ["a"])
    }

    @Test("What a target refuses is left out, once, on the same target")
    func adjustment() async throws {
        let refusal = UpstreamFailure(
            .unsupportedFeature,
            "thinking.x: Extra inputs are not permitted",
            status: 400,
            adjustment: .withoutField("x")
        )
        let upstream = ScriptedUpstream(["a": [.refuse(refusal), .answer(["end"])]])

        let (_, record) = try await run(gateway(upstream))

        #expect(upstream.asked == ["a", "a"])
        #expect(upstream.adjustments == [[], [.withoutField("x")]])
        #expect(record.snapshot.attempts[1].adjustment == "without x")

        let twice: [ScriptedUpstream.Step] = [.refuse(refusal), .refuse(refusal)]
        let stubborn = ScriptedUpstream(["a": twice, "b": twice, "c": twice])
        let error = await #expect(throws: APIError.self) { try await run(gateway(stubborn)) }
        #expect(error == APIError(.invalidRequest, refusal.message))
        #expect(stubborn.asked == ["a", "a", "b", "b", "c", "c"])
    }

    @Test("What a change mended is not what the client is told: the failure after it is")
    func failureAfterAdjustment() async throws {
        let refusal = UpstreamFailure(
            .unsupportedFeature,
            "thinking.x: Extra inputs are not permitted",
            status: 400,
            adjustment: .withoutField("x")
        )
        let late = UpstreamFailure(.timedOut, "Request timed out.", status: 408)
        let steps: [ScriptedUpstream.Step] = [.refuse(refusal), .refuse(late)]
        let upstream = ScriptedUpstream(["a": steps, "b": steps, "c": steps])

        let error = await #expect(throws: APIError.self) { try await run(gateway(upstream)) }

        #expect(upstream.asked == ["a", "a", "b", "b", "c", "c"])
        #expect(error?.kind == .timeout)
        #expect(error?.message.contains(refusal.message) == false)
    }

    @Test("A change that makes no difference is not tried: the refusal stands")
    func adjustmentWithoutEffect() async throws {
        let refusal = UpstreamFailure(
            .unsupportedFeature,
            "invalid beta flag",
            status: 400,
            adjustment: .withoutBetas
        )
        let steps: [ScriptedUpstream.Step] = [.refuse(refusal), .answer(["end"])]
        let upstream = ScriptedUpstream(["a": steps, "b": steps, "c": steps], ignoring: [.withoutBetas])
        let (message, record) = try request()

        let error = await #expect(throws: APIError.self) {
            _ = try await gateway(upstream).open(message, record: record, logger: Logger(label: "test"))
        }

        #expect(error == APIError(.invalidRequest, refusal.message))
        #expect(upstream.asked == ["a", "b", "c"])
        #expect(record.snapshot.attempts.map(\.errorText) == Array(repeating: refusal.message, count: 3))
    }

    @Test("A credential that is refused and is the only one cools its target down at once")
    func sameCredentials() async throws {
        let refusal = UpstreamFailure(.credentialExpired, "expired", status: 403, adjustment: .freshCredentials)
        let upstream = ScriptedUpstream(
            ["a": [.refuse(refusal)], "b": [.answer(["end"])]],
            ignoring: [.freshCredentials]
        )
        let gateway = gateway(upstream)

        let (_, record) = try await run(gateway)

        #expect(upstream.asked == ["a", "b"])
        #expect(record.snapshot.attempts[0].cooldownUntil != nil)
    }

    @Test(
        "What is meant to be sent unchanged is sent again",
        arguments: [RequestAdjustment.repeated, .clockOffset(seconds: 9)]
    )
    func repetition(_ adjustment: RequestAdjustment) async throws {
        let refusal = UpstreamFailure(.modelFault, "no such tool", status: 400, adjustment: adjustment)
        let upstream = ScriptedUpstream(["a": [.refuse(refusal), .answer(["end"])]], ignoring: [adjustment])

        _ = try await run(gateway(upstream))

        #expect(upstream.asked == ["a", "a"])
    }

    @Test("Only the last target is tried twice, once, and after the wait")
    func lastTarget() async throws {
        let upstream = ScriptedUpstream([
            "a": [.refuse(broken)], "b": [.refuse(broken)], "c": [.refuse(broken), .answer(["end"])],
        ])
        let clock = ManualClock()
        let gateway = gateway(upstream, clock: clock)

        async let outcome = run(gateway)
        while upstream.asked.count < 3 { await Task.yield() }
        for _ in 0..<1000 { await Task.yield() }
        #expect(upstream.asked == ["a", "b", "c"], "the wait has not passed yet")
        while upstream.asked.count < 4 {
            clock.advance(by: .seconds(1))
            await Task.yield()
        }

        #expect(try await outcome.text == "end")
        #expect(upstream.asked == ["a", "b", "c", "c"])
    }

    @Test("A last target that is only busy for a moment is tried again after the wait that it asks for")
    func shortWait() async throws {
        var busy = UpstreamFailure(.overloaded, "queue_exceeded", status: 429)
        busy.retryAfter = .milliseconds(1_500)
        let upstream = ScriptedUpstream([
            "a": [.refuse(busy)], "b": [.refuse(busy)], "c": [.refuse(busy), .answer(["end"])],
        ])
        let clock = ManualClock()
        let gateway = gateway(upstream, clock: clock)

        async let outcome = run(gateway)
        while upstream.asked.count < 3 { await Task.yield() }
        clock.advance(by: .milliseconds(1_400))
        for _ in 0..<1000 { await Task.yield() }
        #expect(upstream.asked == ["a", "b", "c"], "the wait has not passed yet")
        while upstream.asked.count < 4 {
            clock.advance(by: .seconds(1))
            await Task.yield()
        }

        #expect(try await outcome.text == "end")
    }

    @Test("A last target that asks for a longer wait is not tried again")
    func longWait() async throws {
        var busy = UpstreamFailure(.overloaded, "busy", status: 529)
        busy.retryAfter = .milliseconds(2_001)
        let upstream = ScriptedUpstream(["a": [.refuse(busy)], "b": [.refuse(busy)], "c": [.refuse(busy)]])

        let error = await #expect(throws: APIError.self) { try await run(gateway(upstream)) }

        #expect(error?.kind == .overloaded)
        #expect(upstream.asked == ["a", "b", "c"])
    }

    @Test("What an answer used up before it failed is not forgotten")
    func usageOfFailed() async throws {
        let upstream = ScriptedUpstream([
            "a": [.answer(["hidden", "hold"], failing: UpstreamFailure(.network, "reset"))],
            "b": [.answer(["hidden", "hidden", "end-without-content"])],
            "c": [.answer(["end"])],
        ])

        let (_, record) = try await run(gateway(upstream))

        #expect(record.snapshot.attempts.map(\.errorClass) == ["network", "incomplete", nil])
        #expect(record.snapshot.attempts.map(\.usage.outputTokens) == [1, 2, 1])
    }

    @Test("A model that no target knows is not found, and stays so while all of them cool down")
    func modelNotFound() async throws {
        let unknown = UpstreamFailure(.modelNotFound, "The model `x` does not exist", status: 404)
        let upstream = ScriptedUpstream(["a": [.refuse(unknown)], "b": [.refuse(unknown)], "c": [.refuse(unknown)]])
        let gateway = gateway(upstream)

        for _ in 0..<2 {
            let error = await #expect(throws: APIError.self) { try await run(gateway) }
            #expect(error?.kind == .notFound && error?.status == 404)
            #expect(error?.shouldRetry == false)
            #expect(error?.message.contains("p/c") == true)
        }
        #expect(upstream.asked == ["a", "b", "c"])
    }

    @Test("A model that one target may know is not said to be unknown")
    func modelNotFoundEverywhere() async throws {
        let unknown = UpstreamFailure(.modelNotFound, "no such model", status: 404)
        let refused = UpstreamFailure(.permission, "not yours", status: 403)
        let upstream = ScriptedUpstream(["a": [.refuse(unknown)], "b": [.refuse(unknown)], "c": [.refuse(refused)]])
        let gateway = gateway(upstream)

        for _ in 0..<2 {
            let error = await #expect(throws: APIError.self) { try await run(gateway) }
            #expect(error?.kind == .api && error?.status == 500)
        }
    }

    @Test("A failing target cools down after three failures in a row")
    func repeatedFailures() async throws {
        let upstream = ScriptedUpstream([
            "a": [.refuse(broken), .refuse(broken), .refuse(broken)],
            "b": Array(repeating: .answer(["end"]), count: 4),
        ])
        let gateway = gateway(upstream)

        for _ in 0..<4 { _ = try await run(gateway) }

        #expect(upstream.asked == ["a", "b", "a", "b", "a", "b", "b"])
    }

    @Test("All throttled: 429 with the shortest wait, at most a minute; then at once, without asking anybody")
    func allThrottled() async throws {
        var short = throttled
        short.retryAfter = .milliseconds(12_300)
        let upstream = ScriptedUpstream(["a": [.refuse(throttled)], "b": [.refuse(short)], "c": [.refuse(throttled)]])
        let gateway = gateway(upstream)

        let first = await #expect(throws: APIError.self) { try await run(gateway) }
        #expect(first?.status == 429)
        #expect(first?.retryAfterSeconds == 13)
        #expect(first?.shouldRetry == true)
        for name in ["p/a", "p/b", "p/c"] { #expect(first?.message.contains(name) == true) }

        let second = await #expect(throws: APIError.self) { try await run(gateway) }
        #expect(second?.kind == .rateLimit)
        #expect(second?.retryAfterSeconds == 13)
        #expect(upstream.asked.count == 3)
    }

    @Test("Our own credential's refusal is never told as 401 or 403, and is not retried")
    func ourFault() async throws {
        let refused = UpstreamFailure(.authentication, "bad key", status: 403)
        let upstream = ScriptedUpstream(["a": [.refuse(refused)], "b": [.refuse(refused)], "c": [.refuse(refused)]])
        let gateway = gateway(upstream)

        for _ in 0..<2 {
            let error = await #expect(throws: APIError.self) { try await run(gateway) }
            #expect(error?.status == 500)
            #expect(error?.kind == .api)
            #expect(error?.shouldRetry == false)
        }
    }

    @Test("After the commit a failure is the client's to see, and no other target is asked")
    func afterCommit() async throws {
        let upstream = ScriptedUpstream(["a": [.answer(["x"], failing: throttled)]])
        let gateway = gateway(upstream)

        let failure = await #expect(throws: UpstreamFailure.self) { try await run(gateway) }

        #expect(failure == throttled)
        #expect(upstream.asked == ["a"])
        #expect(gateway.cooldowns.running(Target.ID(rawValue: "p/a")) != nil)
    }

    @Test("A cancelled request ends while the upstream is silent, and its attempt says so")
    func cancelled() async throws {
        let upstream = ScriptedUpstream(["a": [.hang]])
        let gateway = gateway(upstream)
        let (message, record) = try request()

        await withTaskGroup { group in
            group.addTask {
                _ = try? await gateway.open(message, record: record, logger: Logger(label: "test"))
            }
            while upstream.asked.isEmpty { await Task.yield() }
            group.cancelAll()
        }

        #expect(record.snapshot.attempts.map(\.errorClass) == ["cancelled"])
    }

    @Test("An unknown model is told which routes there are")
    func unknownModel() async throws {
        let gateway = Gateway(
            routes: RoutingTable(routes: [Route(model: "haiku", variants: [])]),
            upstreams: [:],
            cooldowns: CooldownTable { Timestamp(milliseconds: 0) },
            settings: GatewaySettings(rateLimitWindow: .seconds(60), retryDelay: .seconds(1)),
            clock: ManualClock(),
            now: { Timestamp(milliseconds: 0) }
        )

        let error = await #expect(throws: APIError.self) { try await run(gateway) }

        #expect(error?.kind == .notFound)
        #expect(error?.message.contains("haiku") == true)
    }
}
