import HTTPTypes
import Logging
import MessagesAPI
import NIOCore
import Providers
import TestSupport
import Testing

@testable import Gateway

@Suite("What an upstream itself says of the cost")
struct ReportedCostTests {
    /// A gateway over one target whose answer comes in these chunks.
    private func open(
        _ chunks: [String],
        failing: UpstreamFailure? = nil,
        clock: any Clock<Duration> = ManualClock()
    ) async throws -> (
        Gateway, HandOff<CommittedResponse>, ExchangeRecord
    ) {
        let scripted = ScriptedUpstream(["a": [.answer(chunks, failing: failing)]])
        let gateway = Gateway(
            routes: RoutingTable(routes: [Route(model: "default", variants: [.init(provider: "p", model: "a")])]),
            upstreams: ["p": .init(provider: CostReportingProvider(), transport: scripted)],
            cooldowns: CooldownTable { Timestamp(milliseconds: 0) },
            settings: GatewaySettings(rateLimitWindow: .seconds(60), retryDelay: .seconds(1)),
            clock: clock,
            now: { Timestamp(milliseconds: 0) }
        )
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
        return (gateway, opened, record)
    }

    @Test("It is noted at the end of the answer")
    func atTheEnd() async throws {
        let (gateway, opened, record) = try await open(["1", "2"])
        var response = try #require(opened.take())

        while try await gateway.next(of: &response, record: record) != nil {}

        let attempt = try #require(record.snapshot.attempts.first)
        #expect(attempt.costUSD == 2 && attempt.costSource == .upstream)
        #expect(attempt.usage.outputTokens == 2)
    }

    @Test("What comes after a complete answer counts too")
    func late() async throws {
        let (gateway, opened, record) = try await open(["end", "7"])
        var response = try #require(opened.take())
        while try await gateway.next(of: &response, record: record) != nil {}
        #expect(record.snapshot.attempts.first?.costUSD == 1)

        let usage = await gateway.settle(response, record: record)

        #expect(record.snapshot.attempts.first?.costUSD == 7)
        #expect(usage.outputTokens == 2)
    }

    @Test("Nobody waits for an upstream that has ended")
    func ended() async throws {
        let (gateway, opened, record) = try await open(["1", "2"], clock: SleeplessClock())
        var response = try #require(opened.take())
        while try await gateway.next(of: &response, record: record) != nil {}

        let usage = await gateway.settle(response, record: record)

        #expect(record.snapshot.attempts.first?.costUSD == 2)
        #expect(usage.outputTokens == 2)
    }

    @Test("A broken answer keeps what was said before it broke")
    func broken() async throws {
        let (gateway, opened, record) = try await open(["3"], failing: UpstreamFailure(.network, "reset"))
        var response = try #require(opened.take())

        await #expect(throws: UpstreamFailure.self) {
            while try await gateway.next(of: &response, record: record) != nil {}
        }

        let attempt = try #require(record.snapshot.attempts.first)
        #expect(attempt.costUSD == 3 && attempt.costSource == .upstream && attempt.errorClass == "network")
    }

    @Test("A cost that is none is not believed", arguments: ["-1", "nan", "inf", "none"])
    func nonsense(word: String) async throws {
        let (gateway, opened, record) = try await open([word])
        var response = try #require(opened.take())

        while try await gateway.next(of: &response, record: record) != nil {}

        let attempt = try #require(record.snapshot.attempts.first)
        #expect(attempt.costUSD == nil && attempt.costSource == nil)
        #expect(attempt.usage.outputTokens == 1)
    }
}

/// Its answers' chunks are the cost so far, in USD; `end` says 1 and that the answer is complete.
private struct CostReportingProvider: Provider {
    func call(
        for request: MessagesRequest,
        target: Target,
        adjustments: Set<RequestAdjustment>
    ) async throws(UpstreamFailure) -> UpstreamCall {
        UpstreamCall(
            request: UpstreamRequest(method: .post, url: target.model, headers: [:], body: request.body),
            translator: CostReportingTranslator()
        )
    }

    func countTokensRequest(
        for request: MessagesRequest,
        target: Target
    ) async throws(UpstreamFailure) -> UpstreamRequest? { nil }

    func tokenCount(inAnswer body: ByteBuffer) -> Int? { nil }

    func failure(status: Int, headers: HTTPFields, body: ByteBuffer, target: Target) -> UpstreamFailure {
        UpstreamFailure(.unavailable, "status \(status)", status: status)
    }
}

private struct CostReportingTranslator: ResponseTranslator {
    var usage = TokenUsage()
    var reportedCostUSD: Double?
    var isComplete = false

    mutating func push(_ chunk: ByteBuffer) throws(UpstreamFailure) -> ByteBuffer {
        guard chunk.readableBytes > 0 else { return chunk }
        let word = String(buffer: chunk)
        isComplete = isComplete || word == "end"
        reportedCostUSD = word == "end" ? 1 : Double(word)
        usage.outputTokens = (usage.outputTokens ?? 0) + 1
        return chunk
    }

    mutating func finish() throws(UpstreamFailure) -> ByteBuffer { ByteBuffer() }
}

/// A clock on which nobody may sleep.
private struct SleeplessClock: Clock {
    var now: ContinuousClock.Instant { .now }
    var minimumResolution: Duration { .zero }

    func sleep(until deadline: ContinuousClock.Instant, tolerance: Duration?) async throws {
        Issue.record("Somebody sleeps.")
    }
}
