package import Gateway
import GRDB
package import MessagesAPI
package import Providers

/// One stored exchange, without its attempts and bodies.
package struct ExchangeRow: Sendable, Equatable {
    /// The row's number, in the order of writing; never given twice.
    package let id: Int64
    package let requestID: String
    package let startedAt: Timestamp
    package let sessionID: String?
    package let agentID: String?
    package let client: String?
    package let requestedModel: String
    package let isStreaming: Bool
    package let outcome: Exchange.Outcome
    /// The status the client saw; `nil` in a row imported from an older history, like all that history did not know.
    package let status: Int?
    package let errorClass: String?
    package let errorMessage: String?
    package let servedBy: Target?
    package let usage: TokenUsage
    /// Input and output tokens together, only in an imported row: the older history did not tell them apart.
    package let importedTokens: Int?
    package let costUSD: Double?
    package let priceDate: String?
    package let timeToFirstByte: Duration?
    package let timeToFirstToken: Duration?
    package let duration: Duration?
    package let tokensPerSecond: Double?
    package let attemptCount: Int?
    package let requestBytes: Int?
    package let responseBytes: Int?

    /// Where this row stands in the order of paging.
    package var key: ExchangeKey { ExchangeKey(startedAt: startedAt, id: id) }
}

extension ExchangeRow {
    init(_ row: Row) {
        id = row["id"]
        requestID = row["request_id"]
        startedAt = Timestamp(milliseconds: row["started_at_ms"])
        sessionID = row["session_id"]
        agentID = row["agent_id"]
        client = row["client"]
        requestedModel = row["requested_model"]
        isStreaming = row["is_streaming"]
        // A word that only a newer version knows is no success.
        outcome = Exchange.Outcome(rawValue: row["outcome"]) ?? .failed
        status = row["status"]
        errorClass = row["error_class"]
        errorMessage = row["error_message"]
        servedBy = row.target(columnPrefix: "served_")
        usage = row.usage
        importedTokens = row["imported_tokens"]
        costUSD = row["cost_usd"]
        priceDate = row["price_date"]
        timeToFirstByte = row.duration("time_to_first_byte_ms")
        timeToFirstToken = row.duration("time_to_first_token_ms")
        duration = row.duration("duration_ms")
        tokensPerSecond = row["tokens_per_second"]
        attemptCount = row["attempt_count"]
        requestBytes = row["request_bytes"]
        responseBytes = row["response_bytes"]
    }
}
