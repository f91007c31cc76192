import NIOCore
import NIOPosix
import NIOSSL
import NIOTLS
import Providers

/// Makes connections: through a proxy where the environment names one, with TLS where the address asks for it.
struct UpstreamConnector: Sendable {
    let proxies: OutboundProxies
    let tls: UpstreamTLS
    let timeout: TimeAmount

    /// A connection over which HTTP can be spoken, for an exchange that may be given up meanwhile.
    func connect(
        to origin: UpstreamAddress.Origin,
        on eventLoop: any EventLoop,
        for exchange: UpstreamExchange
    ) -> EventLoopFuture<any Channel> {
        // Closes what has been reached so far, so that the rest fails.
        let timer = eventLoop.scheduleTask(in: timeout) {
            exchange.abort(UpstreamFailure(.timedOut, "No connection within the connect timeout."))
        }
        return reach(origin, on: eventLoop, for: exchange)
            .flatMap { channel in secured(channel, origin) }
            .always { _ in timer.cancel() }
    }

    private func reach(
        _ origin: UpstreamAddress.Origin,
        on eventLoop: any EventLoop,
        for exchange: UpstreamExchange
    ) -> EventLoopFuture<any Channel> {
        let proxy: OutboundProxy?
        do {
            proxy = try proxies.proxy(for: origin)
        } catch {
            return eventLoop.makeFailedFuture(error)
        }
        guard let proxy else { return open(host: origin.host, port: origin.port, on: eventLoop, for: exchange) }
        return open(host: proxy.host, port: proxy.port, on: eventLoop, for: exchange).flatMap { channel in
            let tunnel = eventLoop.makePromise(of: Void.self)
            return Self.wait(for: tunnel, on: channel) {
                try $0.addHandler(ProxyTunnelHandler(origin: origin, proxy: proxy, isOpen: tunnel))
            }
        }
    }

    private func open(
        host: String,
        port: Int,
        on eventLoop: any EventLoop,
        for exchange: UpstreamExchange
    ) -> EventLoopFuture<any Channel> {
        let bootstrap = ClientBootstrap(group: eventLoop)
            .connectTimeout(timeout)
            .channelOption(.autoRead, value: false)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelOption(.recvAllocator, value: UnpooledReceiveAllocator(first: 1024))
            .channelOption(.maxMessagesPerRead, value: UnpooledReceiveAllocator.readsInTurn)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard exchange.attach(channel) else { throw CancellationError() }
                }
            }
        let address = try? SocketAddress(ipAddress: host, port: port)
        let channel = address.map(bootstrap.connect(to:)) ?? bootstrap.connect(host: host, port: port)
        return channel.flatMapThrowing { channel in
            // Of several addresses the one that was tried last stands in the exchange, which need not be this one.
            guard exchange.attach(channel) else {
                channel.close(promise: nil)
                throw CancellationError()
            }
            return channel
        }
    }

    private func secured(_ channel: any Channel, _ origin: UpstreamAddress.Origin) -> EventLoopFuture<any Channel> {
        guard origin.isSecure else { return channel.eventLoop.makeSucceededFuture(channel) }
        let handshake = channel.eventLoop.makePromise(of: Void.self)
        return Self.wait(for: handshake, on: channel) {
            let client: NIOSSLClientHandler
            do {
                client = try tls.handler(for: origin.host)
            } catch {
                // Or the promise would be left behind.
                handshake.fail(error)
                throw error
            }
            try $0.addHandler(client)
            try $0.addHandler(HandshakeHandler(isDone: handshake))
        }
    }

    /// Adds handlers that keep `promise`, and reads for them.
    private static func wait(
        for promise: EventLoopPromise<Void>,
        on channel: any Channel,
        adding handlers: (ChannelPipeline.SynchronousOperations) throws -> Void
    ) -> EventLoopFuture<any Channel> {
        do {
            try handlers(channel.pipeline.syncOperations)
            channel.read()
        } catch {
            promise.fail(error)
        }
        return promise.futureResult.map { channel }
    }
}

/// Waits for the end of a TLS handshake, then leaves the pipeline.
private final class HandshakeHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let isDone: EventLoopPromise<Void>

    init(isDone: EventLoopPromise<Void>) { self.isDone = isDone }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case .some(.handshakeCompleted) = event as? TLSUserEvent else {
            return context.fireUserInboundEventTriggered(event)
        }
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
        isDone.succeed()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        isDone.fail(error)
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        isDone.fail(ChannelError.eof)
        context.fireChannelInactive()
    }
}
