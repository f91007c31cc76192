import Gateway
import History
import HummingbirdCore
package import Logging
import NIOCore
import NIOPosix
import Providers
import ServiceLifecycle
package import UnixSignals

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The whole proxy: put together here, top to bottom, and run until it is told to stop.
package struct ProxyServer: Sendable {
    /// How long running requests may go on after the signal to stop; a client whose answer takes longer is cut off.
    package static let drainLimit = Duration.seconds(30)

    /// The signals that begin a graceful stop.
    package static let signals: [UnixSignal] = [.sigterm, .sigint]

    /// The ports that were really bound.
    package struct Addresses: Sendable, Equatable {
        package var host: String
        package var port: Int
        /// `nil` when the dashboard is off or its port was taken.
        package var dashboardPort: Int?
    }

    private let configuration: Configuration
    private let clock: any Clock<Duration>
    private let stopSignals: [UnixSignal]
    private let logger: Logger

    /// The clock measures the waits of routing; the signals begin a graceful stop, and a test that stops the proxy by
    /// cancelling it gives none.
    package init(
        configuration: Configuration,
        clock: any Clock<Duration> = ContinuousClock(),
        stopSignals: [UnixSignal],
        logger: Logger
    ) {
        self.configuration = configuration
        self.clock = clock
        self.stopSignals = stopSignals
        self.logger = logger
    }

    /// Starts everything and returns when it has stopped.
    /// - Parameter onReady: Called once, when the ports are bound.
    /// - Throws: ``StartError``.
    package func run(onReady: @escaping @Sendable (Addresses) async -> Void) async throws {
        let eventLoops = MultiThreadedEventLoopGroup.singleton
        let history = try await openHistory()
        let upstreams = try UpstreamConnections(configuration, eventLoopGroup: eventLoops, logger: logger)
        let gateway = Gateway(
            routes: RoutingTable(configuration),
            upstreams: upstreams.byName,
            cooldowns: CooldownTable(restored: history.cooldowns, store: history.writer, now: WallClock.now),
            settings: GatewaySettings(
                rateLimitWindow: configuration.routing.rateLimitWindow,
                retryDelay: configuration.routing.retryTimeout
            ),
            clock: clock,
            now: WallClock.now
        )
        // Milliseconds grow faster than exchanges end, so that no earlier process has given the numbers that follow.
        let live = LiveExchanges(after: WallClock.now().milliseconds)
        let readiness = Readiness(host: configuration.server.host, onReady: onReady)
        let api = try server(
            apiResponder(gateway, history, live),
            port: configuration.server.port,
            place: .eventLoop,
            eventLoops: eventLoops,
            onBound: readiness.apiIsBound
        )
        let dashboard = try dashboardServer(history, gateway, live, eventLoops: eventLoops, readiness: readiness)
        // Stopped in reverse: the port first, the history last, so that no exchange is lost.
        let services: [any Service] = [history.writer, history.retention] + upstreams.services + [dashboard, api]
        try await runGroup(services)
        try? history.database.close()
    }

    private func runGroup(_ services: [any Service]) async throws {
        var configuration = ServiceGroupConfiguration(
            services: services,
            gracefulShutdownSignals: stopSignals,
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = Self.drainLimit
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as IOError {
            throw StartError(error, host: self.configuration.server.host, port: self.configuration.server.port)
        }
    }

    private func openHistory() async throws -> HistoryServices {
        do {
            return try await HistoryServices(configuration.history, clock: clock, logger: logger)
        } catch let error as HistoryDatabaseError {
            throw StartError.history("\(error)")
        }
    }

    private func apiResponder(
        _ gateway: Gateway,
        _ history: HistoryServices,
        _ live: LiveExchanges
    ) -> APIResponder {
        let registry = PrometheusRegistry()
        return APIResponder(
            gate: AccessGate(configuration.server),
            messages: MessagesEndpoint(
                gateway: gateway,
                pricing: AttemptPricing(configuration),
                recorder: history.writer,
                live: live,
                metrics: GatewayMetrics(factory: registry),
                clock: clock,
                storesBodies: configuration.history.storesBodies
            ),
            countTokens: CountTokensEndpoint(gateway: gateway, counter: TokenCounter(clock: clock)),
            models: ModelsEndpoint(routes: gateway.routes, createdAt: WallClock.now().rfc3339),
            administration: AdministrationEndpoints(
                gateway: gateway,
                settings: configuration.effectiveSettings,
                historyStatus: history.status,
                start: .now
            ),
            metrics: registry.text
        )
    }

    private func dashboardServer(
        _ history: HistoryServices,
        _ gateway: Gateway,
        _ live: LiveExchanges,
        eventLoops: any EventLoopGroup,
        readiness: Readiness
    ) throws -> any Service {
        let host = configuration.server.host
        guard configuration.dashboard.isEnabled else {
            return OptionalServer(server: nil, readiness: readiness, host: host, port: 0, logger: logger)
        }
        let gate = AccessGate(configuration.server)
        let responder = DashboardResponder(
            gate: gate,
            sessions: DashboardSessions(now: WallClock.seconds),
            wrongKeys: WrongKeyLimit(now: WallClock.seconds),
            history: HistoryEndpoints(reader: history.reader, live: live, now: WallClock.now),
            routes: RoutesEndpoint(
                gateway: gateway,
                historyStatus: history.status,
                start: .now,
                host: host,
                port: { readiness.apiPort },
                needsKey: !gate.keys.isEmpty
            ),
            live: LiveEndpoint(live: live, cooldowns: gateway.cooldowns, clock: clock, now: WallClock.now)
        )
        let port = configuration.dashboard.port
        let server = try server(
            responder,
            port: port,
            bodyLimit: Self.dashboardBodyLimit,
            place: .sharedThreads,
            eventLoops: eventLoops,
            onBound: readiness.dashboardIsBound
        )
        return OptionalServer(server: server, readiness: readiness, host: host, port: port, logger: logger)
    }

    /// Largest body on the dashboard's port, in bytes; the only one that is read holds a key.
    private static let dashboardBodyLimit = 64 * 1024

    private func server(
        _ responder: some HTTPResponder,
        port: Int,
        bodyLimit: Int = .max,
        place: HTTPConnectionPlace,
        eventLoops: any EventLoopGroup,
        onBound: @escaping @Sendable (Int) async -> Void
    ) throws -> any Service {
        // What the framework has to say of a failed start is said better by a StartError.
        var quiet = logger
        quiet.logLevel = .critical
        var limits = HTTPLimits(configuration.server)
        limits.bodyBytes = min(limits.bodyBytes, bodyLimit)
        let connection = HTTPConnection(responder: responder, limits: limits, place: place, requestLogger: logger)
        return connection.server(
            configuration: ServerConfiguration(
                address: .hostname(configuration.server.host, port: port),
                backlog: Self.backlog,
                availableConnectionsDelegate: MaximumAvailableConnections(HTTPLimits.connections)
            ),
            onServerRunning: { await onBound($0.localAddress?.port ?? port) },
            eventLoopGroup: eventLoops,
            logger: quiet
        )
    }

    /// Connections the system may hold before they are accepted; a burst of agents opens some hundred at once.
    private static let backlog = 1024
}

extension StartError {
    /// What the system said when a port could not be bound.
    init(_ error: IOError, host: String, port: Int) {
        switch error.errnoCode {
        case EADDRINUSE: self = .portTaken(host: host, port: port)
        case EADDRNOTAVAIL: self = .addressUnavailable(host: host)
        case EACCES: self = .portForbidden(port: port)
        default: self = .cannotListen(host: host, port: port, reason: "\(error)")
        }
    }
}
