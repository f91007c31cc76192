import EndToEndSupport
import Foundation
import Gateway
import Server
import SimulatedUpstream

/// The whole proxy on free loopback ports, in front of simulated vendors that play scenarios.
struct RunningProxy: Sendable {
    /// What sets a proxy apart from another.
    struct Options: Sendable {
        /// How long a throttled target is left alone, in seconds.
        var cooldownSeconds = 1
        /// The keys that clients must have one of, if any.
        var clientKeys: [String] = []
        /// What the history holds before the start.
        var history: [Exchange] = []
    }

    let baseURL: String
    let dashboardURL: String
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
        with options: Options = Options(),
        _ scenarios: (String) -> [Scenario],
        _ body: @escaping @Sendable (RunningProxy) async throws -> Result
    ) async throws -> Result {
        let folder = try TemporaryFolder()
        defer { folder.remove() }
        let projects = folder.path + "/projects"
        try FileManager.default.createDirectory(atPath: projects, withIntermediateDirectories: true)
        let scenarios = scenarios(projects)
        let database = folder.path + "/history.db"
        if !options.history.isEmpty { try await SeededHistory.write(options.history, to: database) }
        return try await starting(vendors(scenarios), scenarios) { upstreams in
            let yaml = yaml(options, scenarios, upstreams)
            let configuration = try ProxyUnderTest.configuration(yaml, database: database)
            return try await ProxyUnderTest.serve(configuration) { addresses in
                let proxy = RunningProxy(
                    baseURL: "http://127.0.0.1:\(addresses.port)",
                    dashboardURL: "http://127.0.0.1:\(addresses.dashboardPort ?? 0)",
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

    private static func yaml(
        _ options: Options,
        _ scenarios: [Scenario],
        _ upstreams: [Vendor: SimulatedUpstream]
    ) -> String {
        let targets = scenarios.flatMap(\.variants).map(\.target)
        let byProvider = Dictionary(targets.map { ($0.provider, $0) }) { first, _ in first }
        let providers = byProvider.values.map { $0.yaml(baseURL: upstreams[$0.vendor]?.baseURL ?? "") }
        return """
            server:
              max_body_bytes: \(bodyLimit)
              api_keys: [\(options.clientKeys.joined(separator: ", "))]
            providers:
            \(providers.sorted().joined())
            routing:
              rate_limit_seconds: \(options.cooldownSeconds)
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

extension RunningProxy {
    /// Runs tests of Tests/RealClients, which are told whose upstreams they meet.
    func run(
        _ tests: [String],
        at target: VendorTarget,
        within limit: Duration
    ) async throws -> ChildProcess.Result {
        let environment = [
            "PROXY_URL": baseURL,
            "CLAUDE_PROXY_VENDOR": target.provider,
            "CLAUDE_PROXY_DIALECT": target.dialect.rawValue,
            "CLAUDE_PROJECTS": projects,
        ]
        return try await PythonTests.realClients.run(tests, environment: environment, within: limit)
    }
}
