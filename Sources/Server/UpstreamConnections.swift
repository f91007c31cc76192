import Gateway
import Logging
import NIOCore
import Providers
import ServiceLifecycle

/// The providers and their connections, made from the configuration.
struct UpstreamConnections: Sendable {
    let byName: [String: Gateway.Upstream]
    /// Close the connections when the proxy stops.
    let services: [any Service]

    /// - Throws: ``StartError`` for a provider that is used but not part of this version.
    init(_ configuration: Configuration, eventLoopGroup: any EventLoopGroup, logger: Logger) throws {
        // Before any client is made: one that is not shut down must not be dropped.
        if let unsupported = configuration.unsupportedProviders.first { throw unsupported }
        var byName: [String: Gateway.Upstream] = [:]
        var services: [any Service] = []
        let used = Set(RoutingTable(configuration).routes.flatMap(\.variants).map(\.provider))
        let aws = AWSHTTP(eventLoopGroup: eventLoopGroup)
        services.append(aws)
        for settings in configuration.providers where used.contains(settings.name) {
            let transport = UpstreamHTTP(
                timeouts: .init(
                    connect: settings.connectTimeout,
                    head: settings.headTimeout,
                    idle: settings.idleTimeout
                ),
                eventLoopGroup: eventLoopGroup
            )
            services.append(transport)
            let provider = try BedrockProvider(settings, configuration.environment.merged, http: aws, logger: logger)
            byName[settings.name] = Gateway.Upstream(provider: provider, transport: transport)
        }
        self.byName = byName
        self.services = services
    }
}
