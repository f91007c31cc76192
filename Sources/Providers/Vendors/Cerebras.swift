extension ChatCompletionsVendor {
    /// Cerebras Inference.
    ///
    /// Its limiter books the most tokens that an answer may have before the answer begins, so that the limits of Claude
    /// Code (32,000 and more) would use up a minute's quota with one small prompt (opencode PR #5036); hence the ceiling.
    /// - Note: Source: https://inference-docs.cerebras.ai/api-reference/chat-completions,
    ///   https://inference-docs.cerebras.ai/support/rate-limits and the Python package cerebras-cloud-sdk 1.91.0, seen
    ///   2026-11-22.
    public static let cerebras = Self(
        id: "cerebras",
        displayName: "Cerebras",
        baseURL: "https://api.cerebras.ai/v1",
        apiKeyVariable: "CEREBRAS_API_KEY",
        quirks: ChatCompletionsQuirks {
            $0.maxTokensField = .maxCompletionTokens
            // Enough for a long file in one answer.
            $0.maxTokensCeiling = 16_384
            $0.acceptsPromptCacheKey = true
            $0.reasoningRequest = .effort
            $0.reasoningReplay = .reasoning
            $0.fixedFields = [.init("reasoning_format", json: #""parsed""#, when: .reasoningModel)]
            $0.models = .table([
                .init("gpt-oss", effortLevels: ["low", "medium", "high"], takesImages: false),
                .init("thinking", takesImages: false),
                .init("glm", takesImages: false),
                .init("", isReasoning: false, takesImages: false),
            ])
        }
    ).with {
        $0.hosts = ["cerebras.ai"]
        $0.standIns = ClaudeStandIns(all: "gpt-oss-120b")
    }
}
