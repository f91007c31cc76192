import HTTPTypes
import HummingbirdCore
import Logging
import MessagesAPI
import NIOCore
import NIOHTTP1
import NIOHTTPTypes
import NIOHTTPTypesHTTP1

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
    /// A connection whose pipeline is set up.
    struct Value: ServerChildChannelValue {
        let http: NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>
        let presence: ClientPresence
        var channel: any Channel { http.channel }
    }

    let responder: Responder
    let limits: HTTPLimits
    let requestLogger: Logger

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Value> {
        channel.eventLoop.makeCompletedFuture {
            let presence = ClientPresence()
            let pipeline = channel.pipeline.syncOperations
            try pipeline.configureHTTPServerPipeline(
                withPipeliningAssistance: false,
                withErrorHandling: false,
                withOutboundHeaderValidation: false,
                withEncoderConfiguration: .init(),
                withDecoderLimitConfiguration: limits.decoder
            )
            try pipeline.addHandler(HTTP1ToHTTPServerCodec(secure: false))
            try pipeline.addHandler(presence)
            try pipeline.addHandler(
                ClientTimeouts(readTimeout: .init(limits.readTimeout), writeTimeout: .init(limits.writeTimeout))
            )
            try pipeline.addHandler(StreamKeepAlive(interval: .init(limits.pingInterval)))
            try pipeline.addHandler(HTTPConnectionStateHandler(idleTimeout: limits.idleTimeout, logger: logger))
            let http = try NIOAsyncChannel<HTTPRequestPart, HTTPResponsePart>(
                wrappingChannelSynchronously: channel,
                configuration: .init(isOutboundHalfClosureEnabled: true)
            )
            return Value(http: http, presence: presence)
        }
    }

    func handle(value: Value, logger: Logger) async {
        let channel = value.channel
        do {
            try await withTaskCancellationHandler {
                try await value.http.executeThenClose { inbound, outbound in
                    var requests = RequestReader(inbound.makeAsyncIterator(), limits: limits, outbound: outbound)
                    try await serve(&requests, outbound, value)
                    outbound.finish()
                    try await channel.closeFuture.get()
                }
            } onCancel: {
                // The server stops and has waited long enough: the client counts as gone.
                channel.close(mode: .input, promise: nil)
            }
        } catch {
            logger.trace("connection ended", metadata: ["cause": "\(type(of: error))"])
        }
    }

    private func serve(
        _ requests: inout RequestReader,
        _ outbound: NIOAsyncChannelOutboundWriter<HTTPResponsePart>,
        _ connection: Value
    ) async throws {
        do {
            while let head = try await requests.next() {
                let mayGoOn = try await serve(head, &requests, outbound, connection)
                if !mayGoOn || head.asksToClose { return }
            }
        } catch let error as HTTPParserError {
            let client = ClientStream(outbound, requestID: RequestID.make(), isHead: false)
            try await client.fail(APIError(error), closing: true)
        }
    }

    /// Answers one request.
    /// - Returns: Whether the connection can take another one.
    private func serve(
        _ head: HTTPRequest,
        _ requests: inout RequestReader,
        _ outbound: NIOAsyncChannelOutboundWriter<HTTPResponsePart>,
        _ connection: Value
    ) async throws -> Bool {
        let arrival = ContinuousClock.now
        let id = RequestID.make()
        let body: ByteBuffer
        do {
            try responder.admit(head)
            body = try await requests.body(of: head)
        } catch let error as APIError {
            // The answer first: a client that waits for `100 Continue`, or for our word on a large body, waits for it.
            let hasRest = requests.hasRest(of: head)
            let client = ClientStream(outbound, requestID: id, isHead: head.method == .head)
            try await client.fail(error, headers: responder.failureHeaders(error), closing: hasRest)
            if hasRest { await requests.skipRest(closing: connection.channel) }
            return !hasRest
        }
        var logger = requestLogger
        logger[metadataKey: "request.id"] = "\(id)"
        let request = ClientRequest(id: id, head: head, body: body, arrival: arrival, logger: logger)
        let responder = responder
        try await connection.presence.cancelling {
            let client = ClientStream(outbound, requestID: id, isHead: head.method == .head)
            do {
                try await responder.respond(to: request, through: client)
            } catch let error as APIError {
                try await client.fail(error, headers: responder.failureHeaders(error))
            }
        }
        return true
    }
}

extension HTTPRequest {
    /// Whether the client wants the connection closed after the answer: one of the tokens of `connection` says so.
    fileprivate var asksToClose: Bool {
        headerFields[values: .connection].contains { line in
            line.split(separator: ",").contains { $0.lowercased().contains("close") }
        }
    }
}

extension APIError {
    /// What is told of a request that is no HTTP.
    fileprivate init(_ error: HTTPParserError) {
        switch error {
        case .headerOverflow: self.init(.invalidRequest, "The request's head is too large.", status: 431)
        // Every other kind of broken syntax: there are dozens, and the client's programmer has to look anyway.
        default: self.init(.invalidRequest, "The request is not valid HTTP/1.1.")
        }
    }
}
