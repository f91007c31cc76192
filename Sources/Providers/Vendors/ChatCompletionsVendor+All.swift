extension ChatCompletionsVendor {
    /// Every vendor of which something is known; a new one is one line here.
    public static let all: [Self] = [
        .openAI, .groq, .cerebras, .openRouter,
        .deepSeek, .moonshot, .zai, .qwen, .mistral, .gemini, .xAI, .miniMax, .azure, .together,
        .ollama, .lmStudio,
    ]

    /// The vendor of that name; `nil` if there is none.
    public static func named(_ id: String) -> Self? { all.first { $0.id == id } }

    /// The vendor whose address that is, by host or port; ``compatible`` if nothing is known of it.
    public static func vendor(forBaseURL address: String) -> Self {
        guard let place = HTTPAddress(address) else { return .compatible }
        let byHost = all.first { vendor in vendor.hosts.contains { place.isHost($0) } }
        return byHost ?? all.first { $0.port != nil && $0.port == place.port } ?? .compatible
    }
}
