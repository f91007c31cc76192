import Providers

/// Puts the settings together, section by section, and holds them against each other.
struct ConfigurationBuilder {
    /// Everything but what the caller knows already.
    struct Parts {
        let server: ServerSettings
        let dashboard: DashboardSettings
        let history: HistorySettings
        let providers: [ProviderSettings]
        let routing: RoutingSettings
        /// Providers and routes follow from credentials, not from the file.
        let isDiscovered: Bool
    }

    var reader: SettingsReader
    let readFile: (String) throws(FileProblem) -> String

    /// `nil` if there is nothing to send a request to; the reader then holds the reason.
    mutating func build() -> Parts? {
        let server = readServer()
        let dashboard = readDashboard(besides: server)
        let history = readHistory()
        var providers = readProviders(besides: server)
        var routes = readRoutes(providers: &providers, besides: server)
        let isGiven = !providers.isEmpty || hasSection("providers") || hasSection("routing.models")
        if !isGiven {
            guard let found = discover(besides: server) else { return nil }
            (providers, routes) = found
        }
        checkKeys(of: providers, routes: routes)
        return Parts(
            server: server,
            dashboard: dashboard,
            history: history,
            providers: providers,
            routing: readRouting(routes),
            isDiscovered: !isGiven
        )
    }

    /// The file has something under the key.
    private func hasSection(_ path: String) -> Bool {
        reader.outline.names[path] != nil || (reader.outline.counts[path] ?? 0) > 0
    }

    // MARK: sections

    private mutating func readServer() -> ServerSettings {
        let server = ServerSettings(
            host: Self.withoutBrackets(reader.text(of: .serverHost) ?? "127.0.0.1"),
            port: reader.integer(of: .serverPort),
            apiKeys: readAPIKeys(),
            readTimeout: reader.duration(of: .serverReadTimeout),
            writeTimeout: reader.duration(of: .serverWriteTimeout),
            idleTimeout: reader.duration(of: .serverIdleTimeout),
            maxBodyBytes: reader.byteCount(of: .serverMaxBodyBytes)
        )
        checkHost(of: server)
        return server
    }

    private mutating func readAPIKeys() -> [Secret] {
        let count = reader.outline.counts["server.api_keys"] ?? 0
        var keys: [Secret] = []
        for index in 0..<count {
            let path = "server.api_keys[\(index)]"
            let known = reader.problems.count
            if let key = reader.secret(of: .serverAPIKeys, at: path) {
                keys.append(key)
            } else if reader.problems.count == known {
                // An empty key would let everybody in who sends an empty one.
                let place = reader.outline.locations[path].map(SettingOrigin.file)
                reader.report(.error, at: place, "\(path) is empty", mend: "write the key, or remove the entry")
            }
        }
        return keys
    }

    private mutating func readDashboard(besides server: ServerSettings) -> DashboardSettings {
        let dashboard = DashboardSettings(
            isEnabled: reader.boolean(of: .dashboardEnabled) ?? true,
            port: reader.integer(of: .dashboardPort)
        )
        if dashboard.isEnabled, dashboard.port == server.port, server.port != 0 {
            reader.report(
                .error,
                at: reader.origin(of: .dashboardPort),
                "dashboard.port and server.port are both \(server.port)",
                mend: "give one of them another port"
            )
        }
        return dashboard
    }

    private mutating func readHistory() -> HistorySettings {
        let path = reader.text(of: .historyPath) ?? "request_history.db"
        let home = path.hasPrefix("~/") ? reader.environment["HOME"] : nil
        return HistorySettings(
            path: home.map { $0 + path.dropFirst() } ?? path,
            retentionDays: reader.integer(of: .historyRetentionDays),
            storesBodies: reader.boolean(of: .historyBodies) ?? false
        )
    }

    private mutating func readRouting(_ routes: [RouteSettings]) -> RoutingSettings {
        let retryTimeout = reader.integer(of: .routingRetryTimeout)
        let rateLimit = reader.integer(of: .routingRateLimit)
        let enable = reader.boolean(of: .routingEnable)
        if enable == true, routes.isEmpty, reader.problems.allSatisfy({ $0.severity == .warning }) {
            reader.report(
                .error,
                at: reader.origin(of: .routingEnable),
                "routing is enabled, but routing.models has no route",
                mend: "add a route, or disable routing"
            )
        }
        if enable == nil {
            reader.note("routing.enable", routes.isEmpty ? "false" : "true", from: .builtIn)
        }
        return RoutingSettings(
            isEnabled: enable ?? !routes.isEmpty,
            models: routes,
            retryTimeout: .milliseconds(retryTimeout),
            rateLimitWindow: .seconds(rateLimit)
        )
    }

    // MARK: the host

    private mutating func checkHost(of server: ServerSettings) {
        let place = reader.origin(of: .serverHost)
        let host = server.host
        let isAddress = host.contains("::") || host.split(separator: ":").count > 2
        if host.contains("/") || host.contains(" ") || (host.contains(":") && !isAddress) {
            reader.report(
                .error,
                at: place,
                "server.host: \(Excerpt.quoted(host)) is not a host",
                mend: "write an address such as 127.0.0.1, and the port in server.port"
            )
        } else if !WebAddress.isLoopback(host), server.apiKeys.isEmpty, reader.outline.isWellFormed("server.api_keys") {
            reader.report(
                .error,
                at: place,
                "server.host: \(Excerpt.quoted(host)) lets other machines in, and there are no server.api_keys",
                mend: "add server.api_keys with a key for each client, or bind 127.0.0.1"
            )
        }
    }

    private static func withoutBrackets(_ host: String) -> String {
        host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    }
}
