import Gateway
import HTTPTypes
import Logging
import MessagesAPI
import NIOCore
import Providers

extension Exchange {
    /// What is known of an exchange when its request has arrived.
    init(_ request: ClientRequest, _ message: MessagesRequest, now: Timestamp) {
        self.init(
            requestID: request.id,
            startedAt: Timestamp(milliseconds: now.milliseconds - (.now - request.arrival).wholeMilliseconds),
            requestedModel: message.model,
            isStreaming: message.isStreaming,
            requestBytes: request.body.count
        )
        sessionID = request.header(.sessionID).map { String($0.prefix(Self.headerLimit)) }
        agentID = request.header(.agentID).map { String($0.prefix(Self.headerLimit)) }
        client = request.header(.userAgent)?.split(separator: " ").first.map { String($0.prefix(Self.headerLimit)) }
    }

    /// Characters of a client's header that are kept.
    private static let headerLimit = 128

    /// The facts of the one log line a request gets.
    var logMetadata: Logger.Metadata {
        var facts: Logger.Metadata = [
            "request.model": "\(requestedModel)",
            "request.stream": "\(isStreaming)",
            "response.status": "\(status)",
            "outcome": "\(outcome.rawValue)",
            "attempts": "\(attempts.count)",
            "duration.ms": "\(duration.wholeMilliseconds)",
        ]
        if let servedBy { facts["target.id"] = "\(servedBy.id)" }
        if let errorClass { facts["error.type"] = "\(errorClass)" }
        if let input = usage.inputTokens { facts["tokens.input"] = "\(input)" }
        if let output = usage.outputTokens { facts["tokens.output"] = "\(output)" }
        if let costUSD { facts["cost.usd"] = "\(Self.rounded(costUSD))" }
        return facts
    }

    /// To a millionth, which sums of binary fractions are not by themselves.
    private static func rounded(_ usd: Double) -> Double { (usd * 1_000_000).rounded() / 1_000_000 }
}

extension ExchangeRecord {
    /// Notes what the client was told.
    func fail(_ error: APIError) {
        update { exchange in
            exchange.outcome = .failed
            exchange.status = error.status
            exchange.errorClass = error.kind.rawValue
            exchange.errorMessage = error.message
        }
    }

    /// Notes that the client left before the end.
    ///
    /// 499 is nginx's status for that; there is no standard one.
    func cancel() {
        update { exchange in
            exchange.outcome = .cancelled
            exchange.status = 499
            exchange.errorClass = "cancelled"
        }
    }

    func noteFirstByte() {
        let elapsed = elapsed
        update { $0.timeToFirstByte = $0.timeToFirstByte ?? elapsed }
    }

    func noteFirstToken() {
        let elapsed = elapsed
        update { $0.timeToFirstToken = elapsed }
    }

    /// Keeps the answer's bytes for the history.
    func keepResponse(_ bytes: ByteBuffer) {
        update { exchange in
            let room = Self.bodyLimit - (exchange.responseBody?.count ?? 0)
            // In place: the body grows by each event, and must not be copied for each.
            exchange.responseBody?.append(contentsOf: bytes.readableBytesView.prefix(room))
            if exchange.responseBody == nil { exchange.responseBody = Array(bytes.readableBytesView.prefix(room)) }
        }
    }

    /// Largest answer kept in the history, in bytes.
    private static let bodyLimit = 32 * 1024 * 1024
}
