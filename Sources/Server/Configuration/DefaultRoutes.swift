/// Routes for the models that Claude Code asks for, when no file names any.
enum DefaultRoutes {
    /// A class of models as each vendor has it.
    ///
    /// The ids are those of November 2026.
    private struct ModelClass {
        let name: String
        /// Behind the inference profile's prefix.
        let bedrock: String
        let openRouter: String
        let openAI: String
    }

    /// - Note: Source: price map of LiteLLM 1.109.1 (OpenRouter: 1.100.0), seen 2026-11-22.
    private static let classes = [
        ModelClass(
            name: "opus",
            bedrock: "anthropic.claude-opus-5-5",
            openRouter: "anthropic/claude-opus-5",
            openAI: "gpt-5.2"
        ),
        ModelClass(
            name: "haiku",
            bedrock: "anthropic.claude-haiku-5-5",
            openRouter: "anthropic/claude-haiku-4.5",
            openAI: "gpt-5-mini"
        ),
        ModelClass(
            name: "default",
            bedrock: "anthropic.claude-sonnet-5-5",
            openRouter: "anthropic/claude-sonnet-4.6",
            openAI: "gpt-5.2"
        ),
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
        case .bedrock: model = profilePrefix(in: provider.region ?? "") + modelClass.bedrock
        // Knows the client's own model names.
        case .anthropic: model = nil
        case .openRouter: model = modelClass.openRouter
        case .openAI: model = modelClass.openAI
        case .cerebras: model = "gpt-oss-120b"
        case .groq: model = "openai/gpt-oss-120b"
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
