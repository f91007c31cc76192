import Gateway
import HTTPTypes
import NIOCore
import NIOHTTP1
import Providers
import ServiceLifecycle

/// The upstream transport: HTTP/1.1 over SwiftNIO, one pool of connections an event loop; no redirects, no
/// decompression.
///
/// A request is sent by one event loop, and its answer waits in an ``UpstreamExchange`` until the caller's task takes it.
struct UpstreamHTTP: UpstreamTransport {
    /// The named waits.
    struct Timeouts: Sendable {
        /// To a connection: the name's look-up, a proxy's word and TLS included.
        var connect: Duration
        /// From sending to the response head.
        var head: Duration
        /// Longest gap between two arrivals of the body, while there is room for more.
        var idle: Duration
        /// How long an unused connection is kept.
        var kept: Duration
        /// How long after a request was begun the closing of a kept connection counts as having crossed it, so that the
        /// request is sent once more.
        var crossing = UpstreamHTTP.crossingTime
    }

    /// How long a provider's unused connections are kept: below the idle limits of the load balancers in front of common
    /// upstreams, so that a request is rarely sent into a connection that is being closed.
    static let keptTime = Duration.seconds(45)

    /// Addresses that are kept once they were read; a provider has one for each of its models at most.
    private static let addressLimit = 256

    /// A few round trips: a request that an upstream has worked on longer than that may be done and paid for.
    static let crossingTime = Duration.seconds(1)

    private let group: any EventLoopGroup
    private let tls: UpstreamTLS
    private let addresses = KeptValues(capacity: addressLimit) { UpstreamAddress($0) }
    /// By event loop.
    private let pools: [ObjectIdentifier: NIOLoopBoundBox<UpstreamPool>]

    init(
        timeouts: Timeouts,
        proxies: OutboundProxies,
        tls: UpstreamTLS,
        eventLoopGroup: any EventLoopGroup,
        connectionLimit: Int = UpstreamPool.connectionLimit
    ) {
        self.group = eventLoopGroup
        self.tls = tls
        let waits = UpstreamWaits(
            head: .init(timeouts.head),
            idle: .init(timeouts.idle),
            kept: .init(timeouts.kept),
            crossing: .init(timeouts.crossing)
        )
        var pools: [ObjectIdentifier: NIOLoopBoundBox<UpstreamPool>] = [:]
        for eventLoop in eventLoopGroup.makeIterator() {
            let connector = UpstreamConnector(proxies: proxies, tls: tls, timeout: .init(timeouts.connect))
            let pool = UpstreamPool(
                eventLoop: eventLoop,
                connector: connector,
                waits: waits,
                limit: connectionLimit
            )
            pools[ObjectIdentifier(eventLoop)] = .makeBoxSendingValue(pool, eventLoop: eventLoop)
        }
        self.pools = pools
    }

    func send(_ request: UpstreamRequest) async throws -> UpstreamResponse {
        guard let address = addresses[request.url] else {
            throw UpstreamFailure(.misconfigured, "The upstream's address is not an http or https URL.")
        }
        if address.origin.isSecure { try tls.prepare() }
        let exchange = UpstreamExchange(request, address)
        let head = try await withTaskCancellationHandler {
            start(exchange)
            return try await exchange.head()
        } onCancel: {
            exchange.cancel()
        }
        let lease = Lease(exchange)
        return UpstreamResponse(
            status: Int(head.status.code),
            headers: HTTPFields(head.headers),
            makeBody: { Body(lease: lease) }
        )
    }

    /// On the caller's event loop if it runs on one, else on the next in turn.
    private func start(_ exchange: UpstreamExchange) {
        let eventLoop = group.any()
        guard let pool = pools[ObjectIdentifier(eventLoop)] else {
            preconditionFailure("Every event loop of the group has a pool.")
        }
        if eventLoop.inEventLoop {
            pool.value.start(exchange)
        } else {
            eventLoop.execute { pool.value.start(exchange) }
        }
    }

    /// Gives the exchange up when nobody can read its answer any more.
    private final class Lease: Sendable {
        let exchange: UpstreamExchange

        init(_ exchange: UpstreamExchange) { self.exchange = exchange }

        deinit { exchange.cancel() }
    }

    private struct Body: UpstreamBody {
        let lease: Lease

        mutating func next() async throws -> ByteBuffer? {
            let exchange = lease.exchange
            return try await withTaskCancellationHandler {
                try await exchange.nextBytes()
            } onCancel: {
                exchange.cancel()
            }
        }
    }
}

extension UpstreamHTTP: Service {
    /// Waits for the shutdown, then closes every connection; stands before the servers in the group, so that it ends
    /// after them.
    func run() async throws {
        try? await gracefulShutdown()
        await shutDown()
    }

    /// Closes every connection; what is sent afterwards fails.
    func shutDown() async {
        for pool in pools.values {
            // Fails only when the event loop has ended, and its connections with it.
            try? await pool.eventLoop.submit { pool.value.shutDown() }.get()
        }
    }
}
