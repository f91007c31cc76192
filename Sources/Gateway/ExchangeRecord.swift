import Providers
import Synchronization

/// The exchange of a running request: filled in by whoever learns something, read when it has ended.
package final class ExchangeRecord: Sendable {
    private let exchange: Mutex<Exchange>
    private let start: ContinuousClock.Instant
    /// About how many bytes of content were sent to the client; apart from the rest, as it grows with every chunk.
    private let contentBytes = Atomic(0)

    package init(_ exchange: Exchange, start: ContinuousClock.Instant = .now) {
        self.exchange = Mutex(exchange)
        self.start = start
    }

    /// Time since the request came in.
    package var elapsed: Duration { .now - start }

    package var snapshot: Exchange { exchange.withLock { $0 } }

    /// What can be told before the end.
    package var running: RunningExchange {
        let bytes = contentBytes.load(ordering: .relaxed)
        return exchange.withLock { RunningExchange($0, contentBytes: bytes) }
    }

    /// Counts content on its way to the client, in bytes.
    package func countContent(_ bytes: Int) { contentBytes.add(bytes, ordering: .relaxed) }

    package func update(_ change: (inout Exchange) -> Void) {
        exchange.withLock { change(&$0) }
    }

    /// Adds an attempt that starts now.
    /// - Returns: Its place among the exchange's attempts.
    func beginAttempt(_ target: Target, adjustments: Set<RequestAdjustment>) -> Int {
        var attempt = Attempt(target: target, startOffset: elapsed)
        if !adjustments.isEmpty {
            attempt.adjustment = adjustments.map(\.summary).sorted().joined(separator: ", ")
        }
        return exchange.withLock { exchange in
            exchange.attempts.append(attempt)
            return exchange.attempts.count - 1
        }
    }

    func updateAttempt(_ index: Int, _ change: (inout Attempt) -> Void) {
        let elapsed = elapsed
        exchange.withLock { exchange in
            change(&exchange.attempts[index])
            exchange.attempts[index].duration = elapsed - exchange.attempts[index].startOffset
        }
    }

    func noteFirstByte(ofAttempt index: Int) {
        let elapsed = elapsed
        exchange.withLock { exchange in
            exchange.attempts[index].timeToFirstByte = elapsed - exchange.attempts[index].startOffset
        }
    }
}

extension RequestAdjustment {
    /// A few words for the history.
    var summary: String {
        switch self {
        case .withoutField(let name): "without \(name)"
        case .withoutBetas: "without beta flags"
        case .withoutSystemTurns: "without system turns"
        case .freshCredentials: "with fresh credentials"
        case .renamedField(let name, let other): "with \(name) as \(other)"
        case .maxTokens(let count): "with \(count) output tokens at most"
        case .reasoningEffort(let effort): "with the reasoning effort \(effort)"
        case .withoutReasoning: "without earlier reasoning"
        case .responsesAPI: "through the Responses API"
        case .repeated: "unchanged"
        case .clockOffset(let seconds): "with the clock moved by \(seconds) s"
        }
    }
}
