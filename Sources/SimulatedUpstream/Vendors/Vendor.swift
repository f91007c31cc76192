/// Whose service a simulated upstream plays.
package enum Vendor: String, Sendable, CaseIterable {
    case bedrock
    case openAI
    case groq
    case cerebras
    case openRouter
    case anthropic
    /// A Chat Completions server that is lenient about what it knows, and old: it refuses `stream_options` and knows only
    /// `max_tokens`.
    case compatible
}
