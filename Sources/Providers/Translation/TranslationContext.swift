/// What the translation of an answer must know of its request.
package struct TranslationContext: Sendable {
    /// The model's name as the client asked for it, which the answer carries whoever gave it.
    package var requestedModel: String
    /// The id of the message, `msg_…`.
    package var messageID: String
    /// The tools' names, which the upstream may know by others.
    package var toolNames: ToolNames
    /// The target as ``ReasoningSignature`` names it.
    package var origin: String
    /// What the client gets of the model's thoughts.
    package var thinking: ThinkingDisplay
    /// The stop sequences that the upstream does not look for itself.
    package var stopSequences: [String]
    /// The input tokens as estimated from the request.
    package var estimatedInputTokens: Int
    package var thinkTags: ThinkTags
    /// Makes the id of a tool call that has none of its own, `toolu_…`.
    package var makeToolID: @Sendable () -> String
    /// Whether the server is known to leave out both `finish_reason` and `[DONE]`, so that its end must do for one.
    package var endsWithoutFinish: Bool
    /// What messages call the vendor; the provider's name in the configuration, unless somebody knows better.
    package var vendorName: String
    /// Whether the same request was sent before, so that asking for one more repetition would be of no use.
    package var isRepeated = false
    /// The ids of the tool calls in the history, which the answer's must differ from.
    package var usedToolIDs: Set<String> = []
    /// Is told how many input tokens the upstream counted, where it did.
    package var noteInputTokens: @Sendable (Int) -> Void = { _ in }

    package init(
        requestedModel: String,
        messageID: String,
        toolNames: ToolNames,
        origin: String,
        thinking: ThinkingDisplay,
        stopSequences: [String],
        estimatedInputTokens: Int,
        thinkTags: ThinkTags,
        makeToolID: @escaping @Sendable () -> String,
        endsWithoutFinish: Bool
    ) {
        self.requestedModel = requestedModel
        self.messageID = messageID
        self.toolNames = toolNames
        self.origin = origin
        self.thinking = thinking
        self.stopSequences = stopSequences
        self.estimatedInputTokens = estimatedInputTokens
        self.thinkTags = thinkTags
        self.makeToolID = makeToolID
        self.endsWithoutFinish = endsWithoutFinish
        vendorName = String(origin.prefix { $0 != "/" })
    }
}
