import NIOCore
import NIOHTTP1
import Providers

/// One connection to an upstream: carries exchanges one after another, on its event loop.
///
/// What one turn of the event loop brings is delivered at once, so that a burst of events becomes one piece of the body.
final class UpstreamConnection: ChannelDuplexHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundIn = Never
    typealias OutboundOut = HTTPClientRequestPart

    let origin: UpstreamAddress.Origin
    private let pool: UpstreamPool
    private let waits: UpstreamWaits
    private var alarm: ConnectionAlarm<UpstreamWaits.Wait>?
    private var context: ChannelHandlerContext?
    private var current: UpstreamExchange?
    private var arrival = UpstreamExchange.Arrival()
    /// Whether the connection was unused for a time: only then may the upstream have given it up meanwhile.
    private var wasKept = false
    private var start = NIODeadline.distantPast
    private var isRequestSent = false
    /// What of the request the system had not taken when the wait for the head began.
    private var unsentBytes = 0
    /// Whether anything of the current answer has come.
    private var hasAnswer = false
    private var hasHead = false
    private var mayBeKept = true
    /// Whether the upstream gave the connection up while the request was on its way, and says so.
    private var isStale = false
    /// The first thing that went wrong.
    private var failure: (any Error)?

    init(origin: UpstreamAddress.Origin, pool: UpstreamPool, waits: UpstreamWaits) {
        self.origin = origin
        self.pool = pool
        self.waits = waits
    }

    var isActive: Bool { context?.channel.isActive ?? false }

    /// Whether the answer has ended with what was read last.
    var hasEnd: Bool { arrival.isEnd }

    /// There is more than the answer: whose it is cannot be told, and a next answer would be read as its continuation.
    func noteSurplus() { mayBeKept = false }

    /// Sends the exchange's request; the connection carries nothing else at this time.
    func start(_ exchange: UpstreamExchange) {
        guard let context, exchange.attach(context.channel) else {
            keep()
            return
        }
        current = exchange
        start = context.eventLoop.now
        (isRequestSent, hasAnswer, hasHead) = (false, false, false)
        set(.head)
        send(exchange, context)
        unsentBytes = bufferedBytes
        context.read()
    }

    func close() { context?.close(promise: nil) }

    private func send(_ exchange: UpstreamExchange, _ context: ChannelHandlerContext) {
        context.write(wrapOutboundOut(.head(exchange.requestHead)), promise: nil)
        let body = exchange.requestBody
        if body.readableBytes > 0 { context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil) }
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.assumeIsolated().whenComplete { self.noteSending($0) }
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: sent)
    }

    private func noteSending(_ result: Result<Void, any Error>) {
        switch result {
        case .success:
            isRequestSent = true
            if !hasHead, current != nil { set(.head) }
        // Told here alone: an answer without a length must not seem to have ended in order.
        case .failure(let error as IOError): if failure == nil { failure = error }
        // Closed by one side or the other before the request was read: the answer may be whole.
        case .failure: break
        }
    }

    /// Puts the connection back for the next exchange.
    private func keep() {
        guard let context, context.channel.isActive else { return }
        wasKept = true
        set(.kept)
        pool.release(self)
        // Notices the upstream's closing.
        context.read()
    }

    private func set(_ wait: UpstreamWaits.Wait) { alarm?.set(wait, in: waits[wait]) }

    private func pass(_ wait: UpstreamWaits.Wait) {
        switch wait {
        case .head where isSending: set(.head)
        case .head: current?.abort(UpstreamFailure(.timedOut, "No response head within the head timeout."))
        case .idle: current?.abort(UpstreamFailure(.timedOut, "No byte within the idle timeout."))
        case .kept: close()
        }
    }

    /// Whether the upstream took something of the request since the last look; its time to answer has not begun then.
    private var isSending: Bool {
        guard !isRequestSent else { return false }
        let before = unsentBytes
        unsentBytes = bufferedBytes
        return unsentBytes < before
    }

    private var bufferedBytes: Int { (try? context?.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0 }
}

// The channel's events.
extension UpstreamConnection {
    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        alarm = ConnectionAlarm(eventLoop: context.eventLoop) { [weak self] in self?.pass($0) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isStale else { return }
        hasAnswer = true
        switch unwrapInboundIn(data) {
        case .head(let head): receive(head, context)
        case .body(let bytes): arrival.body.append(bytes)
        // An end that comes with a fault, a connection cut in the middle of TLS, is none.
        case .end: arrival.isEnd = hasHead && failure == nil
        }
    }

    private func receive(_ head: HTTPResponseHead, _ context: ChannelHandlerContext) {
        // Interim answers say nothing that the caller could use; a change of protocol was not asked for.
        guard head.status.code >= 200 else {
            if head.status == .switchingProtocols { context.close(promise: nil) }
            return
        }
        // RFC 9110 §15.5.9: the upstream's patience with the unused connection ended as the request came.
        if wasKept, head.status == .requestTimeout, !head.isKeepAlive {
            (isStale, hasAnswer) = (true, false)
            context.close(promise: nil)
            return
        }
        hasHead = true
        mayBeKept = head.isKeepAlive
        arrival.head = head
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        guard let current else {
            // Nothing was asked: whatever comes belongs to no request.
            context.close(promise: nil)
            return
        }
        deliver(to: current, context)
    }

    /// Reading goes on: a task has made room.
    func read(context: ChannelHandlerContext) {
        if current != nil, hasHead { set(.idle) }
        context.read()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Bytes that are no HTTP are an answer too: the request has arrived.
        if error is HTTPParserError || error is NIOHTTPDecoderError { hasAnswer = true }
        if failure == nil { failure = error }
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        alarm?.cancel()
        pool.remove(self)
        if let current { end(current) }
        context.fireChannelInactive()
    }

    private func deliver(to exchange: UpstreamExchange, _ context: ChannelHandlerContext) {
        let arrived = arrival
        arrival = UpstreamExchange.Arrival()
        switch exchange.deliver(arrived) {
        case .more:
            if hasHead { set(.idle) }
            context.read()
        case .pause:
            alarm?.pause()
        case .complete:
            current = nil
            if mayBeKept, isRequestSent { keep() } else { context.close(promise: nil) }
        case .givenUp:
            current = nil
            context.close(promise: nil)
        }
    }

    /// The connection is gone; an answer without a length has ended with it.
    private func end(_ exchange: UpstreamExchange) {
        current = nil
        if wasKept, !hasAnswer, .now() - start < waits.crossing {
            // Given up by the upstream while the request was on its way: nothing has been done with it.
            pool.startAfresh(exchange)
            return
        }
        let isComplete = arrival.isEnd
        _ = exchange.deliver(arrival)
        arrival = UpstreamExchange.Arrival()
        if !isComplete { exchange.abort(UpstreamFailure(closing: failure)) }
    }
}
