import MessagesAPI
package import Metrics
import Providers
import Synchronization

/// Counters and histograms of the gateway, under the OpenTelemetry GenAI names where there is one.
///
/// Handles are made once per target and kept: looking one up in the metrics system costs more than recording.
/// - Note: Source: OpenTelemetry semantic conventions for generative AI metrics
///   (https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-metrics/, seen 2026-11-22).
package final class GatewayMetrics: Sendable {
    /// Label values are bounded: beyond this many targets, the rest share one handle.
    static let targetLimit = 512

    private struct Key: Hashable {
        var target: Target?
        var error: String?
    }

    private struct Handles: Sendable {
        let duration: Recorder
        let timeToFirstToken: Recorder
        let inputTokens: Recorder
        let outputTokens: Recorder
    }

    private struct CounterKey: Hashable {
        var label: String
        var target: Target?
        /// `nil` for a counter that does not tell results apart.
        var result: String?
    }

    private let handles = Mutex<[Key: Handles]>([:])
    private let counters = Mutex<[CounterKey: Counter]>([:])
    private let factory: any MetricsFactory

    /// - Parameter factory: Where the metrics go; injected so that tests see their own.
    package init(factory: any MetricsFactory) { self.factory = factory }

    /// Counts a finished exchange.
    package func record(_ exchange: Exchange) {
        let handles = handles(for: Key(target: exchange.servedBy, error: exchange.errorClass))
        handles.duration.record(exchange.duration / .seconds(1))
        if let first = exchange.timeToFirstToken { handles.timeToFirstToken.record(first / .seconds(1)) }
        if let input = exchange.usage.inputTokens { handles.inputTokens.record(Int64(input)) }
        if let output = exchange.usage.outputTokens { handles.outputTokens.record(Int64(output)) }
        for attempt in exchange.attempts {
            let result = attempt.errorClass ?? "ok"
            counter(for: CounterKey(label: Self.attempts, target: attempt.target, result: result)).increment()
            guard let cost = Self.microdollars(attempt.costUSD) else { continue }
            counter(for: CounterKey(label: Self.cost, target: attempt.target)).increment(by: cost)
        }
    }

    private static let attempts = "claude_proxy.attempts"
    /// In millionths of a US dollar: counters are whole numbers.
    private static let cost = "claude_proxy.cost.microusd"

    /// `nil` where the cost is not known, or is no amount: an upstream may say anything.
    private static func microdollars(_ usd: Double?) -> Int64? {
        guard let usd, usd > 0 else { return nil }
        return Int64(exactly: (usd * 1_000_000).rounded())
    }

    private func handles(for key: Key) -> Handles {
        handles.withLock { table in
            if let known = table[key] { return known }
            let bounded = table.count < Self.targetLimit ? key : Key(target: nil, error: key.error)
            let made = table[bounded] ?? makeHandles(bounded)
            table[bounded] = made
            return made
        }
    }

    private func counter(for key: CounterKey) -> Counter {
        counters.withLock { table in
            if let known = table[key] { return known }
            let bounded = table.count < Self.targetLimit ? key : CounterKey(label: key.label, result: key.result)
            let dimensions = Self.dimensions(bounded.target) + (bounded.result.map { [("result", $0)] } ?? [])
            let made = table[bounded] ?? Counter(label: bounded.label, dimensions: dimensions, factory: factory)
            table[bounded] = made
            return made
        }
    }

    private func makeHandles(_ key: Key) -> Handles {
        var dimensions = Self.dimensions(key.target) + [("gen_ai.operation.name", "chat")]
        if let error = key.error { dimensions.append(("error.type", error)) }
        let tokens = "gen_ai.client.token.usage"
        return Handles(
            duration: recorder("gen_ai.server.request.duration", dimensions),
            timeToFirstToken: recorder("gen_ai.server.time_to_first_token", dimensions),
            inputTokens: recorder(tokens, dimensions + [("gen_ai.token.type", "input")]),
            outputTokens: recorder(tokens, dimensions + [("gen_ai.token.type", "output")])
        )
    }

    private func recorder(_ label: String, _ dimensions: [(String, String)]) -> Recorder {
        Recorder(label: label, dimensions: dimensions, aggregate: true, factory: factory)
    }

    private static func dimensions(_ target: Target?) -> [(String, String)] {
        guard let target else { return [("gen_ai.provider.name", "none")] }
        return [
            ("gen_ai.provider.name", target.provider),
            ("gen_ai.response.model", target.model),
            ("cloud.region", target.region ?? ""),
        ]
    }
}
