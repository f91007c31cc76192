import EndToEndSupport
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
            let configuration = try ProxyUnderTest.configuration(text, database: database)
            return try await ProxyUnderTest.serve(configuration, clock: clock) { addresses in
                try await body(RunningProxy(addresses: addresses, upstream: upstream, databasePath: database))
            }
        }
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
