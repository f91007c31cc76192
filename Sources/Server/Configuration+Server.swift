import Gateway
import History
import Providers

// How the configuration's values become those of the parts.

extension RoutingTable {
    /// The configured routes; with routing off, one that sends every model to the first provider.
    init(_ configuration: Configuration) {
        guard configuration.routing.isEnabled else {
            let first = configuration.providers.prefix(1).map { provider in
                Route.Variant(provider: provider.name, region: provider.region)
            }
            self.init(routes: [Route(model: Self.defaultName, variants: Array(first))])
            return
        }
        self.init(
            routes: configuration.routing.models.map { model in
                Route(
                    model: model.model,
                    variants: model.targets.map { target in
                        Route.Variant(
                            provider: target.provider,
                            model: target.model,
                            region: target.region ?? configuration.provider(named: target.provider)?.region,
                            endpoint: target.endpoint
                        )
                    }
                )
            }
        )
    }
}

extension AccessGate {
    /// Keys as configured; on a loopback address only loopback names are answered to.
    init(_ server: ServerSettings) {
        let loopback: Set<String> = ["localhost", "127.0.0.1", "::1"]
        let isLoopback = loopback.contains(server.host.lowercased()) || server.host.hasPrefix("127.")
        self.init(keys: server.apiKeys, hosts: isLoopback ? loopback.union([server.host.lowercased()]) : nil)
    }
}

extension HTTPLimits {
    init(_ server: ServerSettings) {
        self.init(
            readTimeout: server.readTimeout,
            writeTimeout: server.writeTimeout,
            idleTimeout: server.idleTimeout,
            bodyBytes: server.maxBodyBytes
        )
    }
}

extension HistoryStatusReport {
    init(_ status: HistoryStatus, path: String) {
        self.init(
            path: path,
            isHealthy: status.state == .healthy,
            problem: nil,
            queued: status.queueLength,
            dropped: status.dropped
        )
        if case .failing(let since, let reason) = status.state {
            problem = "\(reason) (since \(since.rfc3339))"
        }
    }
}
