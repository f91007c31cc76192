extension ChatCompletionsVendor {
    /// DeepSeek.
    ///
    /// In thinking mode it refuses an earlier turn with tool calls that comes without its reasoning, and a forced tool.
    /// - Note: Source: https://api-docs.deepseek.com/guides/thinking_mode and https://api-docs.deepseek.com/api/create-chat-completion,
    ///   claude-code-router #1378, awesome-deepseek #606, seen 2026-11-22.
    public static let deepSeek = Self(
        id: "deepseek",
        displayName: "DeepSeek",
        baseURL: "https://api.deepseek.com",
        apiKeyVariable: "DEEPSEEK_API_KEY",
        defaultPath: "",
        quirks: ChatCompletionsQuirks {
            $0.responseFormat = .jsonObject
            $0.forcesToolsWhileReasoning = false
            $0.reasoningRequest = .thinkingType
            $0.reasoningReplay = .requiredReasoningContent
            $0.models = .table([.init("", takesImages: false)])
        }
    ).with {
        $0.hosts = ["api.deepseek.com"]
    }
}
