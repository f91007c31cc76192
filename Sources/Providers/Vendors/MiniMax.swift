extension ChatCompletionsVendor {
    /// MiniMax; without `reasoning_split` its reasoning comes inside the text.
    ///
    /// - Note: Source: https://platform.minimax.io/docs/api-reference/text-openai-api, seen 2026-11-22.
    public static let miniMax = Self(
        id: "minimax",
        displayName: "MiniMax",
        baseURL: "https://api.minimax.io/v1",
        apiKeyVariable: "MINIMAX_API_KEY",
        quirks: ChatCompletionsQuirks {
            $0.fixedFields = [.init("reasoning_split", json: "true")]
            $0.reasoningReplay = .reasoningDetails
            $0.models = .table([.init("", takesImages: false)])
        }
    ).with {
        $0.hosts = ["api.minimax.io", "api.minimaxi.com"]
    }
}
