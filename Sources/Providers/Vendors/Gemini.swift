extension ChatCompletionsVendor {
    /// Gemini in its OpenAI mode.
    ///
    /// - Note: Source: https://ai.google.dev/gemini-api/docs/openai, seen 2026-11-22.
    public static let gemini = Self(
        id: "gemini",
        displayName: "Gemini",
        baseURL: "https://generativelanguage.googleapis.com/v1beta/openai",
        apiKeyVariable: "GEMINI_API_KEY",
        defaultPath: "/v1beta/openai",
        quirks: ChatCompletionsQuirks {
            $0.schemaRules = .gemini
            $0.reasoningRequest = .effort
            $0.models = .table([
                .init("2.0", isReasoning: false),
                .init("", effortLevels: ["low", "medium", "high"]),
            ])
        }
    ).with {
        $0.hosts = ["generativelanguage.googleapis.com"]
    }
}
