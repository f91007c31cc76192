import NIOCore
import NIOHTTP1

/// One connection: collects a request, lets the core decide, plays the answer, and notices when the peer goes.
///
/// Reading goes on while an answer is played, because the end of the peer only shows in a read.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    private let core: UpstreamCore
    private var connection = 0
    private var served = 0
    private var incoming: IncomingRequest?
    private var player: AnswerPlayer?
    private var answering: Int?
    private var closingSelf = false
    private var closesAfterRequest = false

    init(core: UpstreamCore) { self.core = core }

    func channelActive(context: ChannelHandlerContext) {
        let channel = context.channel
        connection = core.update { $0.open(channel) }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        let side: RecordedClosure.Side = closingSelf || core.isStopped ? .upstream : .peer
        let closure = RecordedClosure(
            connection: connection,
            side: side,
            at: SimulatedClock.monotonicNanoseconds(),
            duringAnswer: answering
        )
        // The record of the closure comes first: who waits for the answer's end may look for it at once.
        core.update { $0.close(closure) }
        player?.connectionClosed(by: side)
        player = nil
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A reset by the peer, or bytes that are not HTTP: either way there is nobody to talk to.
        if error is HTTPParserError { closingSelf = true }
        context.close(promise: nil)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable { player?.play() }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // A request may have come between the decision to close and its arrival here.
        if event is CloseIfIdle, player == nil, incoming == nil { close(context, .close) }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): receive(head, context)
        case .body(let bytes): incoming?.append(bytes, limit: core.settings.bodyLimit)
        case .end: complete(context)
        }
    }

    private func receive(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
        // Pipelining is not played: a request that comes before the answer to the last one ends the connection.
        guard player == nil else { return close(context, .reset) }
        if served > 0, let drop = core.takeReuseDrop() {
            if drop == .reset { return close(context, .reset) }
            // A close with bytes unread would go out as a reset, so the rest of the request is read first.
            closesAfterRequest = true
        }
        core.update { $0.connections[connection]?.isIdle = false }
        incoming = IncomingRequest(head: head, arrivedAt: SimulatedClock.monotonicNanoseconds())
        if head.headers["expect"].contains(where: { $0.lowercased() == "100-continue" }) {
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")), promise: nil)
        }
    }

    private func complete(_ context: ChannelHandlerContext) {
        guard let incoming else { return }
        if closesAfterRequest { return close(context, .close) }
        self.incoming = nil
        let (connection, reused) = (connection, served > 0)
        let address = incoming.address(core.settings.vendor)
        let completedAt = SimulatedClock.monotonicNanoseconds()
        served += 1
        let request = core.update { state in
            state.record { sequence, requestID in
                incoming.recorded(
                    at: address,
                    sequence: sequence,
                    requestID: requestID,
                    connection: connection,
                    reused: reused,
                    completedAt: completedAt
                )
            }
        }
        answer(request, core.reply(to: request, address.body, isTooLarge: incoming.isTooLarge), context)
    }

    private func answer(_ request: RecordedRequest, _ reply: UpstreamReply, _ context: ChannelHandlerContext) {
        let record = RecordedAnswer(
            request: request.sequence,
            modelID: request.modelID,
            status: reply.status,
            writes: [],
            bytesWritten: 0,
            outcome: .open,
            endedAt: nil
        )
        answering = request.sequence
        let player = AnswerPlayer(script: reply.script, answer: record, channel: context.channel, core: core) { end in
            self.ended(end, context)
        }
        self.player = player
        player.play()
    }

    private func ended(_ end: AnswerPlayer.End, _ context: ChannelHandlerContext) {
        player = nil
        answering = nil
        switch end {
        case .keepAlive: core.update { $0.connections[connection]?.isIdle = true }
        case .close: close(context, .close)
        case .reset: close(context, .reset)
        }
    }

    private func close(_ context: ChannelHandlerContext, _ drop: SimulatedUpstream.Drop) {
        closingSelf = true
        if drop == .reset { SocketLinger.resetOnClose(context.channel) }
        context.close(promise: nil)
    }
}

/// Tells a connection to close if no request is under way on it.
struct CloseIfIdle: Sendable {}
