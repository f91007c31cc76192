import Gateway
import HTTPTypes
import Logging
import MessagesAPI
import NIOCore
import Providers

/// `POST /v1/messages`: asks the gateway, writes what it answers, and sees to the record.
struct MessagesEndpoint: Sendable {
    /// How long the client waits for the head of a stream while targets are tried; then it gets the head and pings, and
    /// `message_start` follows from whoever answers.
    ///
    /// Below the patience of every known client.
    static let gateDelay = Duration.seconds(10)

    let gateway: Gateway
    let recorder: any ExchangeRecorder
    let metrics: GatewayMetrics
    let clock: any Clock<Duration>
    let storesBodies: Bool

    /// Answers the request; what goes wrong is told to the client here.
    /// - Throws: ``APIError`` for a request that never reached routing; `CancellationError` or the connection's error
    ///   when the client has gone.
    func respond(to request: ClientRequest, through client: ClientStream) async throws {
        let message = try request.messagesRequest(.createMessage)
        let record = ExchangeRecord(Exchange(request, message, now: gateway.now()), start: request.arrival)
        if storesBodies { record.update { $0.requestBody = Array(message.body.readableBytesView) } }
        do {
            try await answer(message, record: record, client: client, logger: request.logger)
            record.update { $0.outcome = .succeeded }
            finish(record, client: client, logger: request.logger)
        } catch let error as APIError {
            record.fail(error)
            try? await client.fail(error)
            finish(record, client: client, logger: request.logger)
        } catch {
            record.cancel()
            finish(record, client: client, logger: request.logger)
            throw error
        }
    }

    private func answer(
        _ message: MessagesRequest,
        record: ExchangeRecord,
        client: ClientStream,
        logger: Logger
    ) async throws {
        let opened = try await open(message, record: record, client: client, logger: logger)
        guard var response = opened.take() else { return }
        record.update { $0.servedBy = response.target }
        if message.isStreaming { record.noteFirstToken() }
        do {
            try await write(&response, of: message, record: record, client: client)
        } catch {
            let usage = response.rest.usage
            record.update { $0.usage = usage }
            if let failure = error as? UpstreamFailure { throw FinalError.relayed(failure) }
            gateway.fail(response, error, record: record)
            throw error
        }
        let usage = response.rest.usage
        record.update { $0.usage = usage }
    }

    /// Waits for an answer to begin; a stream's client gets its head and pings when that takes long.
    private func open(
        _ message: MessagesRequest,
        record: ExchangeRecord,
        client: ClientStream,
        logger: Logger
    ) async throws -> HandOff<CommittedResponse> {
        guard message.isStreaming else { return try await gateway.open(message, record: record, logger: logger) }
        let (gateway, clock) = (gateway, clock)
        return try await withThrowingTaskGroup(of: HandOff<CommittedResponse>?.self) { group in
            group.addTask { try await gateway.open(message, record: record, logger: logger) }
            group.addTask {
                try await clock.sleep(for: Self.gateDelay)
                return nil
            }
            defer { group.cancelAll() }
            while let step = try await group.next() {
                if let opened = step { return opened }
                try await client.startStream(first: ByteBuffer(bytes: SSEWriter.ping))
                record.noteFirstByte()
            }
            throw CancellationError()
        }
    }

    private func write(
        _ response: inout CommittedResponse,
        of message: MessagesRequest,
        record: ExchangeRecord,
        client: ClientStream
    ) async throws {
        let headers: HTTPFields = [
            .proxyTarget: "\(response.target.id)",
            .proxyAttempts: "\(response.attempts)",
        ]
        if message.isStreaming {
            try await stream(&response, headers: headers, record: record, client: client)
        } else {
            try await send(&response, headers: headers, record: record, client: client)
        }
    }

    /// Nothing stands between upstream and client but this loop: reading waits for the upstream, writing for the client.
    private func stream(
        _ response: inout CommittedResponse,
        headers: HTTPFields,
        record: ExchangeRecord,
        client: ClientStream
    ) async throws {
        if storesBodies { record.keepResponse(response.first) }
        try await client.startStream(headers, first: response.first)
        record.noteFirstByte()
        while let bytes = try await gateway.next(of: &response, record: record) {
            if storesBodies { record.keepResponse(bytes) }
            try await client.write(bytes)
        }
        try await client.finish()
    }

    private func send(
        _ response: inout CommittedResponse,
        headers: HTTPFields,
        record: ExchangeRecord,
        client: ClientStream
    ) async throws {
        var body = response.first
        while var more = try await gateway.next(of: &response, record: record) { body.writeBuffer(&more) }
        if storesBodies { record.keepResponse(body) }
        var fields = headers
        fields[.contentType] = "application/json"
        record.noteFirstByte()
        try await client.send(ClientResponse(headers: fields, body: body))
    }

    private func finish(_ record: ExchangeRecord, client: ClientStream, logger: Logger) {
        record.update { exchange in
            exchange.duration = record.elapsed
            exchange.responseBytes = client.bytesSent
            if let status = client.status { exchange.status = status }
        }
        let exchange = record.snapshot
        recorder.record(exchange)
        metrics.record(exchange)
        logger.info("request", metadata: exchange.logMetadata)
    }
}
