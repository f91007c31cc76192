extension ChatCompletionsVendor {
    /// LM Studio, recognised by its port.
    ///
    /// - Note: Source: https://lmstudio.ai/docs/developer/openai-compat, seen 2026-11-22.
    public static let lmStudio = Self(
        id: "lmstudio",
        displayName: "LM Studio",
        baseURL: "http://localhost:1234/v1",
        apiKeyVariable: nil,
        quirks: ChatCompletionsQuirks {
            $0 = compatible.quirks
            $0.emptyAssistantContent = .empty
        }
    ).with {
        $0.port = 1_234
    }
}
