import Gateway
import HTTPTypes
import MessagesAPI
import NIOCore

/// Answers every request on the proxy's port.
struct APIResponder: HTTPResponder {
    let gate: AccessGate
    let messages: MessagesEndpoint
    let countTokens: CountTokensEndpoint
    let models: ModelsEndpoint
    let administration: AdministrationEndpoints
    let metrics: @Sendable () -> String

    func admit(_ head: HTTPRequest) throws(APIError) {
        let endpoint = try endpoint(head.method, path: head.pathWithoutQuery)
        try gate.check(head, isOpen: endpoint.isOpen, changesState: endpoint.changesState)
    }

    func respond(to request: ClientRequest, through client: ClientStream) async throws {
        var request = request
        request.credential = gate.foreignCredential(of: request.head)
        switch try endpoint(request.head.method, path: request.path) {
        case .createMessage: try await messages.respond(to: request, through: client)
        case .countTokens:
            let endpoint = countTokens
            let answer = try await LargeBody.work(on: request.body.count) { [request] in
                try await endpoint.respond(to: request)
            }
            try await client.send(answer)
        case .listModels: try await client.send(models.list(request))
        case .model(let id): try await client.send(models.one(id))
        case .hello: try await client.send(ClientResponse())
        case .health: try await client.send(administration.health())
        case .debug: try await client.send(administration.debug())
        case .resetCooldowns: try await client.send(administration.resetCooldowns(request))
        case .metrics: try await client.send(.text(metrics(), contentType: Self.metricsType))
        }
    }

    private func endpoint(_ method: HTTPRequest.Method, path: String) throws(APIError) -> Endpoint {
        if let endpoint = Endpoint(method, path: path) { return endpoint }
        throw APIError(.notFound, "\(method.rawValue) \(path.prefix(Self.pathLimit)): no such endpoint")
    }

    /// Characters of an unknown path that are repeated to the client.
    private static let pathLimit = 200
    /// The Prometheus text format's own content type.
    private static let metricsType = "text/plain; version=0.0.4; charset=utf-8"
}
