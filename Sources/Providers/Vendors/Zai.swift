extension ChatCompletionsVendor {
    /// Z.ai (GLM), the coding plan's address too.
    ///
    /// - Note: Source: https://docs.z.ai/api-reference/llm/chat-completion, seen 2026-11-22.
    public static let zai = Self(
        id: "zai",
        displayName: "Z.ai",
        baseURL: "https://api.z.ai/api/paas/v4",
        apiKeyVariable: "ZAI_API_KEY",
        defaultPath: "/api/paas/v4",
        quirks: ChatCompletionsQuirks {
            $0.requiredToolChoice = nil
            $0.forcesToolsWhileReasoning = false
            $0.responseFormat = .jsonObject
            $0.reasoningRequest = .thinkingType
            $0.reasoningReplay = .reasoningContent
            $0.models = .table([.init("4.5v"), .init("4.6v"), .init("", takesImages: false)])
        }
    ).with {
        $0.hosts = ["api.z.ai", "open.bigmodel.cn"]
    }
}
