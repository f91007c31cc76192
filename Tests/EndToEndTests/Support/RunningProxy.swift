import Foundation
import Logging
import Server
import SimulatedUpstream

/// The whole proxy on free loopback ports, in front of a simulated Bedrock, for the time of one test.
struct RunningProxy: Sendable {
    let addresses: ProxyServer.Addresses
    let upstream: SimulatedUpstream
    let databasePath: String

    var baseURL: String { "http://127.0.0.1:\(addresses.port)" }

    /// The three variants of the default route, in order.
    static let variants = [
        "us.anthropic.claude-sonnet-4-6", "eu.anthropic.claude-sonnet-4-6", "anthropic.claude-sonnet-4-6",
    ]

    /// Runs `body` against a proxy that is stopped afterwards.
    ///
    /// `settings` tell how the upstream behaves, `yaml` adds top-level blocks to the configuration, `endpoint` is another
    /// upstream than the simulated one, and `clock` measures the waits of routing.
    static func running<Result: Sendable>(
        _ settings: SimulatedUpstream.Settings = .init(),
        yaml: String = "",
        provider: String = "",
        variants: [String] = variants,
        endpoint: String? = nil,
        clock: any Clock<Duration> = ContinuousClock(),
        _ body: @escaping @Sendable (RunningProxy) async throws -> Result
    ) async throws -> Result {
        try await SimulatedUpstream.running(settings) { upstream in
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let database = folder.path + "/history.db"
            let text = configuration(
                endpoint: endpoint ?? upstream.baseURL,
                provider: provider,
                variants: variants,
                more: yaml
            )
            let configuration = try load(text, database: database)
            return try await serve(configuration, clock: clock) { addresses in
                try await body(RunningProxy(addresses: addresses, upstream: upstream, databasePath: database))
            }
        }
    }

    /// Runs a proxy with any configuration.
    static func serve<Result: Sendable>(
        _ configuration: Configuration,
        clock: any Clock<Duration> = ContinuousClock(),
        _ body: @escaping @Sendable (ProxyServer.Addresses) async throws -> Result
    ) async throws -> Result {
        var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        let server = ProxyServer(configuration: configuration, clock: clock, stopSignals: [], logger: logger)
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
            while let result = try await group.next() {
                if let result { return result }
            }
            throw NotStarted()
        }
    }

    struct NotStarted: Error {}

    static func load(_ text: String, database: String) throws -> Configuration {
        try Configuration.load(
            file: "test.yaml",
            flags: .init(port: 0, dashboardPort: 0, database: database),
            environment: [
                "AWS_ACCESS_KEY_ID": AcceptedCredentials.Key.example.accessKeyID,
                "AWS_SECRET_ACCESS_KEY": AcceptedCredentials.Key.example.secretAccessKey,
                "AWS_EC2_METADATA_DISABLED": "true",
            ],
            files: LocalFiles { path, _ throws(FileProblem) in
                guard path == "test.yaml" else { throw .missing }
                return text
            }
        )
    }

    static func configuration(endpoint: String, provider: String, variants: [String], more: String) -> String {
        let list = variants.map { "              - model: \($0)\n" }.joined()
        return """
            providers:
              bedrock:
                region: us-east-1
                endpoint: \(endpoint)
            \(provider)
            routing:
              rate_limit_seconds: 60
              retry_timeout_millis: 5
              models:
                - model: default
                  provider_sequence:
                    - name: bedrock
                      variants:
            \(list)
            \(more)
            """
    }
}

/// A folder that is removed when the test is over.
struct TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/claude-proxy-test-\(UInt64.random(in: 0...UInt64.max))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(atPath: path) }
}
