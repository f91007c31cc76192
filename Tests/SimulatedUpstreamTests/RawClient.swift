import NIOCore
import NIOPosix
import Synchronization

/// A client that sends bytes and keeps what comes back, with nothing in between.
final class RawClient: Sendable {
    /// Longest wait for bytes, so that a test that goes wrong ends.
    private static let limit = TimeAmount.seconds(30)

    private let channel: any Channel
    private let inbox: Inbox

    private init(channel: any Channel, inbox: Inbox) {
        self.channel = channel
        self.inbox = inbox
    }

    static func connect(port: Int) async throws -> RawClient {
        let inbox = Inbox()
        let bootstrap = ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Collector(inbox: inbox))
                }
            }
        let channel = try await bootstrap.connect(host: "127.0.0.1", port: port).get()
        return RawClient(channel: channel, inbox: inbox)
    }

    func send(_ bytes: [UInt8]) async throws { try await channel.writeAndFlush(ByteBuffer(bytes: bytes)) }

    /// Stops reading, so that the peer feels back-pressure.
    func stopReading() async throws { try await channel.setOption(.autoRead, value: false).get() }

    func startReading() async throws { try await channel.setOption(.autoRead, value: true).get() }

    func close() async throws { try await channel.close() }

    /// Everything received when `condition` holds, or when the peer closed.
    func received(until condition: @escaping @Sendable ([UInt8]) -> Bool) async throws -> [UInt8] {
        try await withCheckedThrowingContinuation { continuation in
            let id = inbox.add(condition, continuation)
            _ = channel.eventLoop.scheduleTask(in: Self.limit) { [inbox] in inbox.expire(id) }
        }
    }

    /// Everything received up to the end of the connection.
    func receivedUntilClosed() async throws -> [UInt8] { try await received { _ in false } }

    /// How the connection ended.
    var ending: Ending? { inbox.ending }

    enum Ending: Equatable {
        case orderly
        case reset
    }
}

/// What came in, and who waits for more.
private final class Inbox: Sendable {
    struct Expired: Error {}
    private struct Wait {
        let id: Int
        let condition: @Sendable ([UInt8]) -> Bool
        let continuation: CheckedContinuation<[UInt8], any Error>
    }
    private struct State {
        var bytes: [UInt8] = []
        var ending: RawClient.Ending?
        var waits: [Wait] = []
        var nextID = 0
    }

    private let state = Mutex(State())

    var ending: RawClient.Ending? { state.withLock(\.ending) }

    func add(
        _ condition: @escaping @Sendable ([UInt8]) -> Bool,
        _ continuation: CheckedContinuation<[UInt8], any Error>
    ) -> Int {
        let id = state.withLock { state in
            state.nextID += 1
            state.waits.append(Wait(id: state.nextID, condition: condition, continuation: continuation))
            return state.nextID
        }
        change { _ in }
        return id
    }

    func append(_ bytes: [UInt8]) { change { $0.bytes += bytes } }

    func end(_ ending: RawClient.Ending) { change { $0.ending = $0.ending ?? ending } }

    func expire(_ id: Int) {
        let wait = state.withLock { state in
            let wait = state.waits.first { $0.id == id }
            state.waits.removeAll { $0.id == id }
            return wait
        }
        wait?.continuation.resume(throwing: Expired())
    }

    private func change(_ change: (inout State) -> Void) {
        let (bytes, ready) = state.withLock { state in
            change(&state)
            let (bytes, ended) = (state.bytes, state.ending != nil)
            let ready = state.waits.filter { ended || $0.condition(bytes) }
            state.waits.removeAll { wait in ready.contains { $0.id == wait.id } }
            return (bytes, ready)
        }
        for wait in ready { wait.continuation.resume(returning: bytes) }
    }
}

private final class Collector: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let inbox: Inbox

    init(inbox: Inbox) { self.inbox = inbox }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        inbox.append(bytes.getBytes(at: bytes.readerIndex, length: bytes.readableBytes) ?? [])
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        inbox.end(.reset)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) { inbox.end(.orderly) }
}
