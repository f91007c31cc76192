import Gateway
import MessagesAPI
import Providers

@testable import History

extension Exchange {
    /// A plain request that began at `startedAt` milliseconds.
    static func sample(_ requestID: String, startedAt: Int64 = 1_700_000_000_000) -> Exchange {
        Exchange(
            requestID: requestID,
            startedAt: Timestamp(milliseconds: startedAt),
            requestedModel: "claude-sonnet-4-6",
            isStreaming: true,
            requestBytes: 100
        )
    }

    /// A request that used every field, with a failed and a good attempt.
    static func full(_ requestID: String) -> Exchange {
        var exchange = sample(requestID)
        exchange.sessionID = "session-1"
        exchange.agentID = "agent-1"
        exchange.client = "claude-cli/2.1.330"
        exchange.outcome = .succeeded
        exchange.status = 200
        exchange.errorClass = "none"
        exchange.errorMessage = "snow ☃ and \"quotes\"; --"
        exchange.servedBy = .good
        exchange.usage = .every
        exchange.costUSD = 0.012345
        exchange.priceDate = "2026-11-01"
        exchange.timeToFirstByte = .milliseconds(150)
        exchange.timeToFirstToken = .milliseconds(500)
        exchange.duration = .milliseconds(2500)
        exchange.responseBytes = 4321
        exchange.attempts = [.failed, .good]
        exchange.requestBody = [0, 1, 0xff]
        exchange.responseBody = Array("data".utf8)
        return exchange
    }
}

extension Target {
    static let throttled = Target(provider: "bedrock", model: "model-1", region: "us-west-2")
    static let good = Target(provider: "own", model: "model-2", region: "eu", endpoint: "http://127.0.0.1:99/v1")
}

extension TokenUsage {
    static let every = TokenUsage(
        inputTokens: 1,
        outputTokens: 20,
        cacheReadInputTokens: 3,
        cacheCreationInputTokens: 4,
        cacheCreationOneHourInputTokens: 5
    )
}

extension Attempt {
    static var failed: Attempt {
        var attempt = Attempt(target: .throttled, startOffset: .milliseconds(2))
        attempt.duration = .milliseconds(40)
        attempt.status = 429
        attempt.upstreamRequestID = "6b1d2f9e-1c1a-4a55-9b4e-0f6d3c2b1a00"
        attempt.errorClass = "rate_limited"
        attempt.errorText = "Too many tokens"
        attempt.cooldownUntil = Timestamp(milliseconds: 1_700_000_060_000)
        return attempt
    }

    static var good: Attempt {
        var attempt = Attempt(target: .good, startOffset: .milliseconds(45))
        attempt.duration = .milliseconds(2400)
        attempt.timeToFirstByte = .milliseconds(100)
        attempt.status = 200
        attempt.usage = .every
        attempt.costUSD = 0.5
        attempt.costSource = .upstream
        attempt.adjustment = "without context_management"
        return attempt
    }
}

extension HistoryReader {
    /// The newest exchanges of all.
    func exchanges(limit: Int, before key: ExchangeKey? = nil) async throws -> [ExchangeRow] {
        let all = ExchangeFilter(start: Timestamp(milliseconds: 0), end: Timestamp(milliseconds: 4_000_000_000_000))
        return try await exchanges(all, limit: limit, .older, than: key)
    }

    /// The sums over everything.
    func totals() async throws -> ExchangeSums {
        let farAhead = Timestamp(milliseconds: 4_000_000_000_000)
        return try await summary(ExchangeFilter(start: Timestamp(milliseconds: 0), end: farAhead)).sums
    }
}
