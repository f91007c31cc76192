import Gateway
import History
import MessagesAPI
import Providers

extension DashboardField {
    /// An exchange, as every list tells it.
    static func exchange(_ row: ExchangeRow) -> [DashboardField] {
        [
            .text("key", row.isStored ? row.key.text : nil),
            .text("request_id", row.requestID),
            .milliseconds("started_at_ms", row.startedAt.milliseconds),
            .text("session_id", row.sessionID),
            .text("agent_id", row.agentID),
            .text("client", row.client),
            .text("requested_model", row.requestedModel),
            .flag("stream", row.isStreaming),
            .text("outcome", row.outcome.rawValue),
            .count("status", row.status),
            .text("error_class", row.errorClass),
            .text("error_message", row.errorMessage),
            .text("target", row.servedBy?.id.rawValue),
            .text("provider", row.servedBy?.provider),
            .text("routed_model", row.servedBy?.model),
            .text("region", row.servedBy?.region),
        ] + tokens(row.usage) + [
            .count("tokens", row.importedTokens ?? row.usage.total),
            .number("cost_usd", row.costUSD),
            .text("price_date", row.priceDate),
            .duration("time_to_first_byte_ms", row.timeToFirstByte),
            .duration("time_to_first_token_ms", row.timeToFirstToken),
            .duration("duration_ms", row.duration),
            .number("tokens_per_second", row.tokensPerSecond),
            .count("attempts", row.attemptCount),
            .count("request_bytes", row.requestBytes),
            .count("response_bytes", row.responseBytes),
        ]
    }

    /// An attempt of an exchange that began at `start`.
    static func attempt(_ row: AttemptRow, of start: Timestamp) -> [DashboardField] {
        [
            .count("position", row.position),
            .text("target", row.target.id.rawValue),
            .text("provider", row.target.provider),
            .text("model", row.target.model),
            .text("region", row.target.region),
            .milliseconds("started_at_ms", row.startedAt.milliseconds),
            .duration("offset_ms", row.startedAt.duration(since: start)),
            .duration("duration_ms", row.duration),
            .duration("time_to_first_byte_ms", row.timeToFirstByte),
            .count("status", row.status), .text("upstream_request_id", row.upstreamRequestID),
            .text("error_class", row.errorClass),
            .text("error_text", row.errorText),
            .milliseconds("cooldown_until_ms", row.cooldownUntil?.milliseconds),
        ] + tokens(row.usage) + [
            .number("cost_usd", row.costUSD),
            .text("cost_source", row.costSource?.rawValue),
            .text("adjustment", row.adjustment),
        ]
    }

    private static func tokens(_ usage: TokenUsage) -> [DashboardField] {
        [
            .count("input_tokens", usage.inputTokens),
            .count("output_tokens", usage.outputTokens),
            .count("cache_read_tokens", usage.cacheReadInputTokens),
            .count("cache_write_tokens", usage.cacheCreationInputTokens),
        ]
    }

    /// A cool-down that is running.
    static func cooldown(_ cooldown: Cooldown) -> [DashboardField] {
        [
            .text("target", cooldown.target.rawValue),
            .text("reason", cooldown.reason),
            .text("detail", cooldown.detail),
            .milliseconds("until_at_ms", cooldown.until.milliseconds),
        ]
    }

    /// A request that has not ended.
    static func running(_ exchange: RunningExchange, elapsed: Duration) -> [DashboardField] {
        [
            .text("request_id", exchange.requestID),
            .milliseconds("started_at_ms", exchange.startedAt.milliseconds),
            .duration("elapsed_ms", elapsed),
            .text("requested_model", exchange.requestedModel),
            .flag("stream", exchange.isStreaming),
            .text("state", exchange.hasBegun ? "streaming" : "connecting"),
            .text("target", exchange.target?.id.rawValue),
            .text("provider", exchange.target?.provider),
            .text("routed_model", exchange.target?.model),
            .text("region", exchange.target?.region),
            .count("attempt", exchange.attempts),
            .count("output_tokens", exchange.outputTokens),
        ]
    }
}

extension TokenUsage {
    /// The tokens that are known, together; `nil` if none are.
    fileprivate var total: Int? {
        let known = [inputTokens, outputTokens, cacheReadInputTokens, cacheCreationInputTokens].compactMap(\.self)
        return known.isEmpty ? nil : known.reduce(0, +)
    }
}
