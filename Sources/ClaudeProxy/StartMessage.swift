import Server

/// What is printed once the ports are bound.
enum StartMessage {
    static func write(_ addresses: ProxyServer.Addresses, _ configuration: Configuration) {
        LocalFiles.writeToStandardOutput(text(addresses, configuration))
    }

    static func text(_ addresses: ProxyServer.Addresses, _ configuration: Configuration) -> String {
        let base = "http://\(urlHost(addresses.host)):\(addresses.port)"
        var lines = ["Claude Proxy \(Version.current) listens on \(base) (configuration: \(configuration.source))"]
        if let port = addresses.dashboardPort {
            lines.append("Dashboard: http://\(urlHost(addresses.host)):\(port)")
        }
        lines.append("Routes:")
        lines += routes(configuration)
        lines += [
            "Point Claude Code at it:",
            "  export ANTHROPIC_BASE_URL=\(base)",
            "  export ANTHROPIC_AUTH_TOKEN=\(configuration.server.apiKeys.isEmpty ? "any" : "<one of server.api_keys>")",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func routes(_ configuration: Configuration) -> [String] {
        guard configuration.routing.isEnabled else {
            let first = configuration.providers.first.map(\.name) ?? "nowhere"
            return ["  every model → \(first), under its own name"]
        }
        return configuration.routing.models.map { route in
            let targets = route.targets.map { target in
                [target.provider, target.region, target.model].compactMap(\.self).joined(separator: "/")
            }
            return "  \(route.model) → \(targets.joined(separator: ", "))"
        }
    }

    /// An address as it stands in a URL; a wildcard is of no use there.
    private static func urlHost(_ host: String) -> String {
        switch host {
        case "0.0.0.0", "::": "127.0.0.1"
        default: host.contains(":") ? "[\(host)]" : host
        }
    }
}
