import EndToEndSupport
import Foundation
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

    /// Runs `body` against a proxy that is stopped afterwards; `scenarios` are made with the path of the clients' projects.
    static func running<Result: Sendable>(
        _ scenarios: (String) -> [Scenario],
        _ body: @escaping @Sendable (RunningProxy) async throws -> Result
    ) async throws -> Result {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let projects = folder.path + "/projects"
        try FileManager.default.createDirectory(atPath: projects, withIntermediateDirectories: true)
        let scenarios = scenarios(projects)
        let database = folder.path + "/history.db"
        return try await SimulatedUpstream.running(settings(scenarios)) { upstream in
            let configuration = try ProxyUnderTest.configuration(
                yaml(scenarios, endpoint: upstream.baseURL),
                database: database
            )
            return try await ProxyUnderTest.serve(configuration) { addresses in
                let proxy = RunningProxy(
                    baseURL: "http://127.0.0.1:\(addresses.port)",
                    upstream: upstream,
                    projects: projects
                )
                return try await body(proxy)
            }
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
