/// The providers that need no more than a name and a key.
public enum BuiltInProviders {
    /// All of them; a new vendor is one line here.
    public static let all: [ProviderDefinition] = [
        .anthropic, .bedrock, .vendor(.openAI), .vendor(.groq), .vendor(.cerebras), .vendor(.openRouter),
    ]

    /// The provider of that name; `nil` if it has none of its own.
    public static func named(_ name: String) -> ProviderDefinition? { all.first { $0.name == name } }
}
