import NIOCore
import NIOHTTP1
import NIOPosix
import Testing

@testable import Server

@Suite("A client that reads slowly", .timeLimit(.minutes(1)))
struct SlowClientTests {
    /// Far more than the buffers of two sockets hold.
    private static let bytes = 64 * 1024 * 1024

    @Test("It gets the whole of its last answer when the server stops")
    func stopping() async throws {
        let group = MultiThreadedEventLoopGroup.singleton
        let answered = group.next().makePromise(of: (any Channel).self)
        let server = try await ServerBootstrap(group: group)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try Self.answerOnce(channel, answered) }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        let received = group.next().makePromise(of: Int.self)
        let client = try await ClientBootstrap(group: group)
            .channelOption(.autoRead, value: false)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ByteCount(received))
                }
            }
            .connect(host: "127.0.0.1", port: server.localAddress?.port ?? 0).get()
        try await client.writeAndFlush(ByteBuffer(string: "GET / HTTP/1.1\r\nhost: x\r\n\r\n"))

        // All of it is written, and most of it waits.
        try await answered.futureResult.get().pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        try await client.setOption(.autoRead, value: true).get()

        #expect(try await received.futureResult.get() >= Self.bytes)
        try await server.close()
    }

    private static func answerOnce(_ channel: any Channel, _ answered: EventLoopPromise<any Channel>) throws {
        let connection = ClientConnection(limits: .underTest) { _ in }
        try channel.pipeline.syncOperations.add(connection, .underTest)
        connection.next { [weak connection] _ in
            let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: ["content-length": "\(bytes)"])
            let body = ByteBuffer(repeating: 0x78, count: bytes)
            _ = connection?.write(AnswerStep(head: head, body: body, isEnd: true))
            answered.succeed(channel)
        }
    }
}

/// Counts what comes until the connection closes.
private final class ByteCount: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let total: EventLoopPromise<Int>
    private var count = 0

    init(_ total: EventLoopPromise<Int>) { self.total = total }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { count += unwrapInboundIn(data).readableBytes }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func channelInactive(context: ChannelHandlerContext) { total.succeed(count) }
}
