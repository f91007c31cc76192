import Gateway
import MessagesAPI
import Providers

extension Exchange {
    /// A thousand requests, one a minute back from `end`: every other one for haiku, every tenth failed.
    ///
    /// What Tests/Dashboard/test_history.py counts on.
    static func thousand(until end: Timestamp) -> [Exchange] {
        (0..<1000).map { index in
            let isHaiku = !index.isMultiple(of: 2)
            let model = isHaiku ? "claude-haiku-4-5" : "claude-sonnet-4-6"
            let target = Target(provider: "bedrock", model: "us.anthropic.\(model)", region: "us-east-1")
            let number = String(index)
            let id = "req_" + String(repeating: "0", count: 4 - number.count) + number
            let start = end.advanced(by: .seconds(-60 * (index + 1)))
            return index % 10 == 3 ? failed(id, start, model, target) : answered(id, start, model, target)
        }
    }

    /// Requests whose every name and text is one of `texts`.
    static func named(by texts: [String], at time: Timestamp) -> [Exchange] {
        texts.enumerated().map { index, text in
            let target = Target(provider: "provider \(text)", model: "target \(text)")
            let start = time.advanced(by: .seconds(-index))
            var exchange = failed("req_\(index) \(text)", start, "model \(text)", target)
            exchange.errorMessage = "error \(text)"
            exchange.errorClass = "class \(text)"
            exchange.sessionID = "session \(text)"
            exchange.agentID = "agent \(text)"
            exchange.client = "client \(text)"
            exchange.servedBy = target
            exchange.attempts[0].errorText = "attempt \(text)"
            exchange.attempts[0].adjustment = "without \(text)"
            return exchange
        }
    }

    private static func answered(_ id: String, _ start: Timestamp, _ model: String, _ target: Target) -> Exchange {
        var exchange = Exchange(
            requestID: id,
            startedAt: start,
            requestedModel: model,
            isStreaming: true,
            requestBytes: 2_000
        )
        exchange.outcome = .succeeded
        exchange.status = 200
        exchange.servedBy = target
        exchange.usage = TokenUsage(inputTokens: 100, outputTokens: 10)
        exchange.costUSD = 0.005
        exchange.priceDate = "2026-11-01"
        exchange.timeToFirstByte = .milliseconds(300)
        exchange.timeToFirstToken = .milliseconds(400)
        exchange.duration = .milliseconds(1_500)
        exchange.responseBytes = 4_000
        var attempt = Attempt(target: target, startOffset: .milliseconds(2))
        attempt.duration = .milliseconds(1_490)
        attempt.timeToFirstByte = .milliseconds(290)
        attempt.status = 200
        attempt.usage = exchange.usage
        exchange.attempts = [attempt]
        return exchange
    }

    private static func failed(_ id: String, _ start: Timestamp, _ model: String, _ target: Target) -> Exchange {
        var exchange = answered(id, start, model, target)
        exchange.outcome = .failed
        exchange.status = 529
        exchange.errorClass = "overloaded_error"
        exchange.errorMessage = "Every variant of this route is overloaded."
        exchange.usage = TokenUsage()
        exchange.costUSD = nil
        exchange.priceDate = nil
        exchange.timeToFirstToken = nil
        exchange.attempts[0].status = 503
        exchange.attempts[0].errorClass = "overloaded"
        exchange.attempts[0].errorText = "Bedrock is unable to process your request."
        exchange.attempts[0].usage = TokenUsage()
        return exchange
    }
}
