import Gateway
import HTTPTypes
import Logging
import MessagesAPI
import NIOCore
import Providers
import TestSupport
import Testing

@Suite("Attempt loop, targets that cannot take a request")
struct UnableTargetTests {
    /// A gateway over some targets of one scripted upstream.
    private func gateway(_ upstream: ScriptedUpstream, models: [String] = ["a", "b", "c"]) -> Gateway {
        let variants = models.map { Route.Variant(provider: "p", model: $0) }
        return Gateway(
            routes: RoutingTable(routes: [Route(model: "default", variants: variants)]),
            upstreams: ["p": .init(provider: upstream, transport: upstream)],
            cooldowns: CooldownTable { Timestamp(milliseconds: 0) },
            settings: GatewaySettings(rateLimitWindow: .seconds(60), retryDelay: .zero),
            clock: ManualClock(),
            now: { Timestamp(milliseconds: 0) }
        )
    }

    /// Opens the answer; tells its first bytes.
    private func run(_ gateway: Gateway) async throws -> (text: String, record: ExchangeRecord) {
        let body = ByteBuffer(string: #"{"model":"m","messages":[],"stream":true}"#)
        let exchange = Exchange(
            requestID: "req_1",
            startedAt: Timestamp(milliseconds: 0),
            requestedModel: "m",
            isStreaming: true,
            requestBytes: body.readableBytes
        )
        let record = ExchangeRecord(exchange)
        let opened = try await gateway.open(MessagesRequest(body: body), record: record, logger: Logger(label: "test"))
        let response = try #require(opened.take())
        return (String(buffer: response.first), record)
    }

    @Test("A prompt that is too long for one model goes to others of the same vendor, which may have a larger window")
    func tooLong() async throws {
        let text = "prompt is too long: 9 tokens > 8 maximum"
        let refusal = UpstreamFailure(.contextTooLong, text, status: 400)
        let upstream = ScriptedUpstream(["a": [.refuse(refusal)], "b": [.answer(["end"])]])

        let (answer, _) = try await run(gateway(upstream))

        #expect(answer == "end")
        #expect(upstream.asked == ["a", "b"])

        let small = ScriptedUpstream(["a": [.refuse(refusal)], "b": [.refuse(refusal)], "c": [.refuse(refusal)]])
        let error = await #expect(throws: APIError.self) { try await run(gateway(small)) }
        #expect(error == APIError(.invalidRequest, text))
    }

    @Test("The same model in another region is not asked for what is too long for it")
    func tooLongForModel() async throws {
        let refusal = UpstreamFailure(.contextTooLong, "prompt is too long: 9 tokens > 8 maximum", status: 400)
        let models = ["us.anthropic.claude-x", "eu.anthropic.claude-x", "anthropic.claude-x", "anthropic.claude-y"]
        let upstream = ScriptedUpstream([models[0]: [.refuse(refusal)], models[3]: [.answer(["end"])]])

        _ = try await run(gateway(upstream, models: models))

        #expect(upstream.asked == [models[0], models[3]])
    }

    @Test("A body that is too large for a vendor is not sent to its other models")
    func tooLarge() async throws {
        let refusal = UpstreamFailure(.requestTooLarge, "Request exceeds the maximum size", status: 413)
        let upstream = ScriptedUpstream(["a": [.refuse(refusal)], "b": [.answer(["end"])]])

        let error = await #expect(throws: APIError.self) { try await run(gateway(upstream)) }

        #expect(error?.kind == .requestTooLarge)
        #expect(upstream.asked == ["a"])
    }

    @Test("A client is told to wait for the only target that takes its request, not that the others do not")
    func ableTargetCools() async throws {
        let unable = UpstreamFailure(.unsupportedFeature, "this model does not read documents", status: 400)
        let upstream = ScriptedUpstream(["b": [.refuse(unable)], "c": [.refuse(unable)]])
        let gateway = gateway(upstream)
        gateway.cooldowns.coolDown(
            Target(provider: "p", model: "a").id,
            for: .seconds(30),
            reason: "rate_limited",
            detail: "Too many requests"
        )

        let error = await #expect(throws: APIError.self) { try await run(gateway) }

        #expect(error?.kind == .rateLimit)
        #expect(error?.retryAfterSeconds == 30)
        #expect(error?.shouldRetry == true)
        #expect(error?.message.contains("does not read documents") == true)
        #expect(upstream.asked == ["b", "c"])
    }

    @Test("A target that a person must mend first is not waited for")
    func brokenTargetCools() async throws {
        let unable = UpstreamFailure(.unsupportedFeature, "this model does not read documents", status: 400)
        let upstream = ScriptedUpstream(["b": [.refuse(unable)], "c": [.refuse(unable)]])
        let gateway = gateway(upstream)
        let broken = Target(provider: "p", model: "a").id
        gateway.cooldowns.coolDown(broken, for: .seconds(30), reason: "authentication", detail: "")

        let error = await #expect(throws: APIError.self) { try await run(gateway) }

        #expect(error == APIError(.invalidRequest, unable.message))
    }

    @Test(
        "What the upstream calls a request is kept, if it can stand in a log",
        arguments: [
            ("x-amzn-requestid", "6b1d2f9e-1c1a", "6b1d2f9e-1c1a"), ("request-id", "req_011", "req_011"),
            ("x-request-id", "req_1", "req_1"), ("x-request-id", String(repeating: "r", count: 129), nil),
            ("x-request-id", "req 1", nil), ("x-other", "req_1", nil),
        ] as [(String, String, String?)]
    )
    func upstreamRequestID(_ name: String, _ value: String, _ kept: String?) async throws {
        var headers: HTTPFields = [:]
        headers[try #require(HTTPField.Name(name))] = value
        let broken = UpstreamFailure(.unavailable, "internal", status: 500)
        let upstream = ScriptedUpstream(["a": [.refuse(broken)], "b": [.answer(["end"])]], headers: headers)

        let (_, record) = try await run(gateway(upstream))

        #expect(record.snapshot.attempts.map(\.upstreamRequestID) == [kept, kept])
    }
}
