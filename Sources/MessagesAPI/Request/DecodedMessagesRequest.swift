/// A whole request as values, for those who must understand it: translators to other dialects and the token estimate.
///
/// Decoding is strict about the types of the fields it knows and keeps all others as they came; whether names, ranges
/// and the order of turns make sense is for the upstream to judge.
/// - Note: Source: Messages API (https://docs.claude.com/en/api/messages, seen 2026-11-22).
public struct DecodedMessagesRequest: Sendable, Equatable {
    /// The model the client asked for, without a `[1m]` suffix.
    public let model: String
    /// Most tokens to answer with; 0 only warms the prompt cache.
    ///
    /// Absent when tokens are to be counted.
    public let maxTokens: Int?
    /// The conversation.
    public let messages: [Message]
    /// What the operator says before it.
    public let system: Content?
    /// The tools that the model may call.
    public let tools: [Tool]
    /// Whether and which tool it must call.
    public let toolChoice: ToolChoice?
    /// Whether it is to think.
    public let thinking: ThinkingConfiguration?
    /// How the answer is to be made.
    public let outputConfiguration: OutputConfiguration?
    /// The shape of the answer under the field's old, beta name `output_format`.
    public let outputFormat: OutputFormat?
    /// Whether the answer is to be streamed.
    public let isStreaming: Bool
    /// Texts that end the answer.
    public let stopSequences: [String]
    /// Randomness, 0…1.
    public let temperature: Double?
    /// The share of probability that is sampled from, 0…1.
    public let topP: Double?
    /// The number of tokens that are sampled from.
    public let topK: Int?
    /// What the client says about the request itself.
    public let metadata: RequestMetadata?
    /// `auto` or `standard_only`.
    public let serviceTier: String?
    /// `standard` or `fast`.
    public let speed: String?
    /// Where the model may run.
    public let inferenceGeo: String?
    /// A breakpoint that the API puts on the last block that can be cached.
    public let cacheControl: CacheControl?
    /// Fields without a property here, such as `container`, `mcp_servers`, `context_management` and `safeguards`.
    public let otherFields: [RawField]
}
