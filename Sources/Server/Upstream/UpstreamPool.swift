import NIOCore
import NIOHTTP1
import Providers

/// The connections of one event loop to a provider's upstreams; used on that event loop only.
final class UpstreamPool {
    /// Connections at once, used and unused; each streamed answer occupies one.
    ///
    /// As many as the clients may have: further requests are refused here, not queued, so that another target is tried.
    static let connectionLimit = HTTPLimits.connections
    /// Unused connections kept to one address; beyond them the oldest is closed.
    ///
    /// More than the requests that one user's agents begin at once.
    static let keptLimit = 256

    let eventLoop: any EventLoop
    private let connector: UpstreamConnector
    private let waits: UpstreamWaits
    private let limit: Int
    /// Connections that are set up.
    private var open: [ObjectIdentifier: UpstreamConnection] = [:]
    /// The unused ones among them, the last used at the end; no empty lists.
    private var kept: [UpstreamAddress.Origin: [UpstreamConnection]] = [:]
    /// Exchanges for which a connection is being made.
    private var connecting: [ObjectIdentifier: UpstreamExchange] = [:]
    private var isShutDown = false

    init(eventLoop: any EventLoop, connector: UpstreamConnector, waits: UpstreamWaits, limit: Int) {
        self.eventLoop = eventLoop
        self.connector = connector
        self.waits = waits
        self.limit = limit
    }

    /// Sends the exchange's request over the connection used last, or over a fresh one.
    func start(_ exchange: UpstreamExchange) {
        while let connection = takeKept(exchange.origin) {
            guard connection.isActive else { continue }
            connection.start(exchange)
            return
        }
        startAfresh(exchange)
    }

    /// Sends the exchange's request over a fresh connection, unless nobody waits for it any more.
    func startAfresh(_ exchange: UpstreamExchange) {
        guard exchange.isOpen else { return }
        guard !isShutDown else { return exchange.abort(UpstreamFailure(.network, "The proxy is stopping.")) }
        guard open.count + connecting.count < limit else {
            exchange.abort(UpstreamFailure(.localLimit, "The proxy has too many connections open."))
            return
        }
        connect(for: exchange)
    }

    /// Takes back a connection whose exchange is over.
    func release(_ connection: UpstreamConnection) {
        guard !isShutDown else { return connection.close() }
        var connections = kept[connection.origin, default: []]
        connections.append(connection)
        let oldest = connections.count > Self.keptLimit ? connections.removeFirst() : nil
        kept[connection.origin] = connections
        oldest?.close()
    }

    /// Forgets a connection that is closed.
    func remove(_ connection: UpstreamConnection) {
        open[ObjectIdentifier(connection)] = nil
        guard let index = kept[connection.origin]?.firstIndex(where: { $0 === connection }) else { return }
        kept[connection.origin]?.remove(at: index)
        if kept[connection.origin]?.isEmpty ?? false { kept[connection.origin] = nil }
    }

    /// Closes everything.
    func shutDown() {
        isShutDown = true
        for exchange in connecting.values { exchange.abort(UpstreamFailure(.network, "The proxy is stopping.")) }
        for connection in open.values { connection.close() }
    }

    private func takeKept(_ origin: UpstreamAddress.Origin) -> UpstreamConnection? {
        guard let connection = kept[origin]?.popLast() else { return nil }
        if kept[origin]?.isEmpty ?? false { kept[origin] = nil }
        return connection
    }

    private func connect(for exchange: UpstreamExchange) {
        connecting[ObjectIdentifier(exchange)] = exchange
        let channel = connector.connect(to: exchange.origin, on: eventLoop, for: exchange)
        channel.assumeIsolated().whenComplete { result in
            self.connecting[ObjectIdentifier(exchange)] = nil
            switch result {
            case .success(let channel): self.begin(exchange, on: channel)
            case .failure(let error): exchange.abort(UpstreamFailure(connecting: error))
            }
        }
    }

    private func begin(_ exchange: UpstreamExchange, on channel: any Channel) {
        guard channel.isActive else { return exchange.abort(UpstreamFailure(connecting: ChannelError.eof)) }
        let connection = UpstreamConnection(origin: exchange.origin, pool: self, waits: waits)
        do {
            try channel.pipeline.syncOperations.addUpstreamHTTP(connection)
            open[ObjectIdentifier(connection)] = connection
            connection.start(exchange)
        } catch {
            channel.close(promise: nil)
            exchange.abort(UpstreamFailure(connecting: error))
        }
    }
}

extension ChannelPipeline.SynchronousOperations {
    /// HTTP/1.1 of a client, with bounded heads, below `connection`.
    fileprivate func addUpstreamHTTP(_ connection: UpstreamConnection) throws {
        var framing = HTTPRequestEncoder.Configuration()
        framing.automaticallySetFramingHeaders = false
        let decoder = HTTPResponseDecoder(
            leftOverBytesStrategy: .dropBytes,
            informationalResponseStrategy: .forward,
            limitConfiguration: .upstream
        )
        try addHandler(UpstreamSurplus(connection))
        try addHandler(HTTPRequestEncoder(configuration: framing))
        try addHandler(ByteToMessageHandler(decoder))
        try addHandler(connection)
    }
}

extension NIOHTTPDecoderLimitConfiguration {
    /// Bounds of an answer's head: several times what any upstream sends.
    fileprivate static var upstream: Self {
        var limits = Self()
        limits.maxHeaderFieldSize = 32 * 1024
        limits.maxHeaderListSize = 128 * 1024
        limits.maxHeaderFieldCount = 256
        return limits
    }
}
