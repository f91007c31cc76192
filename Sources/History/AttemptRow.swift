package import Gateway
import GRDB
package import MessagesAPI
package import Providers

/// One stored attempt.
package struct AttemptRow: Sendable, Equatable {
    /// The ``ExchangeRow/id`` of the exchange it belongs to.
    package let exchangeID: Int64
    /// Counted from 0.
    package let position: Int
    package let target: Target
    package let startedAt: Timestamp
    package let duration: Duration
    package let timeToFirstByte: Duration?
    package let status: Int?
    /// `nil` also in rows of a version that did not tell.
    package let upstreamRequestID: String?
    package let errorClass: String?
    package let errorText: String?
    package let cooldownUntil: Timestamp?
    package let usage: TokenUsage
    package let costUSD: Double?
    /// `nil` like ``costUSD``, and in rows of a version that did not tell.
    package let costSource: Attempt.CostSource?
    package let adjustment: String?
}

extension AttemptRow {
    init(_ row: Row) {
        exchangeID = row["exchange_id"]
        position = row["position"]
        target = Target(
            provider: row["provider"],
            model: row["model"],
            region: row["region"],
            endpoint: row["endpoint"]
        )
        startedAt = Timestamp(milliseconds: row["started_at_ms"])
        duration = .milliseconds(row["duration_ms"] as Int64)
        timeToFirstByte = row.duration("time_to_first_byte_ms")
        status = row["status"]
        upstreamRequestID = row["upstream_request_id"]
        errorClass = row["error_class"]
        errorText = row["error_text"]
        cooldownUntil = (row["cooldown_until_ms"] as Int64?).map(Timestamp.init(milliseconds:))
        usage = row.usage
        costUSD = row["cost_usd"]
        costSource = (row["cost_source"] as String?).flatMap(Attempt.CostSource.init)
        adjustment = row["adjustment"]
    }
}
