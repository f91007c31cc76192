package import MessagesAPI
import NIOCore
package import Providers

extension Gateway {
    /// Asks one target to count a prompt's tokens.
    ///
    /// Sets no cool-down: counting has a quota of its own.
    /// `answerLimit` is the largest answer read, in bytes. The result is `nil` if the target has no such operation or did
    /// not answer it; only a `CancellationError` is thrown.
    package func countTokens(_ message: MessagesRequest, target: Target, answerLimit: Int) async throws -> Int? {
        guard let upstream = upstreams[target.provider] else { return nil }
        do {
            let outgoing = try await upstream.provider.countTokensRequest(for: message, target: target)
            guard let outgoing else { return nil }
            let response = try await upstream.transport.send(outgoing)
            guard (200..<300).contains(response.status) else { return nil }
            var body = response.makeBody()
            var collected = ByteBuffer()
            while collected.readableBytes <= answerLimit, var chunk = try await body.next() {
                collected.writeBuffer(&chunk)
            }
            return upstream.provider.tokenCount(inAnswer: collected)
        } catch is UpstreamFailure {
            return nil
        }
    }
}
