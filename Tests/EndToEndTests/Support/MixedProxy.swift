import EndToEndSupport
import Server
import SimulatedUpstream

/// The whole proxy in front of one simulated upstream a vendor, all on one route, in the order given.
struct MixedProxy: Sendable {
    let addresses: ProxyServer.Addresses
    let upstreams: [Vendor: SimulatedUpstream]
    let databasePath: String

    var baseURL: String { "http://127.0.0.1:\(addresses.port)" }
    var client: MessagesClient { MessagesClient(baseURL: baseURL) }

    subscript(target: VendorTarget) -> SimulatedUpstream {
        guard let upstream = upstreams[target.vendor] else {
            preconditionFailure("\(target.vendor) is not on the route")
        }
        return upstream
    }

    /// Runs `body` against a proxy that is stopped afterwards; `change` makes settings for each vendor's upstream.
    static func running<Result: Sendable>(
        _ targets: [VendorTarget],
        change: @escaping @Sendable (inout SimulatedUpstream.Settings) -> Void = { _ in },
        providers: String = "",
        _ body: @escaping @Sendable (MixedProxy) async throws -> Result
    ) async throws -> Result {
        try await starting(Array(Set(targets.map(\.vendor))), change, [:]) { upstreams in
            let folder = try TemporaryFolder()
            defer { folder.remove() }
            let database = folder.path + "/history.db"
            let text = yaml(targets, upstreams, providers)
            let configuration = try ProxyUnderTest.configuration(text, database: database)
            return try await ProxyUnderTest.serve(configuration) { addresses in
                try await body(MixedProxy(addresses: addresses, upstreams: upstreams, databasePath: database))
            }
        }
    }

    /// Starts the vendors' upstreams one inside the other.
    private static func starting<Result: Sendable>(
        _ vendors: [Vendor],
        _ change: @escaping @Sendable (inout SimulatedUpstream.Settings) -> Void,
        _ started: [Vendor: SimulatedUpstream],
        _ body: @escaping @Sendable ([Vendor: SimulatedUpstream]) async throws -> Result
    ) async throws -> Result {
        guard let vendor = vendors.first else { return try await body(started) }
        var settings = SimulatedUpstream.Settings(vendor: vendor)
        change(&settings)
        return try await SimulatedUpstream.running(settings) { upstream in
            try await starting(
                Array(vendors.dropFirst()),
                change,
                started.merging([vendor: upstream]) { $1 },
                body
            )
        }
    }

    private static func yaml(
        _ targets: [VendorTarget],
        _ upstreams: [Vendor: SimulatedUpstream],
        _ providers: String
    ) -> String {
        var seen = Set<String>()
        let blocks = targets.filter { seen.insert($0.provider).inserted }.map { target in
            target.yaml(baseURL: upstreams[target.vendor]?.baseURL ?? "")
        }
        return """
            providers:
            \(providers.isEmpty ? blocks.joined() : providers)
            routing:
              rate_limit_seconds: 60
              retry_timeout_millis: 5
              models:
                - model: default
                  provider_sequence:
            \(targets.map { $0.step(indent: "        ") }.joined())
            """
    }
}
