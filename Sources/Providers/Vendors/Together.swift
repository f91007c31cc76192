extension ChatCompletionsVendor {
    /// Together AI.
    ///
    /// Models that reason by themselves do so whatever is asked; gpt-oss alone knows an effort.
    /// - Note: Source: https://docs.together.ai/docs/inference/openai-compatibility,
    ///   https://docs.together.ai/docs/inference/chat/reasoning and https://docs.together.ai/docs/error-codes, seen
    ///   2026-11-22.
    public static let together = Self(
        id: "together",
        displayName: "Together",
        baseURL: "https://api.together.ai/v1",
        apiKeyVariable: "TOGETHER_API_KEY",
        quirks: ChatCompletionsQuirks {
            $0.reasoningRequest = .effort
            $0.models = .table([.init("gpt-oss", effortLevels: ["low", "medium", "high"], takesImages: false)])
        }
    ).with {
        $0.hosts = ["api.together.ai", "api.together.xyz"]
    }
}
