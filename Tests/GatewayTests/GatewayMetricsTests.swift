import Gateway
import Metrics
import Providers
import Synchronization
import Testing

@Suite("Metrics of the gateway")
struct GatewayMetricsTests {
    private func exchange(costs: [Double?]) -> Exchange {
        var exchange = Exchange(
            requestID: "req_1",
            startedAt: Timestamp(milliseconds: 0),
            requestedModel: "m",
            isStreaming: true,
            requestBytes: 0
        )
        exchange.attempts = costs.map { cost in
            var attempt = Attempt(target: Target(provider: "p", model: "a"), startOffset: .zero)
            attempt.costUSD = cost
            return attempt
        }
        return exchange
    }

    @Test("What attempts cost is summed in millionths of a dollar; what is not known or no amount is left out")
    func cost() {
        let factory = CounterFactory()
        let metrics = GatewayMetrics(factory: factory)

        metrics.record(exchange(costs: [0.0123456, nil, 0.000_000_4]))
        metrics.record(exchange(costs: [1, .nan, .infinity, -2, 1e300]))

        #expect(factory.values["claude_proxy.cost.microusd"] == 1_012_346)
        #expect(factory.values["claude_proxy.attempts"] == 8)
    }
}

/// Sums counters by their labels.
private final class CounterFactory: MetricsFactory {
    private final class Handler: CounterHandler {
        let sum = Atomic<Int64>(0)

        func increment(by amount: Int64) { sum.wrappingAdd(amount, ordering: .relaxed) }
        func reset() { sum.store(0, ordering: .relaxed) }
    }

    private let handlers = Mutex<[String: Handler]>([:])

    var values: [String: Int64] { handlers.withLock { $0.mapValues { $0.sum.load(ordering: .relaxed) } } }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        handlers.withLock { handlers in
            let handler = handlers[label] ?? Handler()
            handlers[label] = handler
            return handler
        }
    }

    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        NOOPMetricsHandler.instance
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler { NOOPMetricsHandler.instance }
    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}
}
