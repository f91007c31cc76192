/// One variant of a route: the unit of routing and of cool-down.
public struct Target: Sendable, Hashable {
    /// Names a target in logs, headers, history and cool-downs: `provider/region/model`.
    public struct ID: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
        /// The name, for example `bedrock/us-west-2/us.anthropic.claude-sonnet-4-6`.
        public let rawValue: String
        /// Takes a name as it stands.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// The name itself.
        public var description: String { rawValue }
    }

    /// The provider's name in the configuration.
    public let provider: String
    /// The model id that is sent upstream.
    public let model: String
    /// The region of the upstream, where it has one.
    public let region: String?
    /// The base address, where the variant has one of its own.
    public let endpoint: String?
    /// Two targets with the same id share one quota, hence one cool-down.
    public let id: ID

    /// Makes a target; the id follows from the fields.
    public init(provider: String, model: String, region: String? = nil, endpoint: String? = nil) {
        self.provider = provider
        self.model = model
        self.region = region
        self.endpoint = endpoint
        let place = [region, endpoint.map(Self.place)].compactMap(\.self).joined(separator: "@")
        id = ID(rawValue: place.isEmpty ? "\(provider)/\(model)" : "\(provider)/\(place)/\(model)")
    }

    /// The id alone: it follows from all the other fields, and is as good a hash as theirs.
    public func hash(into hasher: inout Hasher) { hasher.combine(id) }

    /// Host, port and path, which in some addresses names a deployment; a query or a user's name may hold a secret.
    private static func place(of endpoint: String) -> String {
        let address = endpoint.prefix { $0 != "?" && $0 != "#" }
        let parts = address.split(separator: "/", omittingEmptySubsequences: true).dropFirst()
        guard let host = parts.first else { return endpoint }
        let named = host.split(separator: "@").last ?? host
        return ([named] + parts.dropFirst()).joined(separator: "/")
    }
}
