import NIOCore
import NIOHTTPTypes

/// Ends connections whose client sends a body too slowly or does not read its answer.
final class ClientTimeouts: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart

    /// A client sent nothing for too long in the middle of its request.
    struct RequestTooSlow: Error {}

    private let readTimeout: TimeAmount
    private let writeTimeout: TimeAmount
    private var isReading = false
    private var lastRead = NIODeadline.now()
    private var readTask: Scheduled<Void>?
    private var writeTask: Scheduled<Void>?

    /// - Parameters:
    ///   - readTimeout: Longest gap inside a request's body.
    ///   - writeTimeout: Longest time for which an answer may wait for the client to read.
    init(readTimeout: TimeAmount, writeTimeout: TimeAmount) {
        self.readTimeout = readTimeout
        self.writeTimeout = writeTimeout
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            isReading = true
            lastRead = .now()
            if readTask == nil { scheduleRead(context) }
        case .body:
            lastRead = .now()
        case .end:
            isReading = false
        }
        context.fireChannelRead(data)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        writeTask?.cancel()
        writeTask = nil
        if !context.channel.isWritable { scheduleWrite(context, waiting: bufferedBytes(context)) }
        context.fireChannelWritabilityChanged()
    }

    /// Closes the connection unless the client took something of what waits meanwhile.
    private func scheduleWrite(_ context: ChannelHandlerContext, waiting: Int) {
        writeTask = context.eventLoop.assumeIsolated().scheduleTask(in: writeTimeout) {
            let now = self.bufferedBytes(context)
            if now < waiting {
                self.scheduleWrite(context, waiting: now)
            } else {
                context.close(promise: nil)
            }
        }
    }

    private func bufferedBytes(_ context: ChannelHandlerContext) -> Int {
        (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        readTask?.cancel()
        writeTask?.cancel()
    }

    private func scheduleRead(_ context: ChannelHandlerContext) {
        readTask = context.eventLoop.assumeIsolated().scheduleTask(deadline: lastRead + readTimeout) {
            self.readTask = nil
            guard self.isReading else { return }
            if .now() >= self.lastRead + self.readTimeout {
                context.fireErrorCaught(RequestTooSlow())
            } else {
                self.scheduleRead(context)
            }
        }
    }
}
