import Gateway
import GRDB
import MessagesAPI

/// What is summed over exchanges.
///
/// Tokens and money are those that are known; ``priced`` tells how many exchanges ``costUSD`` speaks of.
package struct ExchangeSums: Sendable, Equatable {
    package private(set) var exchanges = 0
    package private(set) var succeeded = 0
    package private(set) var cancelled = 0
    /// Exchanges with more than one attempt.
    package private(set) var failovers = 0
    package private(set) var attempts = 0
    package private(set) var inputTokens = 0
    package private(set) var outputTokens = 0
    package private(set) var cacheReadTokens = 0
    package private(set) var cacheWriteTokens = 0
    /// Input and output tokens of imported exchanges, which did not tell them apart.
    package private(set) var importedTokens = 0
    package private(set) var costUSD = 0.0
    /// Exchanges whose cost is known.
    package private(set) var priced = 0
    /// Milliseconds.
    package private(set) var durationSum = 0

    package var failed: Int { exchanges - succeeded - cancelled }
    /// All tokens of prompts and answers.
    package var tokens: Int { inputTokens + outputTokens + cacheReadTokens + cacheWriteTokens + importedTokens }

    init() {}

    /// The sums of one exchange.
    init(_ exchange: Exchange) {
        exchanges = 1
        succeeded = exchange.outcome == .succeeded ? 1 : 0
        cancelled = exchange.outcome == .cancelled ? 1 : 0
        failovers = exchange.attempts.count > 1 ? 1 : 0
        attempts = exchange.attempts.count
        inputTokens = exchange.usage.inputTokens ?? 0
        outputTokens = exchange.usage.outputTokens ?? 0
        cacheReadTokens = exchange.usage.cacheReadInputTokens ?? 0
        cacheWriteTokens = exchange.usage.cacheCreationInputTokens ?? 0
        costUSD = exchange.costUSD ?? 0
        priced = exchange.costUSD == nil ? 0 : 1
        durationSum = Int(exchange.duration.wholeMilliseconds)
    }

    /// The sums of one stored exchange.
    init(_ row: ExchangeRow) {
        exchanges = 1
        succeeded = row.outcome == .succeeded ? 1 : 0
        cancelled = row.outcome == .cancelled ? 1 : 0
        failovers = (row.attemptCount ?? 0) > 1 ? 1 : 0
        attempts = row.attemptCount ?? 0
        inputTokens = row.usage.inputTokens ?? 0
        outputTokens = row.usage.outputTokens ?? 0
        cacheReadTokens = row.usage.cacheReadInputTokens ?? 0
        cacheWriteTokens = row.usage.cacheCreationInputTokens ?? 0
        importedTokens = row.importedTokens ?? 0
        costUSD = row.costUSD ?? 0
        priced = row.costUSD == nil ? 0 : 1
        durationSum = Int(row.duration?.wholeMilliseconds ?? 0)
    }

    mutating func add(_ other: ExchangeSums) {
        exchanges += other.exchanges
        succeeded += other.succeeded
        cancelled += other.cancelled
        failovers += other.failovers
        attempts += other.attempts
        inputTokens += other.inputTokens
        outputTokens += other.outputTokens
        cacheReadTokens += other.cacheReadTokens
        cacheWriteTokens += other.cacheWriteTokens
        importedTokens += other.importedTokens
        costUSD += other.costUSD
        priced += other.priced
        durationSum += other.durationSum
    }
}

extension ExchangeSums {
    /// The columns in `rollup`, and how each follows from rows of `exchange`.
    static let columns: [(name: String, from: String)] = [
        ("exchanges", "COUNT(*)"),
        ("succeeded", "SUM(outcome = 'succeeded')"),
        ("cancelled", "SUM(outcome = 'cancelled')"),
        ("failovers", "SUM(COALESCE(attempt_count, 0) > 1)"),
        ("attempts", "SUM(COALESCE(attempt_count, 0))"),
        ("input_tokens", "SUM(COALESCE(input_tokens, 0))"),
        ("output_tokens", "SUM(COALESCE(output_tokens, 0))"),
        ("cache_read_tokens", "SUM(COALESCE(cache_read_tokens, 0))"),
        ("cache_write_tokens", "SUM(COALESCE(cache_write_tokens, 0))"),
        ("imported_tokens", "SUM(COALESCE(imported_tokens, 0))"),
        ("cost_usd", "SUM(COALESCE(cost_usd, 0.0))"),
        ("priced", "COUNT(cost_usd)"),
        ("duration_sum_ms", "SUM(COALESCE(duration_ms, 0))"),
    ]

    /// The values in the order of ``columns``.
    var values: [any DatabaseValueConvertible] {
        [
            exchanges, succeeded, cancelled, failovers, attempts, inputTokens, outputTokens, cacheReadTokens,
            cacheWriteTokens, importedTokens, costUSD, priced, durationSum,
        ]
    }

    /// Reads columns of those names; null, as sums over nothing are, is 0.
    init(_ row: Row) {
        exchanges = row["exchanges"] ?? 0
        succeeded = row["succeeded"] ?? 0
        cancelled = row["cancelled"] ?? 0
        failovers = row["failovers"] ?? 0
        attempts = row["attempts"] ?? 0
        inputTokens = row["input_tokens"] ?? 0
        outputTokens = row["output_tokens"] ?? 0
        cacheReadTokens = row["cache_read_tokens"] ?? 0
        cacheWriteTokens = row["cache_write_tokens"] ?? 0
        importedTokens = row["imported_tokens"] ?? 0
        costUSD = row["cost_usd"] ?? 0
        priced = row["priced"] ?? 0
        durationSum = row["duration_sum_ms"] ?? 0
    }

    static let names = columns.map(\.name).joined(separator: ", ")
    /// Sums over rows of `rollup`.
    static let sums = columns.map { "SUM(\($0.name)) AS \($0.name)" }.joined(separator: ", ")
    /// Sums over rows of `exchange`.
    static let sumsOfRows = columns.map { "\($0.from) AS \($0.name)" }.joined(separator: ", ")

    static let upsert = """
        INSERT INTO rollup (level, start_ms, facet_id, \(names))
        VALUES (?, ?, ?, \(columns.map { _ in "?" }.joined(separator: ", ")))
        ON CONFLICT (level, start_ms, facet_id) DO UPDATE SET
            \(columns.map { "\($0.name) = \($0.name) + excluded.\($0.name)" }.joined(separator: ", "))
        """
}
