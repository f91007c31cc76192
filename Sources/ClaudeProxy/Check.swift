import ArgumentParser
import Logging
import Server

/// `claude-proxy check`: every problem of the configuration, for a person or for CI.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show every problem of the configuration, or the routes if there is none.",
        discussion: """
            Reads what 'serve' would read: the file, .env beside it and the environment. Each problem has its place, the \
            offending text and the mend. The exit code is 1 if there is an error; warnings do not count.

            With --online each variant is sent one small streamed request with a tool: is it reachable, is the \
            credential accepted, does the model exist, does it take tools, does streaming work? That costs a few tokens.

            EXAMPLE
              claude-proxy check --config ./config.yaml --online
            """
    )

    @Option(
        help: ArgumentHelp(
            "The configuration. Default: ./config.yaml, then $XDG_CONFIG_HOME/claude-proxy/config.yaml.",
            valueName: "file"
        )
    )
    var config: String?

    @Flag(help: "Send one small request to each variant.")
    var online = false

    func run() async throws {
        let report = ConfigurationReport(file: config, environment: LocalFiles.environment)
        LocalFiles.writeToStandardOutput(report.text)
        guard let configuration = report.configuration else { throw ExitCode.failure }
        guard online else { return }
        LocalFiles.writeToStandardOutput("\n")
        let check = OnlineCheck(configuration: configuration, logger: ServeOptions.logger(level: .warning))
        let isSuccess = try await orExit { try await check.run(LocalFiles.writeToStandardOutput) }
        if !isSuccess { throw ExitCode.failure }
    }
}
