import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A TCP server on loopback whose every byte is scripted.
struct RawServer: Sendable {
    typealias Script = @Sendable (inout RawPeer) async throws -> Void
    private typealias Connection = NIOAsyncChannel<ByteBuffer, ByteBuffer>

    let port: Int
    let log: RawServerLog

    /// Serves every connection by `script`, which is closed when the script ends, while `test` runs.
    static func run(
        tls: NIOSSLContext? = nil,
        _ script: @escaping Script,
        test: @escaping @Sendable (RawServer) async throws -> Void
    ) async throws {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            // Or the system takes tens of megabytes for a peer that does not read.
            .childChannelOption(.socketOption(.so_rcvbuf), value: 128 * 1024)
            .bind(host: "127.0.0.1", port: 0) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let tls { try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls)) }
                    return try Connection(wrappingChannelSynchronously: channel)
                }
            }
        let server = RawServer(port: channel.channel.localAddress?.port ?? 0, log: RawServerLog())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.serve(channel, script) }
            defer { group.cancelAll() }
            try await test(server)
        }
    }

    private func serve(_ channel: NIOAsyncChannel<Connection, Never>, _ script: @escaping Script) async throws {
        try await channel.executeThenClose { connections in
            try await withThrowingDiscardingTaskGroup { group in
                for try await connection in connections {
                    let number = log.noteConnection()
                    group.addTask { await serve(connection, number, script) }
                }
            }
        }
    }

    private func serve(_ connection: Connection, _ number: Int, _ script: Script) async {
        try? await connection.executeThenClose { inbound, outbound in
            var peer = RawPeer(
                number: number,
                inbound: inbound.makeAsyncIterator(),
                outbound: outbound,
                channel: connection.channel,
                log: log
            )
            do {
                try await script(&peer)
            } catch {
                // A script whose writing fails has a client that is gone.
                peer.noteClosure()
            }
        }
    }
}

/// One accepted connection.
struct RawPeer {
    /// Counted from 0.
    let number: Int
    private var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    private let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private let channel: any Channel
    private let log: RawServerLog
    private var unread: [UInt8] = []
    private var isClosed = false

    fileprivate init(
        number: Int,
        inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
        outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>,
        channel: any Channel,
        log: RawServerLog
    ) {
        (self.number, self.inbound, self.outbound) = (number, inbound, outbound)
        (self.channel, self.log) = (channel, log)
    }

    /// The next request, head and body as text; `nil` when the client has closed.
    mutating func request() async -> String? {
        while true {
            if let length = lengthOfRequest, unread.count >= length {
                let request = String(decoding: unread.prefix(length), as: UTF8.self)
                unread.removeFirst(length)
                log.noteRequest(request)
                return request
            }
            guard let bytes = await nextBytes() else {
                noteClosure()
                return nil
            }
            unread += bytes.readableBytesView
        }
    }

    /// Reads `count` bytes at least, with a pause after each read of the first `slowCount`.
    mutating func read(_ count: Int, pausing pause: TimeAmount, upTo slowCount: Int) async throws {
        var received = 0
        while received < count, let bytes = await nextBytes() {
            received += bytes.readableBytes
            guard received < slowCount else { continue }
            try await channel.eventLoop.scheduleTask(in: pause) {}.futureResult.get()
        }
    }

    func send(_ text: String) async throws { try await outbound.write(ByteBuffer(string: text)) }

    func send(_ bytes: ByteBuffer) async throws { try await outbound.write(bytes) }

    /// Sends, and counts what the system has taken.
    func sendCounted(_ bytes: ByteBuffer) async throws {
        try await channel.writeAndFlush(bytes).get()
        log.noteSent(bytes.readableBytes)
    }

    func wait(until condition: @escaping @Sendable (RawServerLog.Entries) -> Bool) async {
        await log.wait(until: condition)
    }

    /// Reads until the client closes the connection.
    mutating func waitForClosure() async {
        while await nextBytes() != nil {}
        noteClosure()
    }

    /// Passes bytes between the client and another port of this machine until one of the two closes.
    mutating func relay(to port: Int) async throws {
        let upstream = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        let client = outbound
        try await upstream.executeThenClose { inbound, outbound in
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { for try await bytes in inbound { try await client.write(bytes) } }
                defer { group.cancelAll() }
                while let bytes = try await self.inbound.next(isolation: #isolation) { try await outbound.write(bytes) }
            }
        }
    }

    /// Closes the connection with RST.
    func reset() async throws {
        try await (channel as? any SocketOptionProvider)?.setSoLinger(linger(l_onoff: 1, l_linger: 0)).get()
        try await channel.close()
    }

    /// Answers every request with `response` until the client closes.
    mutating func answerAll(_ response: String) async throws {
        while await request() != nil { try await send(response) }
    }

    fileprivate mutating func noteClosure() {
        if !isClosed { log.noteClosure() }
        isClosed = true
    }

    /// The next bytes; `nil` when the client has closed the connection, with bytes unread (RST) or without (FIN).
    private mutating func nextBytes() async -> ByteBuffer? {
        (try? await inbound.next(isolation: #isolation)) ?? nil
    }

    private var lengthOfRequest: Int? {
        let text = String(decoding: unread, as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        let head = text[..<end.upperBound]
        let marker = "content-length: "
        guard let field = head.firstRange(of: marker) else { return head.utf8.count }
        return head.utf8.count + (Int(head[field.upperBound...].prefix { $0.isNumber }) ?? 0)
    }
}

/// What a ``RawServer`` has seen.
final class RawServerLog: Sendable {
    struct Entries {
        var connections = 0
        var requests: [String] = []
        /// Connections that the client closed first.
        var closures = 0
        /// Whatever a script counts.
        var bytesSent = 0
    }

    private struct State {
        var entries = Entries()
        var watchers: [(condition: @Sendable (Entries) -> Bool, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    var entries: Entries { state.withLock(\.entries) }

    func wait(until condition: @escaping @Sendable (Entries) -> Bool) async {
        await withCheckedContinuation { continuation in
            let isMet = state.withLock { state in
                if condition(state.entries) { return true }
                state.watchers.append((condition, continuation))
                return false
            }
            if isMet { continuation.resume() }
        }
    }

    func noteConnection() -> Int {
        update { $0.connections += 1 }
        return entries.connections - 1
    }
    func noteRequest(_ request: String) { update { $0.requests.append(request) } }
    func noteClosure() { update { $0.closures += 1 } }
    func noteSent(_ count: Int) { update { $0.bytesSent += count } }

    private func update(_ change: (inout Entries) -> Void) {
        let met = state.withLock { state in
            change(&state.entries)
            let met = state.watchers.filter { $0.condition(state.entries) }
            state.watchers.removeAll { $0.condition(state.entries) }
            return met
        }
        for watcher in met { watcher.continuation.resume() }
    }
}
