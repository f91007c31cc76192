extension ChatCompletionsVendor {
    /// Moonshot AI (Kimi).
    ///
    /// - Note: Source: https://platform.moonshot.ai/docs/api/chat and https://platform.moonshot.ai/docs/guide/use-kimi-k2-thinking-model,
    ///   seen 2026-11-22.
    public static let moonshot = Self(
        id: "moonshot",
        displayName: "Moonshot",
        baseURL: "https://api.moonshot.ai/v1",
        apiKeyVariable: "MOONSHOT_API_KEY",
        quirks: ChatCompletionsQuirks {
            $0.requiredToolChoice = nil
            $0.forcesToolsWhileReasoning = false
            $0.reasoningReplay = .requiredReasoningContent
            $0.models = .table([
                .init("thinking", takesSampling: false, takesImages: false),
                .init("k2.", takesSampling: false),
                .init("vision", isReasoning: false),
                .init("", isReasoning: false, takesImages: false),
            ])
        }
    ).with {
        $0.hosts = ["api.moonshot.ai", "api.moonshot.cn"]
    }
}
