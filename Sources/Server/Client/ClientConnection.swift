import HTTPTypes
import MessagesAPI
import NIOCore
import NIOHTTP1

/// A client's connection, on its event loop: takes requests in one after another, and writes their answers.
///
/// The task that answers uses it through ``ClientHandle``. A client that closes its sending half counts as gone: no client
/// of the Messages API does that and waits for an answer.
final class ClientConnection: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundIn = Never
    typealias OutboundOut = HTTPServerResponsePart

    /// What came of a write.
    enum Written {
        case taken
        /// Written, but the client does not read: wait before you write more.
        case full
        /// The client has left.
        case gone
    }

    private let waits: ClientWaits
    private var intake: ClientIntake
    private var context: ChannelHandlerContext?
    private var readAlarm: ConnectionAlarm<ClientWaits.Reading>?
    private var writeAlarm: ConnectionAlarm<ClientWaits.Writing>?
    private var pingAlarm: ConnectionAlarm<ClientWaits.Silence>?
    private var isReadPaused = false
    private var isGone = false
    /// Whether all that keeps it open is what the client has not taken.
    private var isClosing = false
    /// The request that is being answered.
    private var current: ArrivedRequest?
    private var framing = AnswerFraming()

    /// A request that the task has not taken yet.
    private var arrived: ArrivedRequest?
    /// Wake the tasks that sleep.
    private var reader: ((ArrivedRequest?) -> Void)?
    private var writer: ((Written) -> Void)?
    private var watcher: (() -> Void)?

    init(limits: HTTPLimits, admit: @escaping (HTTPRequest) throws(APIError) -> Void) {
        waits = ClientWaits(limits)
        intake = ClientIntake(bodyLimit: limits.bodyBytes, admit: admit)
    }
}

// The tasks' side.
extension ClientConnection {
    /// Gives the next request to `reader`; `nil` when there will be none.
    func next(_ reader: @escaping (ArrivedRequest?) -> Void) {
        if let arrived = arrived.take() { return reader(arrived) }
        guard !isGone, current == nil else { return reader(nil) }
        self.reader = reader
    }

    /// Calls `watcher` when the client has left, or the connection is closed.
    func watch(_ watcher: @escaping () -> Void) {
        if isGone { watcher() } else { self.watcher = watcher }
    }

    /// Calls `writer` when there is room again.
    func waitForRoom(_ writer: @escaping (Written) -> Void) {
        if let written { writer(written) } else { self.writer = writer }
    }

    /// Writes a part of the answer to the current request.
    func write(_ step: AnswerStep) -> Written {
        guard let context, let current, !isGone else { return .gone }
        if let head = step.head {
            framing = AnswerFraming(head, to: current, isLast: intake.isLastAnswer)
            write(.head(framing.head), context)
        }
        if let body = step.body { write(.body(.byteBuffer(body)), context) }
        if step.isEnd { write(.end(nil), context) }
        context.flush()
        if step.isEnd {
            end(context)
        } else if framing.isEventStream {
            pingAlarm?.set(.ping, in: waits.ping)
        }
        return written ?? .full
    }

    /// Gives the client up; the tasks are woken.
    func leave() {
        guard !isGone else { return }
        isGone = true
        reader.take()?(nil)
        writer.take()?(.gone)
        watcher.take()?()
    }

    func close() { context?.close(promise: nil) }

    /// Where writing stands; `nil` while the client does not read.
    private var written: Written? {
        guard let context, !isGone else { return .gone }
        return context.channel.isWritable ? .taken : nil
    }

    private func write(_ part: HTTPServerResponsePart, _ context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(part), promise: nil)
    }

    private func end(_ context: ChannelHandlerContext) {
        pingAlarm?.pause()
        let isLast = !framing.isKeepAlive
        (current, framing) = (nil, AnswerFraming())
        perform(intake.finishAnswer(isLast: isLast), context)
        while let action = intake.nextEarly() { perform(action, context) }
        if isReadPaused, intake.isOpen {
            isReadPaused = false
            context.read()
        }
    }
}

