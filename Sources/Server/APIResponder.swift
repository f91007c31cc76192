import Gateway
import HTTPTypes
import HummingbirdCore
import Logging
import MessagesAPI
import NIOCore

/// Answers every request on the proxy's port: gate, body, endpoint.
struct APIResponder: Sendable {
    /// The connection is closed after the answer, because the rest of the request was not read.
    struct UnreadRequest: Error {}

    let gate: AccessGate
    let bodies: RequestBodyReader
    let messages: MessagesEndpoint
    let countTokens: CountTokensEndpoint
    let models: ModelsEndpoint
    let administration: AdministrationEndpoints
    let metrics: @Sendable () -> String
    let logger: Logger

    /// - Throws: To have the connection closed.
    func respond(_ request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel) async throws {
        let arrival = ContinuousClock.now
        let client = ClientStream(writer, requestID: RequestID.make())
        do {
            let (path, query) = Self.split(request.head.path ?? "/")
            let endpoint = try endpoint(request.method, path: path)
            try gate.check(request.head, isOpen: endpoint.isOpen, changesState: endpoint.changesState)
            let body = try await bodies.collect(request)
            var logger = logger
            logger[metadataKey: "request.id"] = "\(client.requestID)"
            let clientRequest = ClientRequest(
                id: client.requestID,
                head: request.head,
                path: path,
                query: query,
                body: body,
                arrival: arrival,
                logger: logger
            )
            try await answer(clientRequest, endpoint, client: client, channel: channel)
        } catch let error as APIError {
            try await client.fail(error)
            if error.status == 413 || error.status == 408 { throw UnreadRequest() }
        }
    }

    private func endpoint(_ method: HTTPRequest.Method, path: String) throws(APIError) -> Endpoint {
        if let endpoint = Endpoint(method, path: path) { return endpoint }
        throw APIError(.notFound, "\(method.rawValue) \(path.prefix(200)): no such endpoint")
    }

    private func answer(
        _ request: ClientRequest,
        _ endpoint: Endpoint,
        client: ClientStream,
        channel: any Channel
    ) async throws {
        switch endpoint {
        case .createMessage:
            let messages = messages
            try await whilePresent(channel, client) { try await messages.respond(to: request, through: $0) }
        case .countTokens:
            let countTokens = countTokens
            try await whilePresent(channel, client) { try await $0.send(countTokens.respond(to: request)) }
        case .listModels: try await client.send(models.list(request))
        case .model(let id): try await client.send(models.one(id))
        case .hello: try await client.send(ClientResponse())
        case .health: try await client.send(administration.health())
        case .debug: try await client.send(administration.debug())
        case .resetCooldowns: try await client.send(administration.resetCooldowns(request))
        case .metrics: try await client.send(.text(metrics(), contentType: Self.metricsType))
        }
    }

    /// Runs what may take long, and cancels it when the client leaves.
    private func whilePresent(
        _ channel: any Channel,
        _ client: ClientStream,
        _ operation: @escaping @Sendable (ClientStream) async throws -> Void
    ) async throws {
        let presence = try await channel.pipeline.handler(type: ClientPresence.self).get()
        // This task does not touch the client again before `cancelling` has returned.
        let box = UncheckedTransfer(client)
        try await presence.cancelling { try await operation(box.value) }
    }

    /// The Prometheus text format's own content type.
    private static let metricsType = "text/plain; version=0.0.4; charset=utf-8"

    static func split(_ target: String) -> (path: String, query: String) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        return (String(parts[0]), parts.count == 2 ? String(parts[1]) : "")
    }
}

/// Takes a value into a child task where the compiler cannot see that the parent leaves it alone meanwhile.
///
/// The one unchecked conformance of the code base: Hummingbird's body writer is not Sendable, and a task group's child is
/// the only thing that can be cancelled when the client goes.
private struct UncheckedTransfer<Value>: @unchecked Sendable {
    let value: Value

    init(_ value: Value) { self.value = value }
}
