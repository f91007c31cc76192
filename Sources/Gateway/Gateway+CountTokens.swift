package import MessagesAPI
import NIOCore
package import Providers

/// What became of asking an upstream to count tokens.
package enum TokenCountOutcome: Sendable, Equatable {
    case counted(Int)
    /// The target has no such operation, or not for this model.
    case unsupported
    /// It did not answer this time.
    case failed
}

extension Gateway {
    /// Largest answer to a count that is read, in bytes; the real one has some 20.
    static let countAnswerLimit = 64 * 1024

    /// Asks one target to count a prompt's tokens.
    ///
    /// Sets no cool-down: counting has a quota of its own. Throws only a `CancellationError`.
    package func countTokens(_ message: MessagesRequest, target: Target) async throws -> TokenCountOutcome {
        guard let upstream = upstreams[target.provider] else { return .unsupported }
        do {
            let outgoing = try await upstream.provider.countTokensRequest(for: message, target: target)
            guard let outgoing else { return .unsupported }
            let response = try await upstream.transport.send(outgoing)
            guard (200..<300).contains(response.status) else {
                let mayComeBack = response.status == 429 || response.status >= 500
                return mayComeBack ? .failed : .unsupported
            }
            var body = response.makeBody()
            var collected = ByteBuffer()
            while collected.readableBytes <= Self.countAnswerLimit, var chunk = try await body.next() {
                collected.writeBuffer(&chunk)
            }
            return upstream.provider.tokenCount(inAnswer: collected).map(TokenCountOutcome.counted) ?? .failed
        } catch is UpstreamFailure {
            return .failed
        }
    }
}
