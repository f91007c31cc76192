extension ChatCompletionsVendor {
    /// Groq Cloud.
    ///
    /// Its Responses API is a beta without what this proxy needs of one, and is not used.
    /// - Note: Source: https://console.groq.com/docs/openai, https://console.groq.com/docs/reasoning,
    ///   https://console.groq.com/docs/vision and the Python package groq 1.7.0, seen 2026-11-22.
    public static let groq = Self(
        id: "groq",
        displayName: "Groq",
        baseURL: "https://api.groq.com/openai/v1",
        apiKeyVariable: "GROQ_API_KEY",
        defaultPath: "/openai/v1",
        quirks: ChatCompletionsQuirks {
            $0.maxTokensField = .maxCompletionTokens
            $0.toolResultParts = true
            $0.acceptsParallelToolCalls = true
            $0.reasoningRequest = .effort
            $0.reasoningReplay = .reasoning
            // Without it the reasoning of some models comes inside the text; `raw` is refused with tools.
            $0.fixedFields = [.init("reasoning_format", json: #""parsed""#, when: .reasoningModel)]
            $0.models = .table([
                .init("gpt-oss", effortLevels: ["low", "medium", "high"], takesImages: false),
                // `default` is their own way of reasoning: all that is not `none`.
                .init("qwen3", effortLevels: ["none", "default"], takesImages: false),
                .init("deepseek-r1", takesImages: false),
                .init("qwq", takesImages: false),
                .init("llama-4", isReasoning: false),
                .init("", isReasoning: false, takesImages: false),
            ])
        }
    ).with {
        $0.hosts = ["groq.com"]
        $0.standIns = ClaudeStandIns(all: "openai/gpt-oss-120b")
    }
}
