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
    let pricing: AttemptPricing
    let recorder: any ExchangeRecorder
    let live: LiveExchanges
    let metrics: GatewayMetrics
    let clock: any Clock<Duration>
    let storesBodies: Bool

    /// Answers the request; what goes wrong is told to the client here.
    /// - Throws: ``APIError`` for a request that never reached routing; `CancellationError` or the connection's error
    ///   when the client has gone.
    func respond(to request: ClientRequest, through client: ClientStream) async throws {
        let message = try await LargeBody.work(on: request.body.count) { () throws(APIError) in
            try request.messagesRequest(.createMessage)
        }
        let record = ExchangeRecord(Exchange(request, message, now: gateway.now()), start: request.arrival)
        live.begin(record)
        if storesBodies { record.update { $0.requestBody = Array(message.body.readableBytesView) } }
        do {
            try await answer(consume message, record: record, client: client, logger: request.logger)
            record.update { $0.outcome = .succeeded }
            finish(record, client: client, logger: request.logger)
        } catch let error as APIError {
            record.fail(error)
            try? await client.fail(error, headers: [.proxyAttempts: "\(record.snapshot.attempts.count)"])
            finish(record, client: client, logger: request.logger)
        } catch {
            record.cancel()
            finish(record, client: client, logger: request.logger)
            throw error
        }
    }

    /// Lets go of `message` when an upstream has begun to answer it.
    private func answer(
        _ message: consuming MessagesRequest,
        record: ExchangeRecord,
        client: ClientStream,
        logger: Logger
    ) async throws {
        let isStreaming = message.isStreaming
        let opened = try await open(consume message, record: record, client: client, logger: logger)
        guard var response = opened.take() else { return }
        record.update { $0.servedBy = response.target }
        if isStreaming { record.noteFirstToken() }
        let writer = AnswerWriter(client, record: record, isStreaming: isStreaming, storesBodies: storesBodies)
        do {
            // Nothing stands between upstream and client but this loop: reading waits for the upstream, writing for the
            // client.
            try await writer.begin(response.first, target: response.target, attempts: response.attempts)
            while let bytes = try await gateway.next(of: &response, record: record) { try await writer.write(bytes) }
            try await writer.end()
        } catch {
            let usage = response.rest.usage
            record.update { $0.usage = usage }
            if let failure = error as? UpstreamFailure { throw FinalError.relayed(failure) }
            gateway.fail(response, error, record: record)
            throw error
        }
        record.update { $0.duration = record.elapsed }
        let usage = await gateway.settle(response, record: record)
        record.update { $0.usage = usage }
    }

    /// Waits for an answer to begin; a stream's client gets its head and pings when that takes long.
    private func open(
        _ message: consuming MessagesRequest,
        record: ExchangeRecord,
        client: ClientStream,
        logger: Logger
    ) async throws -> HandOff<CommittedResponse> {
        let message = consume message
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

    private func finish(_ record: ExchangeRecord, client: ClientStream, logger: Logger) {
        record.update { exchange in
            if exchange.duration == .zero { exchange.duration = record.elapsed }
            exchange.responseBytes = client.bytesSent
            if let status = client.status { exchange.status = status }
        }
        var exchange = record.snapshot
        pricing.price(&exchange)
        live.end(record, as: exchange)
        recorder.record(exchange)
        metrics.record(exchange)
        logger.info("request", metadata: exchange.logMetadata)
    }
}
