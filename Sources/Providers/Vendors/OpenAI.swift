extension ChatCompletionsVendor {
    /// OpenAI.
    ///
    /// - Note: Source: https://platform.openai.com/docs/api-reference/chat/create, seen 2026-11-22.
    public static let openAI = Self(
        id: "openai",
        displayName: "OpenAI",
        baseURL: "https://api.openai.com/v1",
        apiKeyVariable: "OPENAI_API_KEY",
        quirks: ChatCompletionsQuirks {
            $0.maxTokensField = .maxCompletionTokens
            $0.systemRole = .developerForReasoning
            $0.laterSystemTurns = .inPlace
            $0.emptyToolResult = ""
            $0.toolResultParts = true
            $0.mergesUserTurns = false
            $0.acceptsFiles = true
            $0.acceptsSafetyIdentifier = true
            $0.acceptsPromptCacheKey = true
            $0.acceptsParallelToolCalls = true
            $0.schemaRules = .openAI
            $0.reasoningRequest = .effort
            $0.models = .openAI
        }
    ).with {
        $0.hosts = ["api.openai.com"]
        $0.hasResponses = true
        $0.countsTokens = true
        $0.searchesWebInResponses = true
        $0.standIns = ClaudeStandIns(opus: "gpt-6.1-sol", sonnet: "gpt-6.1-terra", haiku: "gpt-6-luna")
    }
}
