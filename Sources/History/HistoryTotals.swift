import GRDB

/// Sums over all exchanges of a time; an exchange counts in the hour it started.
package struct HistoryTotals: Sendable, Equatable {
    package let exchanges: Int
    package let succeeded: Int
    package let cancelled: Int
    package let attempts: Int
    package let inputTokens: Int
    package let outputTokens: Int
    package let cacheReadTokens: Int
    package let cacheWriteTokens: Int
    /// Input and output tokens of imported exchanges, which did not tell them apart.
    package let importedTokens: Int
    /// Of the exchanges whose price is known.
    package let costUSD: Double

    package var failed: Int { exchanges - succeeded - cancelled }
}

extension HistoryTotals {
    static let selection = """
        SELECT
            COALESCE(SUM(exchanges), 0) AS exchanges,
            COALESCE(SUM(succeeded), 0) AS succeeded,
            COALESCE(SUM(cancelled), 0) AS cancelled,
            COALESCE(SUM(attempts), 0) AS attempts,
            COALESCE(SUM(input_tokens), 0) AS input_tokens,
            COALESCE(SUM(output_tokens), 0) AS output_tokens,
            COALESCE(SUM(cache_read_tokens), 0) AS cache_read_tokens,
            COALESCE(SUM(cache_write_tokens), 0) AS cache_write_tokens,
            COALESCE(SUM(imported_tokens), 0) AS imported_tokens,
            COALESCE(SUM(cost_usd), 0.0) AS cost_usd
        FROM hour_total
        WHERE hour_ms >= ? AND hour_ms < ?
        """

    init(_ row: Row) {
        exchanges = row["exchanges"]
        succeeded = row["succeeded"]
        cancelled = row["cancelled"]
        attempts = row["attempts"]
        inputTokens = row["input_tokens"]
        outputTokens = row["output_tokens"]
        cacheReadTokens = row["cache_read_tokens"]
        cacheWriteTokens = row["cache_write_tokens"]
        importedTokens = row["imported_tokens"]
        costUSD = row["cost_usd"]
    }
}
