/// The keys below `providers.NAME`.
extension ConfigurationKey {
    static let providerType = ConfigurationKey(
        "providers.*.type",
        .choice(ProviderSettings.Kind.all.map(\.name)),
        example: "openai-compatible",
        "What the upstream is. Needed unless the name says it (`bedrock`, `openai`, …)."
    )
    static let providerRegion = ConfigurationKey(
        "providers.*.region",
        .text,
        fallback: "us-east-1",
        variables: [Variable(name: "BEDROCK_REGION", path: "providers.bedrock.region")],
        fallbackVariables: ["AWS_REGION", "AWS_DEFAULT_REGION"],
        providerKinds: [.bedrock],
        example: "us-west-2",
        "Region of variants that name none. A `region` in the AWS profile comes before the built-in one."
    )
    static let providerEndpoint = ConfigurationKey(
        "providers.*.endpoint",
        .url,
        variables: [Variable(name: "BEDROCK_ENDPOINT", path: "providers.bedrock.endpoint")],
        providerKinds: [.bedrock],
        example: "https://vpce.example.com",
        "Replaces `https://bedrock-runtime.REGION.amazonaws.com`."
    )
    static let providerProfileName = ConfigurationKey(
        "providers.*.profile_name",
        .text,
        providerKinds: [.bedrock],
        example: "work",
        "Profile in the AWS files. Default: the AWS credential chain."
    )
    static let providerBaseURL = ConfigurationKey(
        "providers.*.base_url",
        .url,
        variables: vendorVariables("base_url") { "\($0.name)_base_url".uppercased() },
        providerKinds: keyedKinds,
        example: "https://openrouter.ai/api/v1",
        "Address of the API. Default: the vendor's; needed for the compatible types."
    )
    static let providerAPIKey = ConfigurationKey(
        "providers.*.api_key",
        .secret,
        variables: vendorVariables("api_key", named: \.apiKeyVariable)
            + [Variable(name: "AWS_BEARER_TOKEN_BEDROCK", path: "providers.bedrock.api_key")],
        example: "${OPENROUTER_API_KEY}",
        "Key sent upstream. `passthrough`, which no variable outranks, sends the client's own instead (to Anthropic only)."
    )
    static let providerHeaders = ConfigurationKey(
        "providers.*.headers.*",
        .secret,
        example: "X-Title: claude-proxy",
        "Additional request headers, one `name: value` each. Values are treated as secrets."
    )
    static let providerConnectTimeout = ConfigurationKey(
        "providers.*.connect_timeout",
        .duration(waitRange),
        fallback: "5s",
        example: "5s",
        "Longest wait for a connection."
    )
    static let providerHeadTimeout = ConfigurationKey(
        "providers.*.head_timeout",
        .duration(waitRange),
        fallback: "120s",
        example: "120s",
        "Longest wait from the request to the response head."
    )
    static let providerIdleTimeout = ConfigurationKey(
        "providers.*.idle_timeout",
        .duration(waitRange),
        fallback: "300s",
        example: "300s",
        "Longest gap between two chunks of the answer."
    )
    static let providerKeys = [
        providerType, providerRegion, providerEndpoint, providerProfileName, providerBaseURL, providerAPIKey,
        providerHeaders, providerConnectTimeout, providerHeadTimeout, providerIdleTimeout,
    ]

    /// All kinds that are reached by a base URL and a key.
    private static let keyedKinds = Set(ProviderSettings.Kind.all).subtracting([.bedrock])

    /// `OPENAI_API_KEY` and its like: one variable for each vendor that is built in.
    private static func vendorVariables(
        _ key: String,
        named variable: (ProviderSettings.Kind) -> String?
    ) -> [Variable] {
        ProviderSettings.Kind.builtIn.filter { $0 != .bedrock }.compactMap { kind in
            variable(kind).map { Variable(name: $0, path: "providers.\(kind.name).\(key)") }
        }
    }
}
