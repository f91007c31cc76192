package import MessagesAPI
import NIOCore
package import Providers

/// What became of asking an upstream to count tokens.
package enum TokenCountOutcome: Sendable, Equatable {
    case counted(Int)
    /// The target has no such operation, or not for this model.
    case unsupported
    /// It does not like this request; another one it may.
    case refused
    /// It did not answer this time.
    case failed
}

extension TokenCountOutcome {
    /// What a failure says of the next count.
    init(_ kind: UpstreamFailure.Kind) {
        switch kind {
        case .permission, .modelNotFound, .unsupportedFeature:
            self = .unsupported
        case .invalidRequest, .contextTooLong, .requestTooLarge:
            self = .refused
        case .rateLimited, .quotaExhausted, .billing, .modelFault, .overloaded, .unavailable, .timedOut, .network,
            .malformed, .incomplete, .authentication, .clientAuthentication, .credentialExpired, .clockSkew,
            .misconfigured, .localLimit:
            self = .failed
        }
    }
}

extension Gateway {
    /// Largest answer to a count that is read, in bytes; the real one has some 20.
    static let countAnswerLimit = 64 * 1024

    /// An estimate as it would have come out right for what a target counted before.
    package func corrected(_ estimate: Int, for target: Target) -> Int {
        upstreams[target.provider]?.provider.corrected(estimate, for: target) ?? estimate
    }

    /// Asks one target to count a prompt's tokens.
    ///
    /// Sets no cool-down: counting has a quota of its own. Throws only a `CancellationError`.
    package func countTokens(_ message: MessagesRequest, target: Target) async throws -> TokenCountOutcome {
        guard let upstream = upstreams[target.provider] else { return .unsupported }
        do {
            let outgoing = try await upstream.provider.countTokensRequest(for: message, target: target)
            guard let outgoing else { return .unsupported }
            let response = try await upstream.transport.send(outgoing)
            var body = response.makeBody()
            var collected = ByteBuffer()
            while collected.readableBytes <= Self.countAnswerLimit, var chunk = try await body.next() {
                collected.writeBuffer(&chunk)
            }
            guard (200..<300).contains(response.status) else {
                let provider = upstream.provider
                let failure = provider.failure(
                    status: response.status,
                    headers: response.headers,
                    body: collected,
                    target: target
                )
                return TokenCountOutcome(failure.kind)
            }
            return upstream.provider.tokenCount(inAnswer: collected).map(TokenCountOutcome.counted) ?? .failed
        } catch is UpstreamFailure {
            return .failed
        }
    }
}
