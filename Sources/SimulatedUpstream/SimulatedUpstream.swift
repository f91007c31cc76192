import NIOCore
import NIOHTTP1
import NIOPosix

/// A Bedrock runtime on loopback that answers as told: for the demo, the tests and the benchmarks.
///
/// It reads the protocol for itself and shares no code with the proxy, so that a misreading shows on one of the two sides.
/// Real sockets, real signatures, real event-stream frames; the model behind it is a script. Settings and scripts are keyed
/// by the decoded model id.
package final class SimulatedUpstream: Sendable {
    /// The port that was bound on 127.0.0.1.
    package let port: Int
    private let server: any Channel
    private let group: any EventLoopGroup
    let core: UpstreamCore

    private init(port: Int, server: any Channel, group: any EventLoopGroup, core: UpstreamCore) {
        self.port = port
        self.server = server
        self.group = group
        self.core = core
    }

    /// Binds 127.0.0.1 and begins to answer; a port of 0 lets the system choose one.
    package static func start(_ settings: Settings = Settings(), port: Int = 0) async throws -> SimulatedUpstream {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: max(1, settings.threads))
        let core = UpstreamCore(settings: settings)
        do {
            let server = try await bind(port: port, core: core, group: group)
            return SimulatedUpstream(port: server.localAddress?.port ?? 0, server: server, group: group, core: core)
        } catch {
            try await group.shutdownGracefully()
            throw error
        }
    }

    /// Runs `body` with an upstream that is stopped afterwards, also when `body` throws.
    package static func running<Result>(
        _ settings: Settings = Settings(),
        _ body: (SimulatedUpstream) async throws -> Result
    ) async throws -> Result {
        let upstream = try await start(settings)
        do {
            let result = try await body(upstream)
            try await upstream.stop()
            return result
        } catch {
            try await upstream.stop()
            throw error
        }
    }

    /// Closes the port and every connection; waits that are under way fail.
    package func stop() async throws {
        core.stop()
        try? await server.close()
        for channel in core.openChannels { try? await channel.close() }
        try await group.shutdownGracefully()
    }

    /// `http://127.0.0.1:PORT`.
    package var baseURL: String { "http://127.0.0.1:\(port)" }

    private static func bind(port: Int, core: UpstreamCore, group: any EventLoopGroup) async throws -> any Channel {
        var bootstrap = ServerBootstrap(group: group)
            // A test may open hundreds of connections at once.
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    let decoder = HTTPRequestDecoder(leftOverBytesStrategy: .dropBytes)
                    try channel.pipeline.syncOperations.addHandler(ByteToMessageHandler(decoder))
                    try channel.pipeline.syncOperations.addHandler(ConnectionHandler(core: core))
                }
            }
        if let size = core.settings.sendBufferBytes {
            bootstrap = bootstrap.childChannelOption(.socketOption(.so_sndbuf), value: SocketOptionValue(size))
        }
        return try await bootstrap.bind(host: "127.0.0.1", port: port).get()
    }
}
