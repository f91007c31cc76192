import Gateway
import MessagesAPI
import Providers
import Testing

@Suite("What runs and what ended last")
struct LiveExchangesTests {
    private static let start = Timestamp(milliseconds: 1_800_000_000_000)

    private func exchange(_ number: Int) -> Exchange {
        Exchange(
            requestID: "req_\(number)",
            startedAt: Self.start.advanced(by: .seconds(number)),
            requestedModel: "claude-sonnet-4-6",
            isStreaming: true,
            requestBytes: 1
        )
    }

    private func run(_ numbers: ClosedRange<Int>, in live: LiveExchanges) {
        for number in numbers {
            let record = ExchangeRecord(exchange(number))
            live.begin(record)
            live.end(record, as: record.snapshot)
        }
    }

    @Test("A request is there while it runs, and in the ring once it has ended")
    func settling() {
        let live = LiveExchanges(after: 100)
        let record = ExchangeRecord(exchange(1))

        live.begin(record)
        #expect(live.running.map(\.running.requestID) == ["req_1"])
        #expect(live.finished(after: 100) == [])

        live.end(record, as: record.snapshot)
        #expect(live.running.isEmpty)
        #expect(live.finished(after: 100)?.map(\.sequence) == [101])
        #expect(live.finished(after: 101) == [])
        #expect(live.finished(requestID: "req_1")?.requestID == "req_1")
        #expect(live.finished(requestID: "req_2") == nil)
    }

    @Test("The ring gives what it has without a gap, and nothing across one")
    func ring() {
        let live = LiveExchanges(after: 0)
        let count = LiveExchanges.finishedLimit + 88
        run(1...count, in: live)

        #expect(live.lastSequence == Int64(count))
        #expect(live.finished(after: 88)?.map(\.exchange.requestID) == (89...count).map { "req_\($0)" })
        #expect(live.finished(after: 598)?.map(\.sequence) == [599, 600])
        #expect(live.finished(after: 87) == nil)
        #expect(live.finished(after: Int64(count) + 1) == nil)
        #expect(LiveExchanges(after: 5000).finished(after: 400) == nil)
    }

    @Test("A watcher can begin with what ended since a point in time")
    func lookBack() {
        let live = LiveExchanges(after: 0)
        #expect(live.sequence(before: Self.start) == 0)
        run(1...10, in: live)

        #expect(live.sequence(before: Self.start.advanced(by: .seconds(9))) == 8)
        #expect(live.sequence(before: Self.start) == 0)
        #expect(live.sequence(before: Self.start.advanced(by: .seconds(60))) == 10)
    }

    @Test("Bodies are not kept in memory")
    func bodies() {
        let live = LiveExchanges(after: 0)
        let record = ExchangeRecord(exchange(1))
        record.update { exchange in
            exchange.requestBody = [1]
            exchange.responseBody = [2]
        }
        live.begin(record)
        live.end(record, as: record.snapshot)

        #expect(live.finished(requestID: "req_1")?.requestBody == nil)
        #expect(live.finished(requestID: "req_1")?.responseBody == nil)
    }

    @Test("A running exchange tells its target, and an estimate until the tokens are known")
    func running() {
        let record = ExchangeRecord(exchange(1))
        #expect(record.running.outputTokens == nil)
        #expect(record.running.target == nil)
        #expect(!record.running.hasBegun)

        record.update { $0.servedBy = Target(provider: "bedrock", model: "m", region: "us-east-1") }
        record.countContent(390)
        record.countContent(11)
        #expect(record.running.target?.id.rawValue == "bedrock/us-east-1/m")
        #expect(record.running.hasBegun)
        #expect(record.running.outputTokens == 101)

        record.update { $0.usage = TokenUsage(outputTokens: 70) }
        #expect(record.running.outputTokens == 70)
    }
}
