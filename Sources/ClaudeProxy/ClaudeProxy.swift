import ArgumentParser
import Server

/// The command line.
@main
struct ClaudeProxy: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "claude-proxy",
        abstract: "Speaks the Anthropic Messages API to its clients and serves them from several upstreams.",
        discussion: """
            Try it without any account:   claude-proxy demo
            Write a configuration:        claude-proxy init
            Serve it:                     claude-proxy serve --config config.yaml
            """,
        version: Version.current,
        subcommands: [Serve.self, Demo.self, Init.self, Check.self],
        defaultSubcommand: Serve.self
    )
}
