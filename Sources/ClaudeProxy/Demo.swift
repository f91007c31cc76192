import ArgumentParser
import Foundation
import Server

/// `claude-proxy demo`: the real server against simulated vendors on loopback.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows streaming, failover across vendors, tools and costs without any account.",
        discussion: "Example: claude-proxy demo --port 3001"
    )

    @OptionGroup var options: ServeOptions
    @Flag(help: "Send no traffic of its own.")
    var quiet = false

    func run() async throws {
        let upstreams = try await DemoUpstreams.start()
        var flags = options.flags
        // Kept apart from a real history, and thrown away with the system's temporary files.
        flags.database = flags.database ?? DemoSetup.databasePath
        let yaml = DemoSetup.yaml(upstreams)
        let configuration = try load(
            file: DemoSetup.fileName,
            flags: flags,
            environment: DemoSetup.environment,
            files: LocalFiles { path, _ throws(FileProblem) in
                guard path == DemoSetup.fileName else { throw .missing }
                return yaml
            }
        )
        let server = ProxyServer(configuration: configuration, stopSignals: ProxyServer.signals, logger: options.logger)
        let (started, starting) = AsyncStream.makeStream(of: ProxyServer.Addresses.self)
        try await orExit {
            try await withThrowingTaskGroup { group in
                group.addTask {
                    defer { starting.finish() }
                    try await server.run { starting.yield($0) }
                }
                for await addresses in started { await welcome(addresses, configuration) }
                try await group.waitForAll()
            }
        }
        try await upstreams.stop()
    }

    private func welcome(_ addresses: ProxyServer.Addresses, _ configuration: Configuration) async {
        StartMessage.write(addresses, configuration)
        if !quiet { await DemoTraffic(port: addresses.port).send() }
        LocalFiles.writeToStandardOutput(DemoSetup.invitation(addresses))
    }
}
