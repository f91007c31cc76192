extension ChatCompletionsVendor {
    /// Gemini in its OpenAI mode.
    ///
    /// From Gemini 3 on a call of the history is refused without the signature that it came with; a history from elsewhere is
    /// to have the placeholder.
    /// - Note: Source: https://ai.google.dev/gemini-api/docs/openai and
    ///   https://ai.google.dev/gemini-api/docs/thought-signatures, seen 2026-11-22.
    public static let gemini = Self(
        id: "gemini",
        displayName: "Gemini",
        baseURL: "https://generativelanguage.googleapis.com/v1beta/openai",
        apiKeyVariable: "GEMINI_API_KEY",
        defaultPath: "/v1beta/openai",
        quirks: ChatCompletionsQuirks {
            $0.schemaRules = .gemini
            $0.reasoningRequest = .effort
            $0.reasoningReplay = .callSignature(placeholder: "skip_thought_signature_validator", unless: "gemini-2")
            $0.models = .table([
                .init("2.0", isReasoning: false),
                .init("", effortLevels: ["low", "medium", "high"]),
            ])
        }
    ).with {
        $0.hosts = ["generativelanguage.googleapis.com"]
    }
}
