extension ChatCompletionsVendor {
    /// Qwen on Alibaba Cloud Model Studio (DashScope) in its compatible mode.
    ///
    /// - Note: Source: https://www.alibabacloud.com/help/en/model-studio/use-qwen-by-calling-api and
    ///   https://www.alibabacloud.com/help/en/model-studio/deep-thinking, seen 2026-11-22.
    public static let qwen = Self(
        id: "qwen",
        displayName: "Qwen",
        baseURL: "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
        apiKeyVariable: "DASHSCOPE_API_KEY",
        defaultPath: "/compatible-mode/v1",
        quirks: ChatCompletionsQuirks {
            $0.acceptsTopK = true
            $0.acceptsParallelToolCalls = true
            $0.requiredToolChoice = nil
            $0.forcesToolsWhileReasoning = false
            $0.responseFormat = .jsonObject
            $0.emptyAssistantContent = .empty
            $0.reasoningRequest = .enableThinking
            $0.reasoningReplay = .reasoningContent
            $0.models = .table([
                .init("-vl"), .init("omni"), .init("coder", isReasoning: false, takesImages: false),
                .init("", takesImages: false),
            ])
        }
    ).with {
        $0.hosts = ["dashscope-intl.aliyuncs.com", "dashscope.aliyuncs.com", "dashscope-us.aliyuncs.com"]
    }
}
