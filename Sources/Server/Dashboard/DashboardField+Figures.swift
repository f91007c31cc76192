import Gateway
import History

extension DashboardField {
    /// The time that figures are over.
    static func range(_ filter: ExchangeFilter) -> [DashboardField] {
        [
            .milliseconds("start_at_ms", filter.start.milliseconds),
            .milliseconds("end_at_ms", filter.end.milliseconds),
        ]
    }

    /// Figures over exchanges.
    static func figures(_ summary: ExchangeSummary) -> [DashboardField] {
        let sums = summary.sums
        let prompt = sums.inputTokens + sums.cacheReadTokens + sums.cacheWriteTokens
        return [
            .count("requests", sums.exchanges),
            .count("succeeded", sums.succeeded),
            .count("failed", sums.failed),
            .count("cancelled", sums.cancelled),
            .number("success_rate", share(sums.succeeded, of: sums.exchanges)),
            .count("failovers", sums.failovers),
            .count("attempts", sums.attempts),
            .count("input_tokens", sums.inputTokens),
            .count("output_tokens", sums.outputTokens),
            .count("cache_read_tokens", sums.cacheReadTokens),
            .count("cache_write_tokens", sums.cacheWriteTokens),
            .count("tokens", sums.tokens),
            .number("tokens_per_request", share(sums.tokens, of: sums.exchanges)),
            .number("cost_usd", sums.priced == 0 ? nil : sums.costUSD),
            .count("priced_requests", sums.priced),
            .number("cache_hit_share", share(sums.cacheReadTokens, of: prompt)),
            .number("duration_mean_ms", share(sums.durationSum, of: sums.exchanges)),
            .number("duration_p50_ms", summary.durationMedian),
            .number("duration_p95_ms", summary.duration95),
            .number("time_to_first_token_p50_ms", summary.timeToFirstTokenMedian),
            .number("time_to_first_token_p95_ms", summary.timeToFirstToken95),
        ]
    }

    /// A quotient; `nil` over nothing.
    private static func share(_ part: Int, of whole: Int) -> Double? {
        whole == 0 ? nil : Double(part) / Double(whole)
    }
}
