import ArgumentParser
import Logging
import Server

/// `claude-proxy serve`: the proxy itself.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves the Messages API.",
        discussion: "Example: claude-proxy serve --config config.yaml --port 3001"
    )

    @Option(help: "The configuration; ./config.yaml, then $XDG_CONFIG_HOME/claude-proxy/config.yaml.")
    var config: String?
    @OptionGroup var options: ServeOptions

    func run() async throws {
        let configuration = try load(file: config, flags: options.flags, files: .live)
        for warning in configuration.warnings { StandardError.write("\(warning)\n") }
        let server = ProxyServer(configuration: configuration, stopSignals: ProxyServer.signals, logger: options.logger)
        try await orExit { try await server.run { StartMessage.write($0, configuration) } }
    }
}

/// What `serve` and `demo` have in common.
struct ServeOptions: ParsableArguments {
    @Option(help: "The address to listen on; wider than loopback needs server.api_keys.")
    var host: String?
    @Option(help: "The proxy's port; 0 takes a free one.")
    var port: Int?
    @Option(help: "The dashboard's port; 0 takes a free one.")
    var dashboardPort: Int?
    @Option(help: "The history's SQLite file.")
    var database: String?
    @Option(
        help: "trace, debug, info, notice, warning, error or critical.",
        transform: { name in
            guard let level = Logger.Level(rawValue: name) else { throw ValidationError("no such level: \(name)") }
            return level
        }
    )
    var logLevel = Logger.Level.info

    var flags: Configuration.Flags {
        Configuration.Flags(host: host, port: port, dashboardPort: dashboardPort, database: database)
    }

    var logger: Logger { Self.logger(level: logLevel) }

    /// Writes to standard error, one line an event.
    static func logger(level: Logger.Level) -> Logger {
        var logger = Logger(label: "claude-proxy") { LineLogHandler.standardError(label: $0) }
        logger.logLevel = level
        return logger
    }
}

/// Loads the configuration, or ends the process with all that is wrong with it.
func load(
    file: String?,
    flags: Configuration.Flags,
    environment: [String: String] = LocalFiles.environment,
    files: LocalFiles
) throws -> Configuration {
    do {
        return try Configuration.load(file: file, flags: flags, environment: environment, files: files)
    } catch {
        StandardError.write("\(error)\n")
        throw ExitCode.failure
    }
}

/// Runs the proxy, or ends the process with one sentence on why it cannot start.
func orExit<Result>(_ operation: () async throws -> Result) async throws -> Result {
    do {
        return try await operation()
    } catch let error as StartError {
        StandardError.write("claude-proxy: \(error)\n")
        throw ExitCode.failure
    }
}
