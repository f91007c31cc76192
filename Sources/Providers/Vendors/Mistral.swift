extension ChatCompletionsVendor {
    /// Mistral AI; it refuses every field that it does not know.
    ///
    /// - Note: Source: https://docs.mistral.ai/api/endpoint/chat, seen 2026-11-22.
    public static let mistral = Self(
        id: "mistral",
        displayName: "Mistral",
        baseURL: "https://api.mistral.ai/v1",
        apiKeyVariable: "MISTRAL_API_KEY",
        quirks: ChatCompletionsQuirks {
            // Usage comes without being asked for.
            $0.usesStreamOptions = false
            $0.acceptsParallelToolCalls = true
            $0.requiredToolChoice = "any"
            $0.toolCallIDs = .nineAlphanumeric
            $0.prefill = .prefix
            $0.emptyAssistantContent = .empty
            $0.models = .table([.init("magistral"), .init("codestral", isReasoning: false, takesImages: false)])
        }
    ).with {
        $0.hosts = ["api.mistral.ai"]
    }
}
