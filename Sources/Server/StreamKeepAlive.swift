import HTTPTypes
import MessagesAPI
import NIOCore
import NIOHTTPTypes

/// Sends a `ping` event into an event stream that has been silent for a while.
///
/// It stands in the connection's pipeline, where every write passes on the event loop: a ping can so neither overtake an
/// event nor follow the end, and costs nothing per event but a look at the clock. Endpoints write whole events only, so
/// between two writes there is always an event border.
final class StreamKeepAlive: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let interval: TimeAmount
    private var isStreaming = false
    private var lastWrite = NIODeadline.now()
    private var task: Scheduled<Void>?

    /// - Parameter interval: Longest silence on a stream.
    init(interval: TimeAmount) { self.interval = interval }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head):
            if head.headerFields[.contentType]?.hasPrefix("text/event-stream") == true { start(context) }
        case .body:
            if isStreaming { lastWrite = .now() }
        case .end:
            stop()
        }
        context.write(data, promise: promise)
    }

    func handlerRemoved(context: ChannelHandlerContext) { stop() }

    private func start(_ context: ChannelHandlerContext) {
        isStreaming = true
        lastWrite = .now()
        schedule(context)
    }

    private func stop() {
        isStreaming = false
        task?.cancel()
        task = nil
    }

    private func schedule(_ context: ChannelHandlerContext) {
        task = context.eventLoop.assumeIsolated().scheduleTask(deadline: lastWrite + interval) { self.tick(context) }
    }

    private func tick(_ context: ChannelHandlerContext) {
        guard isStreaming else { return }
        if .now() >= lastWrite + interval, context.channel.isWritable {
            let ping = wrapOutboundOut(.body(ByteBuffer(bytes: SSEWriter.ping)))
            context.writeAndFlush(ping, promise: nil)
            lastWrite = .now()
        } else if .now() >= lastWrite + interval {
            // The client is not reading; a ping would only pile up.
            lastWrite = .now()
        }
        schedule(context)
    }
}
