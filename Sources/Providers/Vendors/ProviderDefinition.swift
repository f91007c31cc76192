/// A provider that a configuration can ask for by its name alone.
public enum ProviderDefinition: Sendable, Hashable {
    /// Claude at Anthropic.
    case anthropic
    /// Claude on Amazon Bedrock.
    case bedrock
    /// A vendor that speaks Chat Completions.
    case vendor(ChatCompletionsVendor)

    /// The name in the configuration.
    public var name: String {
        switch self {
        case .anthropic: "anthropic"
        case .bedrock: "bedrock"
        case .vendor(let vendor): vendor.id
        }
    }

    /// The environment variable of its key; Bedrock's credentials are found otherwise.
    public var apiKeyVariable: String? {
        switch self {
        case .anthropic: "ANTHROPIC_API_KEY"
        case .bedrock: nil
        case .vendor(let vendor): vendor.apiKeyVariable
        }
    }

    /// Names are unique.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