// The channel's events.
extension ClientConnection {
    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        let eventLoop = context.eventLoop
        readAlarm = ConnectionAlarm(eventLoop: eventLoop) { [weak self] in self?.pass($0) }
        writeAlarm = ConnectionAlarm(eventLoop: eventLoop) { [weak self] in self?.pass($0) }
        pingAlarm = ConnectionAlarm(eventLoop: eventLoop) { [weak self] in self?.pass($0) }
        setReadAlarm()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
        readAlarm?.cancel()
        writeAlarm?.cancel()
        pingAlarm?.cancel()
        leave()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        perform(intake.receive(unwrapInboundIn(data)), context)
    }

    /// Holds reading back while something waits that came early.
    func read(context: ChannelHandlerContext) {
        if intake.isOpen { context.read() } else { isReadPaused = true }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        switch error {
        case let fault as HTTPParserError: perform(intake.receive(fault), context)
        case ByteToMessageDecoderError.dataReceivedInErrorState(_, let bytes):
            perform(intake.receiveUnreadable(bytes.readableBytes), context)
        case is ByteToMessageDecoderError.PayloadTooLargeError:
            perform(intake.receiveUnreadable(HTTPLimits.undecodedBytes), context)
        default: context.close(promise: nil)
        }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed:
            leave()
            if current == nil { context.close(promise: nil) }
        case is ChannelShouldQuiesceEvent: perform(intake.stop(), context)
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            if !isClosing { writeAlarm?.pause() }
            writer.take()?(.taken)
        } else {
            writeAlarm?.set(.room(bytes: unsentBytes), in: waits.room)
        }
        context.fireChannelWritabilityChanged()
    }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    private func perform(_ action: ClientIntake.Action, _ context: ChannelHandlerContext) {
        switch action {
        case .nothing: break
        case .askForBody:
            write(.head(HTTPResponseHead(version: .http1_1, status: .continue)), context)
            context.flush()
        case .answer(let request):
            current = request
            if let reader = reader.take() { reader(request) } else { arrived = request }
        case .finish: context.close(mode: .output, promise: nil)
        case .drop: closeWhenSent(context)
        }
        setReadAlarm()
    }

    /// Closes, but not before the client has taken the answers it was given; ``ClientWaits/room`` bounds that.
    private func closeWhenSent(_ context: ChannelHandlerContext) {
        guard unsentBytes > 0 else { return context.close(promise: nil) }
        guard !isClosing else { return }
        isClosing = true
        writeAlarm?.set(.room(bytes: unsentBytes), in: waits.room)
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
        context.close(mode: .output, promise: sent)
    }

    private func setReadAlarm() {
        guard let wait = intake.wait else {
            readAlarm?.pause()
            return
        }
        // What is thrown away puts nothing off.
        if wait == .close, readAlarm?.wait == .close { return }
        readAlarm?.set(wait, in: waits[wait])
    }

    private func pass(_ wait: ClientWaits.Reading) {
        if let context { perform(intake.timeOut(), context) }
    }

    /// Closes the connection unless the client took something of what waits meanwhile.
    private func pass(_ wait: ClientWaits.Writing) {
        guard case .room(let bytes) = wait else { return }
        if unsentBytes < bytes { writeAlarm?.set(.room(bytes: unsentBytes), in: waits.room) } else { close() }
    }

    /// Keeps a silent stream alive; answers are written in whole events, so that between two writes is an event border.
    private func pass(_ silence: ClientWaits.Silence) {
        // One that does not read would only find them piled up.
        if let context, context.channel.isWritable {
            write(.body(.byteBuffer(ByteBuffer(bytes: SSEWriter.ping))), context)
            context.flush()
        }
        pingAlarm?.set(.ping, in: waits.ping)
    }

    private var unsentBytes: Int { (try? context?.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0 }
}
