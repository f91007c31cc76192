package import Providers

extension ProviderSettings {
    /// Which vendor and dialect a provider is.
    package enum Kind: Sendable, Hashable {
        /// A provider that its name alone selects.
        case builtIn(ProviderDefinition)
        /// Any server that speaks Chat Completions.
        case openAICompatible
        /// Any server that speaks the Messages API.
        case anthropicCompatible

        package static let bedrock = Self.builtIn(.bedrock)
        /// The kinds that a provider's name alone selects, in the order in which they are found by their credentials.
        package static let builtIn = BuiltInProviders.all.map(Self.builtIn)
        /// Every kind, in the order of the documentation.
        package static let all = builtIn + [.openAICompatible, .anthropicCompatible]

        /// The kind that `type:` calls so; `nil` if there is none.
        init?(named name: String) {
            guard let kind = Self.all.first(where: { $0.name == name }) else { return nil }
            self = kind
        }

        /// The kind that a provider of this name has without saying so; `nil` if it has to.
        static func builtIn(named name: String) -> Self? { BuiltInProviders.named(name).map(Self.builtIn) }

        /// What `type:` calls it; the name of a provider that is built in.
        package var name: String {
            switch self {
            case .builtIn(let definition): definition.name
            case .openAICompatible: "openai-compatible"
            case .anthropicCompatible: "anthropic-compatible"
            }
        }

        /// Whether a client's own credential, which is Anthropic's, can be of use there; hosts other than Anthropic's are
        /// refused it when a request is made.
        var takesClientCredential: Bool {
            switch self {
            case .builtIn(.anthropic), .anthropicCompatible: true
            case .builtIn, .openAICompatible: false
            }
        }

        /// The environment variable of its key; `nil` where there is none, as for Bedrock.
        var apiKeyVariable: String? {
            guard case .builtIn(let definition) = self else { return nil }
            return definition.apiKeyVariable
        }
    }
}
