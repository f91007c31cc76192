import Foundation
import Logging
import Server
import SimulatedUpstream

/// The whole proxy on free loopback ports, in front of a simulated Bedrock that plays scenarios.
struct RunningProxy: Sendable {
    let baseURL: String
    let upstream: SimulatedUpstream
    /// An empty folder for the clients' projects, gone afterwards.
    let projects: String

    /// Small, so that a test of the limit need not send megabytes by the dozen; Claude Code sends some 100 KB.
    private static let bodyLimit = 2_500_000

    private struct NotStarted: Error {}

    /// Runs `body` against a proxy that is stopped afterwards; `scenarios` are made with the path of the clients' projects.
    static func running<Result: Sendable>(
        _ scenarios: (String) -> [Scenario],
        _ body: @escaping @Sendable (RunningProxy) async throws -> Result
    ) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appendingPathComponent("claude-proxy-clients-\(UUID().uuidString)")
        let projects = folder.appendingPathComponent("projects")
        try FileManager.default.createDirectory(at: projects, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let scenarios = scenarios(projects.path)
        let database = folder.appendingPathComponent("history.db").path
        return try await SimulatedUpstream.running(settings(scenarios)) { upstream in
            let configuration = try load(yaml(scenarios, endpoint: upstream.baseURL), database: database)
            return try await serve(configuration) { port in
                let proxy = RunningProxy(
                    baseURL: "http://127.0.0.1:\(port)",
                    upstream: upstream,
                    projects: projects.path
                )
                return try await body(proxy)
            }
        }
    }

    private static func serve<Result: Sendable>(
        _ configuration: Configuration,
        _ body: @escaping @Sendable (Int) async throws -> Result
    ) async throws -> Result {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let server = ProxyServer(configuration: configuration, stopSignals: [], logger: logger)
        let (ports, bound) = AsyncStream.makeStream(of: Int.self)
        return try await withThrowingTaskGroup(of: Result?.self) { group in
            group.addTask {
                defer { bound.finish() }
                do {
                    try await server.run { bound.yield($0.port) }
                } catch is CancellationError {
                    // The test is over.
                }
                return nil
            }
            group.addTask {
                for await port in ports { return try await body(port) }
                throw NotStarted()
            }
            defer { group.cancelAll() }
            while let step = try await group.next() {
                if let result = step { return result }
            }
            throw NotStarted()
        }
    }

    private static func settings(_ scenarios: [Scenario]) -> SimulatedUpstream.Settings {
        var settings = SimulatedUpstream.Settings(refusesUnknownModels: true)
        // Thinking blocks have to come back as they were sent.
        settings.rules.insert(.thinkingSignatures)
        for scenario in scenarios {
            for index in scenario.variants.indices {
                settings.models[scenario.modelID(index)] = scenario.variants[index]
            }
        }
        return settings
    }

    private static func load(_ text: String, database: String) throws -> Configuration {
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

    private static func yaml(_ scenarios: [Scenario], endpoint: String) -> String {
        let routes = scenarios.map { scenario in
            let variants = scenario.variants.indices.map { "            - model: \(scenario.modelID($0))\n" }.joined()
            return """
                    - model: \(scenario.name)
                      provider_sequence:
                        - name: bedrock
                          variants:
                \(variants)
                """
        }
        return """
            server:
              max_body_bytes: \(bodyLimit)
            providers:
              bedrock:
                region: us-east-1
                endpoint: \(endpoint)
            routing:
              rate_limit_seconds: 1
              retry_timeout_millis: 50
              models:

            """ + routes.joined()
    }
}
