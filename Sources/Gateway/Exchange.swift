package import MessagesAPI
package import Providers

/// The record of one client request with all its attempts: what the history stores and the log line tells.
package struct Exchange: Sendable, Equatable {
    /// How the request ended for the client.
    package enum Outcome: String, Sendable {
        case succeeded
        case failed
        /// The client left before the end.
        case cancelled
    }

    /// The answer's `request-id`; unique.
    package var requestID: String
    package var startedAt: Timestamp
    /// `x-claude-code-session-id` and `x-claude-code-agent-id`, where the client sent them.
    package var sessionID: String?
    package var agentID: String?
    /// What the client calls itself: the first product of its `user-agent`, for example `claude-cli/2.1.330`.
    package var client: String?
    package var requestedModel: String
    package var isStreaming: Bool
    package var outcome: Outcome
    /// The HTTP status the client saw; 499 when it left before one was sent.
    package var status: Int
    /// The Messages API error type told to the client, or `cancelled`.
    package var errorClass: String?
    /// The error's message, redacted.
    package var errorMessage: String?
    /// The target whose answer the client got.
    package var servedBy: Target?
    package var usage: TokenUsage
    /// In USD, of all attempts whose cost is known; `nil` when that of the answer is not, which is not the same as free.
    package var costUSD: Double?
    /// The date of the price table behind ``costUSD``, `yyyy-MM-dd`; `nil` where the upstreams themselves named it all.
    package var priceDate: String?
    /// From the request's arrival to the first byte sent to the client.
    package var timeToFirstByte: Duration?
    /// From the request's arrival to the first content event of the answer.
    package var timeToFirstToken: Duration?
    package var duration: Duration
    package var requestBytes: Int
    package var responseBytes: Int
    package var attempts: [Attempt]
    /// The bodies, only where `history.bodies` is on.
    package var requestBody: [UInt8]?
    package var responseBody: [UInt8]?

    package init(
        requestID: String,
        startedAt: Timestamp,
        requestedModel: String,
        isStreaming: Bool,
        requestBytes: Int
    ) {
        self.requestID = requestID
        self.startedAt = startedAt
        self.requestedModel = requestedModel
        self.isStreaming = isStreaming
        self.requestBytes = requestBytes
        self.outcome = .failed
        self.status = 500
        self.usage = TokenUsage()
        self.duration = .zero
        self.responseBytes = 0
        self.attempts = []
    }

    /// Output tokens per second between the first token and the end; `nil` when either is not known.
    package var tokensPerSecond: Double? {
        guard let output = usage.outputTokens, let first = timeToFirstToken, duration > first else { return nil }
        return Double(output) / ((duration - first) / .seconds(1))
    }
}

/// One try of one target.
package struct Attempt: Sendable, Equatable {
    /// Where a cost is known from; the raw values are stored.
    package enum CostSource: String, Sendable {
        /// The upstream's own word.
        case upstream
        /// An estimate by the price table.
        case priceTable = "price_table"
    }

    package var target: Target
    /// From the exchange's start to this attempt's start.
    package var startOffset: Duration
    package var duration: Duration
    /// From the attempt's start to the first body byte of the upstream.
    package var timeToFirstByte: Duration?
    /// The upstream's status, where there was an answer.
    package var status: Int?
    /// What the upstream calls the request, printable ASCII of 128 bytes at most; `nil` where it does not say.
    package var upstreamRequestID: String?
    /// ``UpstreamFailure/Kind``'s raw value, `cancelled`, or `nil` for a success.
    package var errorClass: String?
    /// The upstream's words, redacted.
    package var errorText: String?
    /// The end of the cool-down this attempt set on its target.
    package var cooldownUntil: Timestamp?
    package var usage: TokenUsage
    /// In USD; `nil` when it is not known, which is not the same as free.
    package var costUSD: Double?
    /// Who says so; `nil` like ``costUSD``.
    package var costSource: CostSource?
    /// What was changed because of the attempt before, for example `without context_management`.
    package var adjustment: String?

    package init(target: Target, startOffset: Duration) {
        self.target = target
        self.startOffset = startOffset
        self.duration = .zero
        self.usage = TokenUsage()
    }
}

/// Takes finished exchanges.
///
/// Must not wait, fail or block: it is called on the request's own task.
package protocol ExchangeRecorder: Sendable {
    func record(_ exchange: Exchange)
}
