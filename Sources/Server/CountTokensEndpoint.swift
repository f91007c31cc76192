import Gateway
import HTTPTypes
import JSONBytes
import MessagesAPI
import NIOCore
import Providers

/// `POST /v1/messages/count_tokens`: the upstream's number where it has one, else an estimate that is marked as such.
struct CountTokensEndpoint: Sendable {
    /// Targets asked for a count at most; a client asks for dozens of counts at once and an estimate is at hand.
    static let targetLimit = 2

    let gateway: Gateway
    let counter: TokenCounter

    /// - Throws: ``APIError`` for a request that is wrong in itself.
    func respond(to request: ClientRequest) async throws -> ClientResponse {
        let message = try request.messagesRequest(.countTokens)
        let targets = try gateway.route(for: message.model).targets(for: message.model)
        for target in targets.prefix(Self.targetLimit) {
            if let count = try await counter.count(message, target: target, gateway: gateway) {
                return answer(count, source: "upstream", target: target)
            }
        }
        let estimate = try TokenEstimate.inputTokens(of: message, model: targets.first?.model ?? message.model)
        let corrected = targets.first.map { gateway.corrected(estimate, for: $0) } ?? estimate
        return answer(corrected, source: "estimate", target: nil)
    }

    private func answer(_ count: Int, source: String, target: Target?) -> ClientResponse {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("input_tokens", count)
        writer.endObject()
        var response = ClientResponse.json(writer)
        response.headers[.proxyTokenCount] = source
        if let target { response.headers[.proxyTarget] = "\(target.id)" }
        return response
    }
}
