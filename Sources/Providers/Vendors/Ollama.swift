extension ChatCompletionsVendor {
    /// Ollama, recognised by its port.
    ///
    /// It cuts off a prompt that is longer than the context it was started with, without a word: the context must be set
    /// there (`OLLAMA_CONTEXT_LENGTH`).
    /// - Note: Source: https://docs.ollama.com/api/openai-compatibility, seen 2026-11-22.
    public static let ollama = Self(
        id: "ollama",
        displayName: "Ollama",
        baseURL: "http://localhost:11434/v1",
        apiKeyVariable: nil,
        quirks: ChatCompletionsQuirks {
            $0 = compatible.quirks
            $0.acceptsTopK = true
            $0.emptyAssistantContent = .empty
        }
    ).with {
        $0.port = 11_434
        $0.hosts = ["ollama.com"]
    }
}
