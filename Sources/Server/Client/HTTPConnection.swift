import HTTPTypes
import HummingbirdCore
import Logging
import MessagesAPI
import NIOCore
import NIOHTTP1

/// Answers the requests of one port.
protocol HTTPResponder: Sendable {
    /// Looks at a head before its body is read.
    /// - Throws: ``APIError`` to refuse the request.
    func admit(_ head: HTTPRequest) throws(APIError)

    /// Answers one request. Runs in a task that is cancelled when the client leaves.
    /// - Throws: ``APIError`` to have it told to the client; anything else closes the connection.
    func respond(to request: ClientRequest, through client: ClientStream) async throws

    /// Headers that go with an error's own.
    func failureHeaders(_ error: APIError) -> HTTPFields
}

extension HTTPResponder {
    /// Lets a browser ask for the key: any name, the key as the password.
    func failureHeaders(_ error: APIError) -> HTTPFields {
        error.kind == .authentication ? [.wwwAuthenticate: "Basic realm=\"claude-proxy\""] : [:]
    }
}

/// One client connection: requests in turn, each with its body collected first.
struct HTTPConnection<Responder: HTTPResponder>: ServerChildChannel {
    private let responder: Responder
    private let limits: HTTPLimits
    private let place: HTTPConnectionPlace
    private let requestLogger: Logger
    /// The responder's own; made once, or each connection would hold a copy of all that the responder consists of.
    private let admit: @Sendable (HTTPRequest) throws(APIError) -> Void

    init(responder: Responder, limits: HTTPLimits, place: HTTPConnectionPlace, requestLogger: Logger) {
        self.responder = responder
        self.limits = limits
        self.place = place
        self.requestLogger = requestLogger
        admit = { head throws(APIError) in try responder.admit(head) }
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<ClientHandle> {
        channel.eventLoop.makeCompletedFuture {
            let (pipeline, options) = (channel.pipeline.syncOperations, channel.syncOptions)
            try options?.setOption(.recvAllocator, value: UnpooledReceiveAllocator(first: 2048))
            try options?.setOption(.maxMessagesPerRead, value: UnpooledReceiveAllocator.readsInTurn)
            let connection = ClientConnection(limits: limits, admit: admit)
            try pipeline.add(connection, limits)
            return ClientHandle(connection, on: channel)
        }
    }

    func handle(value client: ClientHandle, logger: Logger) async {
        await withTaskExecutorPreference(executor(of: client)) {
            await withDiscardingTaskGroup { group in
                group.addTask {
                    await serve(client)
                    client.close()
                }
                await client.departure()
                group.cancelAll()
            }
        }
    }

    private func executor(of client: ClientHandle) -> EventLoopExecutor? {
        switch place {
        case .eventLoop: EventLoopExecutor(client.channel.eventLoop)
        case .sharedThreads: nil
        }
    }

    private func serve(_ client: ClientHandle) async {
        while let request = await client.next() {
            do {
                try await answer(request, client)
            } catch {
                requestLogger.trace("connection ended", metadata: ["cause": "\(type(of: error))"])
                return
            }
        }
    }

    private func answer(_ arrived: ArrivedRequest, _ handle: ClientHandle) async throws {
        let id = RequestID.make()
        let client = ClientStream(handle, requestID: id, isHead: arrived.head.method == .head)
        do {
            if let refusal = arrived.refusal { throw refusal }
            var logger = requestLogger
            logger[metadataKey: "request.id"] = "\(id)"
            let (head, body, arrival) = (arrived.head, arrived.body, arrived.arrival)
            let request = ClientRequest(id: id, head: head, body: body, arrival: arrival, logger: logger)
            try await responder.respond(to: request, through: client)
        } catch let error as APIError {
            try await client.fail(error, headers: responder.failureHeaders(error))
        }
    }
}

extension ChannelPipeline.SynchronousOperations {
    /// Adds a client's connection behind what makes its bytes HTTP.
    func add(_ connection: ClientConnection, _ limits: HTTPLimits) throws {
        let decoder = HTTPRequestDecoder(limitConfiguration: limits.decoder)
        try addHandlers([
            HTTPResponseEncoder(),
            ByteToMessageHandler(decoder, maximumBufferSize: HTTPLimits.undecodedBytes),
            connection,
        ])
    }
}
