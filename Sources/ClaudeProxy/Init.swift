import ArgumentParser
import Server

/// `claude-proxy init`: a commented file to begin with.
struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Write a commented config.yaml: Claude Code over three Bedrock variants.",
        discussion: """
            The file can be read by its owner alone. A file that is there is left alone unless --force is given.

            EXAMPLE
              claude-proxy init && claude-proxy check
            """
    )

    @Option(help: ArgumentHelp("The file to write.", valueName: "file"))
    var config = "config.yaml"

    @Flag(help: "Replace a file that is there.")
    var force = false

    func run() throws {
        do {
            try ConfigurationTemplate.write(to: config, replaces: force)
        } catch {
            LocalFiles.writeToStandardOutput("\(error)\n")
            throw ExitCode.failure
        }
        let option = config == "config.yaml" ? "" : " --config \(config)"
        LocalFiles.writeToStandardOutput("wrote \(config); next: claude-proxy check\(option)\n")
    }
}
