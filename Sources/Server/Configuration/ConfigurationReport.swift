/// What `check` prints: all problems, or what the configuration amounts to.
package struct ConfigurationReport: Sendable {
    /// Ends with a line end.
    package let text: String
    /// No error; warnings do not count.
    package let isSuccess: Bool
    /// The configuration, if it has no errors.
    package let configuration: Configuration?

    /// Loads the configuration as `serve` would.
    package init(file: String?, environment: [String: String], files: LocalFiles = .live) {
        do {
            let configuration = try Configuration.load(
                file: file,
                flags: Configuration.Flags(),
                environment: environment,
                files: files
            )
            self.init(configuration)
        } catch {
            self.init(error)
        }
    }

    init(_ problems: ConfigurationProblems) {
        let count = Self.counted(problems.errors.count, "error")
        let warnings = problems.warnings.isEmpty ? "" : ", \(Self.counted(problems.warnings.count, "warning"))"
        text = "\(problems)\n\(count)\(warnings)\n"
        isSuccess = false
        configuration = nil
    }

    init(_ configuration: Configuration) {
        var lines = configuration.warnings.map(\.description)
        lines.append(Self.headline(configuration))
        lines.append(contentsOf: Self.addresses(configuration))
        lines.append("")
        lines.append(contentsOf: RouteTable(configuration).lines)
        text = lines.joined(separator: "\n") + "\n"
        isSuccess = true
        self.configuration = configuration
    }

    private static func headline(_ configuration: Configuration) -> String {
        let warnings = configuration.warnings.count
        let verdict = warnings == 0 ? "no problems" : "no errors, \(counted(warnings, "warning"))"
        switch configuration.source {
        case .file(let name): return "\(name): \(verdict)"
        case .environment: return "no routes in a file, so they follow from the credentials found: \(verdict)"
        }
    }

    private static func addresses(_ configuration: Configuration) -> [String] {
        let server = configuration.server
        let host = server.host.contains(":") ? "[\(server.host)]" : server.host
        let keys = server.apiKeys.isEmpty ? "no client keys" : counted(server.apiKeys.count, "client key")
        let dashboard = configuration.dashboard
        return [
            "API        http://\(host):\(server.port), \(keys)",
            "dashboard  " + (dashboard.isEnabled ? "http://\(host):\(dashboard.port)" : "off"),
            "history    \(configuration.history.path), \(configuration.history.retentionDays) days",
        ]
    }

    private static func counted(_ count: Int, _ noun: String) -> String {
        "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
}
