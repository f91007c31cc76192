import Gateway
import MessagesAPI
import Providers

/// The columns of `exchange` that a request of our own fills.
enum ExchangeTable {
    /// An exchange with the number of its facet.
    struct Record: Sendable {
        let exchange: Exchange
        let facetID: Int64
    }

    static let columns: [TableColumn<Record>] = [
        TableColumn("request_id") { $0.exchange.requestID },
        TableColumn("started_at_ms") { $0.exchange.startedAt.milliseconds },
        TableColumn("session_id") { $0.exchange.sessionID },
        TableColumn("agent_id") { $0.exchange.agentID },
        TableColumn("client") { $0.exchange.client },
        TableColumn("requested_model") { $0.exchange.requestedModel },
        TableColumn("is_streaming") { $0.exchange.isStreaming },
        TableColumn("outcome") { $0.exchange.outcome.rawValue },
        TableColumn("status") { $0.exchange.status },
        TableColumn("error_class") { $0.exchange.errorClass },
        TableColumn("error_message") { $0.exchange.errorMessage },
        TableColumn("served_target") { $0.exchange.servedBy?.id.rawValue },
        TableColumn("served_provider") { $0.exchange.servedBy?.provider },
        TableColumn("served_model") { $0.exchange.servedBy?.model },
        TableColumn("served_region") { $0.exchange.servedBy?.region },
        TableColumn("served_endpoint") { $0.exchange.servedBy?.endpoint },
        TableColumn("input_tokens") { $0.exchange.usage.inputTokens },
        TableColumn("output_tokens") { $0.exchange.usage.outputTokens },
        TableColumn("cache_read_tokens") { $0.exchange.usage.cacheReadInputTokens },
        TableColumn("cache_write_tokens") { $0.exchange.usage.cacheCreationInputTokens },
        TableColumn("cache_write_one_hour_tokens") { $0.exchange.usage.cacheCreationOneHourInputTokens },
        TableColumn("cost_usd") { $0.exchange.costUSD },
        TableColumn("price_date") { $0.exchange.priceDate },
        TableColumn("time_to_first_byte_ms") { $0.exchange.timeToFirstByte?.wholeMilliseconds },
        TableColumn("time_to_first_token_ms") { $0.exchange.timeToFirstToken?.wholeMilliseconds },
        TableColumn("duration_ms") { $0.exchange.duration.wholeMilliseconds },
        TableColumn("tokens_per_second") { $0.exchange.tokensPerSecond },
        TableColumn("attempt_count") { $0.exchange.attempts.count },
        TableColumn("request_bytes") { $0.exchange.requestBytes },
        TableColumn("response_bytes") { $0.exchange.responseBytes },
        TableColumn("facet_id") { $0.facetID },
    ]

    /// Leaves the first row of a request id alone: one request is one row.
    static let insertion = columns.insertion(into: "exchange") + " ON CONFLICT (request_id) DO NOTHING"

    /// What ``ExchangeRow`` is read from.
    static let selection = "SELECT id, imported_tokens, \(columns.names()) FROM exchange"
}
