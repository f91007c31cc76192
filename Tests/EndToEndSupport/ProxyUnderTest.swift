package import Logging
package import Server
import SimulatedUpstream

/// Runs the whole proxy inside the test's own process, on free loopback ports.
package enum ProxyUnderTest {
    private struct NotStarted: Error {}

    /// Runs `body` against a proxy that is stopped afterwards; the clock measures the waits of routing.
    package static func serve<Result: Sendable>(
        _ configuration: Configuration,
        clock: any Clock<Duration> = ContinuousClock(),
        _ body: @escaping @Sendable (ProxyServer.Addresses) async throws -> Result
    ) async throws -> Result {
        let server = ProxyServer(configuration: configuration, clock: clock, stopSignals: [], logger: silentLogger)
        let (started, starting) = AsyncStream.makeStream(of: ProxyServer.Addresses.self)
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                defer { starting.finish() }
                do {
                    try await server.run { starting.yield($0) }
                } catch is CancellationError {
                    // The test is over.
                }
                return nil
            }
            group.addTask {
                for await addresses in started { return try await body(addresses) }
                throw NotStarted()
            }
            defer { group.cancelAll() }
            while let step = try await group.next() {
                if let result = step { return result }
            }
            throw NotStarted()
        }
    }

    /// A configuration as `serve` would read it, with the AWS keys that the simulated upstream accepts.
    package static func configuration(
        _ yaml: String,
        database: String,
        environment: [String: String] = [:]
    ) throws -> Configuration {
        let aws = [
            "AWS_ACCESS_KEY_ID": AcceptedCredentials.Key.example.accessKeyID,
            "AWS_SECRET_ACCESS_KEY": AcceptedCredentials.Key.example.secretAccessKey,
            "AWS_EC2_METADATA_DISABLED": "true",
        ]
        return try Configuration.load(
            file: "test.yaml",
            flags: .init(port: 0, dashboardPort: 0, database: database),
            environment: aws.merging(environment) { $1 },
            files: LocalFiles { path, _ throws(FileProblem) in
                guard path == "test.yaml" else { throw .missing }
                return yaml
            }
        )
    }

    /// Nothing is said in a test.
    package static var silentLogger: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}
