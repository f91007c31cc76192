import MessagesAPI
package import Providers

/// What can be told of an exchange that has not ended.
package struct RunningExchange: Sendable, Equatable {
    package let requestID: String
    package let startedAt: Timestamp
    package let requestedModel: String
    package let isStreaming: Bool
    /// The target that is being tried or that answers; `nil` before the first.
    package let target: Target?
    /// How many attempts were begun.
    package let attempts: Int
    /// Whether a target has begun to answer.
    package let hasBegun: Bool
    /// `nil` until something is known; an estimate until the upstream has told its own count.
    package let outputTokens: Int?
}

extension RunningExchange {
    /// Reads what it needs alone: a copy of the whole exchange would make the next event copy a stored body.
    init(_ exchange: Exchange, contentBytes: Int) {
        requestID = exchange.requestID
        startedAt = exchange.startedAt
        requestedModel = exchange.requestedModel
        isStreaming = exchange.isStreaming
        target = exchange.servedBy ?? exchange.attempts.last?.target
        attempts = exchange.attempts.count
        hasBegun = exchange.servedBy != nil
        let estimate = contentBytes > 0 ? (contentBytes + Self.bytesPerToken - 1) / Self.bytesPerToken : nil
        outputTokens = exchange.usage.outputTokens ?? estimate
    }

    /// About what a token of English text takes; good enough to show that something comes.
    private static let bytesPerToken = 4
}
