import EndToEndSupport
import Foundation
import Server
import SimulatedUpstream

/// The whole proxy on free loopback ports, in front of simulated vendors that play scenarios.
struct RunningProxy: Sendable {
    let baseURL: String
    /// The vendors of the scenarios.
    let upstreams: [Vendor: SimulatedUpstream]
    /// An empty folder for the clients' projects, gone afterwards.
    let projects: String

    /// Small, so that a test of the limit need not send megabytes by the dozen; Claude Code sends some 100 KB.
    private static let bodyLimit = 2_500_000

    subscript(target: VendorTarget) -> SimulatedUpstream {
        guard let upstream = upstreams[target.vendor] else {
            preconditionFailure("\(target.vendor) is in no scenario")
        }
        return upstream
    }

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
        return try await starting(vendors(scenarios), scenarios) { upstreams in
            let configuration = try ProxyUnderTest.configuration(yaml(scenarios, upstreams), database: database)
            return try await ProxyUnderTest.serve(configuration) { addresses in
                let proxy = RunningProxy(
                    baseURL: "http://127.0.0.1:\(addresses.port)",
                    upstreams: upstreams,
                    projects: projects
                )
                return try await body(proxy)
            }
        }
    }

    private static func vendors(_ scenarios: [Scenario]) -> [Vendor] {
        let used = Set(scenarios.flatMap(\.variants).map(\.target.vendor))
        return Vendor.allCases.filter(used.contains)
    }

    /// Starts the vendors' upstreams one inside the other.
    private static func starting<Result: Sendable>(
        _ vendors: [Vendor],
        _ scenarios: [Scenario],
        _ started: [Vendor: SimulatedUpstream] = [:],
        _ body: @escaping @Sendable ([Vendor: SimulatedUpstream]) async throws -> Result
    ) async throws -> Result {
        guard let vendor = vendors.first else { return try await body(started) }
        return try await SimulatedUpstream.running(settings(vendor, scenarios)) { upstream in
            let started = started.merging([vendor: upstream]) { $1 }
            return try await starting(Array(vendors.dropFirst()), scenarios, started, body)
        }
    }

    private static func settings(_ vendor: Vendor, _ scenarios: [Scenario]) -> SimulatedUpstream.Settings {
        var settings = SimulatedUpstream.Settings(refusesUnknownModels: true, vendor: vendor)
        // Thinking blocks have to come back as they were sent.
        settings.rules.insert(.thinkingSignatures)
        for scenario in scenarios {
            for (index, variant) in scenario.variants.enumerated() where variant.target.vendor == vendor {
                settings.models[scenario.modelID(index)] = variant.profile
            }
        }
        return settings
    }

    private static func yaml(_ scenarios: [Scenario], _ upstreams: [Vendor: SimulatedUpstream]) -> String {
        let targets = scenarios.flatMap(\.variants).map(\.target)
        let byProvider = Dictionary(targets.map { ($0.provider, $0) }) { first, _ in first }
        let providers = byProvider.values.map { $0.yaml(baseURL: upstreams[$0.vendor]?.baseURL ?? "") }
        return """
            server:
              max_body_bytes: \(bodyLimit)
            providers:
            \(providers.sorted().joined())
            routing:
              rate_limit_seconds: 1
              retry_timeout_millis: 50
              models:

            """ + scenarios.map(route).joined()
    }

    private static func route(_ scenario: Scenario) -> String {
        let steps = scenario.variants.enumerated().map { index, variant in
            variant.target.step(model: scenario.modelID(index), indent: "        ")
        }
        return """
                - model: \(scenario.name)
                  provider_sequence:
            \(steps.joined())

            """
    }
}
