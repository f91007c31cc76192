import ArgumentParser
import Server

/// `claude-proxy check`: every problem of the configuration, for a person or for CI.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show every problem of the configuration, or the routes if there is none.",
        discussion: """
            Reads what 'serve' would read: the file, .env beside it and the environment. Each problem has its place, the \
            offending text and the mend. The exit code is 1 if there is an error; warnings do not count.

            EXAMPLE
              claude-proxy check --config ./config.yaml
            """
    )

    @Option(
        help: ArgumentHelp(
            "The configuration. Default: ./config.yaml, then $XDG_CONFIG_HOME/claude-proxy/config.yaml.",
            valueName: "file"
        )
    )
    var config: String?

    func run() throws {
        let report = ConfigurationReport(file: config, environment: LocalFiles.environment)
        LocalFiles.writeToStandardOutput(report.text)
        for obstacle in report.obstacles { LocalFiles.writeToStandardOutput("error: \(obstacle)\n") }
        if !report.isSuccess || !report.obstacles.isEmpty { throw ExitCode.failure }
    }
}
