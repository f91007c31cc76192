import Providers

/// Routes for the models that Claude Code asks for, when no file names any.
enum DefaultRoutes {
    /// A class of models.
    private struct ModelClass: Sendable {
        let name: String
        /// Behind the inference profile's prefix.
        let bedrock: String
        let standIn: @Sendable (ClaudeStandIns) -> String
    }

    /// - Note: Source: price map of LiteLLM 1.109.1, seen 2026-11-22; the other vendors' models stand in their data.
    private static let classes = [
        ModelClass(name: "opus", bedrock: "anthropic.claude-opus-5-5", standIn: \.opus),
        ModelClass(name: "haiku", bedrock: "anthropic.claude-haiku-5-5", standIn: \.haiku),
        ModelClass(name: "default", bedrock: "anthropic.claude-sonnet-5-5", standIn: \.sonnet),
    ]

    /// One route for each class, through all providers in their order.
    static func routes(to providers: [ProviderSettings]) -> [RouteSettings] {
        classes.map { modelClass in
            RouteSettings(
                model: modelClass.name,
                targets: providers.compactMap { target(of: $0, for: modelClass) }
            )
        }
    }

    private static func target(of provider: ProviderSettings, for modelClass: ModelClass) -> TargetSettings? {
        let model: String?
        switch provider.kind {
        case .builtIn(.bedrock): model = profilePrefix(in: provider.region ?? "") + modelClass.bedrock
        // Knows the client's own model names.
        case .builtIn(.anthropic): model = nil
        case .builtIn(.vendor(let vendor)):
            guard let standIns = vendor.standIns else { return nil }
            model = modelClass.standIn(standIns)
        // Nobody finds these by a credential alone.
        case .openAICompatible, .anthropicCompatible: return nil
        }
        return TargetSettings(provider: provider.name, model: model, region: nil, endpoint: nil)
    }

    /// The global profile is the cheapest and has the largest quota; GovCloud has its own.
    private static func profilePrefix(in region: String) -> String {
        region.hasPrefix("us-gov-") ? "us-gov." : "global."
    }
}
