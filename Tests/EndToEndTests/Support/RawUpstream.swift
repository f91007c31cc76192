import NIOCore
import NIOHTTP1
import NIOPosix

/// An upstream that answers each request with bytes made by the test, right or wrong.
final class RawUpstream: Sendable {
    /// What is sent for one request.
    struct Reply: Sendable {
        var status = HTTPResponseStatus.ok
        var contentType = "application/vnd.amazon.eventstream"
        var body: [UInt8]
        /// Bytes that are announced but never come.
        var missingBytes = 0
        /// The connection is closed after the bytes that do come.
        var resets = false
    }

    private let channel: any Channel
    let port: Int

    var baseURL: String { "http://127.0.0.1:\(port)" }

    private init(_ channel: any Channel) {
        self.channel = channel
        self.port = channel.localAddress?.port ?? 0
    }

    /// Answers on a free port; `reply` is called with a request's path and body, on an event loop.
    static func start(_ reply: @escaping @Sendable (String, ByteBuffer) -> Reply) async throws -> RawUpstream {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1024)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(reply))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        return RawUpstream(channel)
    }

    func stop() async throws { try await channel.close() }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let reply: @Sendable (String, ByteBuffer) -> Reply
        private var path = ""
        private var body = ByteBuffer()

        init(_ reply: @escaping @Sendable (String, ByteBuffer) -> Reply) { self.reply = reply }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head):
                path = head.uri
                body = ByteBuffer()
            case .body(var part):
                body.writeBuffer(&part)
            case .end:
                answer(reply(path, body), context)
            }
        }

        private func answer(_ reply: Reply, _ context: ChannelHandlerContext) {
            let headers: HTTPHeaders = [
                "content-type": reply.contentType, "content-length": "\(reply.body.count + reply.missingBytes)",
            ]
            let head = HTTPResponseHead(version: .http1_1, status: reply.status, headers: headers)
            context.write(wrapOutboundOut(.head(head)), promise: nil)
            context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: reply.body)))), promise: nil)
            guard reply.missingBytes > 0 else {
                context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
                return
            }
            context.flush()
            if reply.resets { context.close(promise: nil) }
        }
    }
}
