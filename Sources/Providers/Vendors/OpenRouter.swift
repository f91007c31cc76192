import HTTPTypes

extension ChatCompletionsVendor {
    /// OpenRouter; Claude models go over its Messages endpoint, where nothing is lost.
    ///
    /// With tools, only providers are asked for that take every field sent: others would drop some without a word.
    /// - Note: Source: https://openrouter.ai/docs/api/reference/overview, https://openrouter.ai/docs/app-attribution,
    ///   https://openrouter.ai/docs/features/multimodal/pdfs, https://openrouter.ai/docs/features/provider-routing and the Python package openrouter 1.3.84, seen 2026-11-22.
    public static let openRouter = Self(
        id: "openrouter",
        displayName: "OpenRouter",
        baseURL: "https://openrouter.ai/api/v1",
        apiKeyVariable: "OPENROUTER_API_KEY",
        defaultPath: "/api/v1",
        quirks: ChatCompletionsQuirks {
            // Some providers behind it refuse less.
            $0.minimumMaxTokens = 16
            $0.systemContent = .parts
            $0.toolResultParts = true
            $0.mergesUserTurns = false
            $0.acceptsFiles = true
            $0.acceptsFileAddresses = true
            $0.cacheControlModels = ["anthropic/", "google/"]
            $0.acceptsTopK = true
            $0.acceptsParallelToolCalls = true
            $0.webSearch = .openRouterPlugin
            $0.reasoningRequest = .object
            $0.reasoningReplay = .reasoningDetails
            $0.fixedFields = [.init("provider", json: #"{"require_parameters":true}"#, when: .tools)]
        }
    ).with {
        $0.hosts = ["openrouter.ai"]
        $0.headers = attribution
        $0.messagesEndpoint = .openRouter
        $0.messagesModels = ["anthropic/", "~anthropic/"]
        $0.standIns = ClaudeStandIns(
            opus: "anthropic/claude-opus-5",
            sonnet: "anthropic/claude-sonnet-4.6",
            haiku: "anthropic/claude-haiku-4.5"
        )
    }

    /// What names this program in OpenRouter's lists; an operator's own headers replace it.
    private static let attribution: HTTPFields = {
        var headers: HTTPFields = [:]
        if let title = HTTPField.Name("x-openrouter-title") { headers[title] = "Claude Proxy" }
        return headers
    }()
}
