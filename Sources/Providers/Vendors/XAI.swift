extension ChatCompletionsVendor {
    /// xAI (Grok); its reasoning models refuse `stop`, and most of them an effort.
    ///
    /// - Note: Source: https://docs.x.ai/docs/api-reference and https://docs.x.ai/docs/guides/reasoning, seen 2026-11-22.
    public static let xAI = Self(
        id: "xai",
        displayName: "xAI",
        baseURL: "https://api.x.ai/v1",
        apiKeyVariable: "XAI_API_KEY",
        quirks: ChatCompletionsQuirks {
            $0.maxTokensField = .maxCompletionTokens
            $0.acceptsParallelToolCalls = true
            $0.reasoningRequest = .effort
            $0.models = .table([
                .init("non-reasoning", isReasoning: false),
                .init("grok-3-mini", effortLevels: ["low", "high"], takesStop: false, takesImages: false),
                .init("grok-3", isReasoning: false, takesImages: false),
                .init("grok-2", isReasoning: false),
                .init("grok-code", takesStop: false, takesImages: false),
                .init("grok", takesStop: false),
            ])
        }
    ).with {
        $0.hosts = ["api.x.ai"]
    }
}
