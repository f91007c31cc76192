import HTTPTypes
import MessagesAPI
import NIOCore
import NIOEmbedded
import NIOHTTP1

@testable import Server

/// A client's connection whose bytes and whose time are scripted.
final class ClientUnderTest {
    let channel = EmbeddedChannel()
    let connection: ClientConnection
    /// What the connection asks the system for.
    let reads = ReadCount()
    /// What its task was given; `nil` for the end.
    private(set) var requests: [ArrivedRequest?] = []
    private(set) var hasLeft = false

    /// Waits are told by `limits`; requests to `/refused` are not let in.
    init(_ limits: HTTPLimits = .underTest) throws {
        connection = ClientConnection(limits: limits) { head throws(APIError) in
            if head.path == "/refused" { throw APIError(.notFound, "no such endpoint") }
        }
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(reads)
        try pipeline.add(connection, limits)
        try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
        connection.watch { [weak self] in self?.hasLeft = true }
    }

    /// Takes the next request when it is there.
    func take() { connection.next { [weak self] in self?.requests.append($0) } }

    func send(_ text: String) { _ = try? channel.writeInbound(ByteBuffer(string: text)) }

    func pass(_ time: TimeAmount) { channel.embeddedEventLoop.advanceTime(by: time) }

    /// Everything that was sent since the last look.
    func received() -> String {
        var text = ""
        while let bytes = try? channel.readOutbound(as: ByteBuffer.self) { text += String(buffer: bytes) }
        return text
    }

    /// Answers the request that was taken.
    func answer(_ text: String = "ok") {
        let headers: HTTPHeaders = ["content-length": "\(text.utf8.count)"]
        let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: headers)
        _ = connection.write(AnswerStep(head: head, body: ByteBuffer(string: text), isEnd: true))
    }

    /// Begins an event stream.
    func begin() -> ClientConnection.Written {
        let head = HTTPResponseHead(version: .http1_1, status: .ok, headers: ["content-type": "text/event-stream"])
        return connection.write(AnswerStep(head: head, body: ByteBuffer(string: "data: 1\n\n")))
    }

    func finish() { _ = try? channel.finish(acceptAlreadyClosed: true) }
}

extension HTTPLimits {
    static let underTest = HTTPLimits(
        readTimeout: .seconds(5),
        writeTimeout: .seconds(7),
        idleTimeout: .seconds(60),
        bodyBytes: 20
    )
}

/// Stands before the socket of a client that takes nothing.
final class StuckSocket: ChannelOutboundHandler {
    typealias OutboundIn = Never

    private var closing: [EventLoopPromise<Void>] = []

    func flush(context: ChannelHandlerContext) {}

    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if mode == .output {
            if let promise { closing.append(promise) }
        } else {
            context.close(mode: mode, promise: promise)
            for promise in closing { promise.fail(ChannelError.alreadyClosed) }
        }
    }
}

final class ReadCount: ChannelOutboundHandler {
    typealias OutboundIn = Never

    private(set) var value = 0

    func read(context: ChannelHandlerContext) { value += 1 }
}
