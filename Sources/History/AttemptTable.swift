import Gateway
import MessagesAPI
import Providers

/// The columns of `attempt`.
enum AttemptTable {
    /// An attempt with what its row takes from the exchange around it.
    struct Record: Sendable {
        let exchangeID: Int64
        /// Counted from 0.
        let position: Int
        let exchangeStartedAt: Timestamp
        let attempt: Attempt
    }

    static let columns: [TableColumn<Record>] = [
        TableColumn("exchange_id") { $0.exchangeID },
        TableColumn("position") { $0.position },
        TableColumn("target") { $0.attempt.target.id.rawValue },
        TableColumn("provider") { $0.attempt.target.provider },
        TableColumn("model") { $0.attempt.target.model },
        TableColumn("region") { $0.attempt.target.region },
        TableColumn("endpoint") { $0.attempt.target.endpoint },
        TableColumn("started_at_ms") { $0.exchangeStartedAt.advanced(by: $0.attempt.startOffset).milliseconds },
        TableColumn("duration_ms") { $0.attempt.duration.wholeMilliseconds },
        TableColumn("time_to_first_byte_ms") { $0.attempt.timeToFirstByte?.wholeMilliseconds },
        TableColumn("status") { $0.attempt.status },
        TableColumn("upstream_request_id") { $0.attempt.upstreamRequestID },
        TableColumn("error_class") { $0.attempt.errorClass },
        TableColumn("error_text") { $0.attempt.errorText },
        TableColumn("cooldown_until_ms") { $0.attempt.cooldownUntil?.milliseconds },
        TableColumn("input_tokens") { $0.attempt.usage.inputTokens },
        TableColumn("output_tokens") { $0.attempt.usage.outputTokens },
        TableColumn("cache_read_tokens") { $0.attempt.usage.cacheReadInputTokens },
        TableColumn("cache_write_tokens") { $0.attempt.usage.cacheCreationInputTokens },
        TableColumn("cache_write_one_hour_tokens") { $0.attempt.usage.cacheCreationOneHourInputTokens },
        TableColumn("cost_usd") { $0.attempt.costUSD },
        TableColumn("cost_source") { $0.attempt.costSource?.rawValue },
        TableColumn("adjustment") { $0.attempt.adjustment },
    ]

    static let insertion = columns.insertion(into: "attempt")

    /// What ``AttemptRow`` is read from.
    static let selection = "SELECT \(columns.names()) FROM attempt"
}
