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
    /// The columns in `rollup`, and the value of each in a row of `exchange`; migrations use them, so they stay.
    static let columns: [(name: String, value: String)] = [
        ("exchanges", "1"),
        ("succeeded", "outcome = 'succeeded'"),
        ("cancelled", "outcome = 'cancelled'"),
        ("failovers", "COALESCE(attempt_count, 0) > 1"),
        ("attempts", "COALESCE(attempt_count, 0)"),
        ("input_tokens", "COALESCE(input_tokens, 0)"),
        ("output_tokens", "COALESCE(output_tokens, 0)"),
        ("cache_read_tokens", "COALESCE(cache_read_tokens, 0)"),
        ("cache_write_tokens", "COALESCE(cache_write_tokens, 0)"),
        ("imported_tokens", "COALESCE(imported_tokens, 0)"),
        ("cost_usd", "COALESCE(cost_usd, 0.0)"),
        ("priced", "cost_usd IS NOT NULL"),
        ("duration_sum_ms", "COALESCE(duration_ms, 0)"),
    ]

    /// Adds the values of ``columns``, the first of which stands at `place`.
    ///
    /// By position: looking for thirteen names in thousands of rows would cost more than all the rest.
    mutating func add(_ row: Row, from place: Int) {
        exchanges += row[place]
        succeeded += row[place + 1]
        cancelled += row[place + 2]
        failovers += row[place + 3]
        attempts += row[place + 4]
        inputTokens += row[place + 5]
        outputTokens += row[place + 6]
        cacheReadTokens += row[place + 7]
        cacheWriteTokens += row[place + 8]
        importedTokens += row[place + 9]
        costUSD += row[place + 10]
        priced += row[place + 11]
        durationSum += row[place + 12]
    }

    static let names = columns.map(\.name).joined(separator: ", ")
    /// Those of one row of `exchange`.
    static let valuesOfRow = columns.map(\.value).joined(separator: ", ")
    /// Sums over rows of `exchange`.
    static let sumsOfRows = columns.map { "SUM(\($0.value)) AS \($0.name)" }.joined(separator: ", ")
}
