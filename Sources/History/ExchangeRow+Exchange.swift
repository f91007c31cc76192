package import Gateway

extension ExchangeRow {
    /// The row of an exchange that is not written yet: like the stored one, but with the number 0.
    package init(_ exchange: Exchange) {
        id = 0
        requestID = exchange.requestID
        startedAt = exchange.startedAt
        sessionID = exchange.sessionID
        agentID = exchange.agentID
        client = exchange.client
        requestedModel = exchange.requestedModel
        isStreaming = exchange.isStreaming
        outcome = exchange.outcome
        status = exchange.status
        errorClass = exchange.errorClass
        errorMessage = exchange.errorMessage
        servedBy = exchange.servedBy
        usage = exchange.usage
        importedTokens = nil
        costUSD = exchange.costUSD
        priceDate = exchange.priceDate
        timeToFirstByte = exchange.timeToFirstByte?.stored
        timeToFirstToken = exchange.timeToFirstToken?.stored
        duration = exchange.duration.stored
        tokensPerSecond = exchange.tokensPerSecond
        attemptCount = exchange.attempts.count
        requestBytes = exchange.requestBytes
        responseBytes = exchange.responseBytes
    }

    /// Whether the row has a place in the order of paging.
    package var isStored: Bool { id != 0 }
}

extension AttemptRow {
    /// The rows of an exchange's attempts that are not written yet.
    package static func all(of exchange: Exchange) -> [AttemptRow] {
        exchange.attempts.enumerated().map { position, attempt in
            AttemptRow(
                exchangeID: 0,
                position: position,
                target: attempt.target,
                startedAt: exchange.startedAt.advanced(by: attempt.startOffset),
                duration: attempt.duration.stored,
                timeToFirstByte: attempt.timeToFirstByte?.stored,
                status: attempt.status,
                upstreamRequestID: attempt.upstreamRequestID,
                errorClass: attempt.errorClass,
                errorText: attempt.errorText,
                cooldownUntil: attempt.cooldownUntil,
                usage: attempt.usage,
                costUSD: attempt.costUSD,
                costSource: attempt.costSource,
                adjustment: attempt.adjustment
            )
        }
    }
}

extension Duration {
    /// As it comes back from a column of milliseconds.
    fileprivate var stored: Duration { .milliseconds(wholeMilliseconds) }
}
