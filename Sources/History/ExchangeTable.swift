import Gateway
import MessagesAPI
import Providers

/// The columns of `exchange` that a request of our own fills.
enum ExchangeTable {
    static let columns: [TableColumn<Exchange>] = [
        TableColumn("request_id") { $0.requestID },
        TableColumn("started_at_ms") { $0.startedAt.milliseconds },
        TableColumn("session_id") { $0.sessionID },
        TableColumn("agent_id") { $0.agentID },
        TableColumn("client") { $0.client },
        TableColumn("requested_model") { $0.requestedModel },
        TableColumn("is_streaming") { $0.isStreaming },
        TableColumn("outcome") { $0.outcome.rawValue },
        TableColumn("status") { $0.status },
        TableColumn("error_class") { $0.errorClass },
        TableColumn("error_message") { $0.errorMessage },
        TableColumn("served_target") { $0.servedBy?.id.rawValue },
        TableColumn("served_provider") { $0.servedBy?.provider },
        TableColumn("served_model") { $0.servedBy?.model },
        TableColumn("served_region") { $0.servedBy?.region },
        TableColumn("served_endpoint") { $0.servedBy?.endpoint },
        TableColumn("input_tokens") { $0.usage.inputTokens },
        TableColumn("output_tokens") { $0.usage.outputTokens },
        TableColumn("cache_read_tokens") { $0.usage.cacheReadInputTokens },
        TableColumn("cache_write_tokens") { $0.usage.cacheCreationInputTokens },
        TableColumn("cache_write_one_hour_tokens") { $0.usage.cacheCreationOneHourInputTokens },
        TableColumn("cost_usd") { $0.costUSD },
        TableColumn("price_date") { $0.priceDate },
        TableColumn("time_to_first_byte_ms") { $0.timeToFirstByte?.wholeMilliseconds },
        TableColumn("time_to_first_token_ms") { $0.timeToFirstToken?.wholeMilliseconds },
        TableColumn("duration_ms") { $0.duration.wholeMilliseconds },
        TableColumn("tokens_per_second") { $0.tokensPerSecond },
        TableColumn("attempt_count") { $0.attempts.count },
        TableColumn("request_bytes") { $0.requestBytes },
        TableColumn("response_bytes") { $0.responseBytes },
    ]

    /// Leaves the first row of a request id alone: one request is one row.
    static let insertion = columns.insertion(into: "exchange") + " ON CONFLICT (request_id) DO NOTHING"

    /// What ``ExchangeRow`` is read from.
    static let selection = "SELECT id, imported_tokens, \(columns.names()) FROM exchange"
}
