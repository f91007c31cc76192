/// The providers that need no more than a name and a key.
public enum BuiltInProviders {
    /// All of them, in the order in which they are asked when only their credentials are there: Claude itself first, then
    /// whoever answers in its place; a new vendor is one line here.
    public static let all: [ProviderDefinition] = [
        .bedrock, .anthropic, .vendor(.openRouter), .vendor(.openAI), .vendor(.cerebras), .vendor(.groq),
    ]

    /// The provider of that name; `nil` if it has none of its own.
    public static func named(_ name: String) -> ProviderDefinition? { all.first { $0.name == name } }
}
