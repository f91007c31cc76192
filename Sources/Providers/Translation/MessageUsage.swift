package import JSONBytes
package import MessagesAPI

/// The tokens of a message as a client is told them: every number is there, estimated where nobody counted.
package struct MessageUsage: Sendable, Equatable {
    package var inputTokens: Int
    package var cacheCreationInputTokens: Int
    package var cacheReadInputTokens: Int
    package var outputTokens: Int
    /// The part of ``outputTokens`` that was thinking; `nil` where it is not known.
    package var thinkingTokens: Int?

    /// Takes what is known, and an estimate for each side that is not.
    package init(
        _ known: TokenUsage,
        thinkingTokens: Int? = nil,
        estimatedInputTokens: Int,
        estimatedOutputTokens: Int
    ) {
        inputTokens = known.inputTokens ?? estimatedInputTokens
        cacheCreationInputTokens = known.cacheCreationInputTokens ?? 0
        cacheReadInputTokens = known.cacheReadInputTokens ?? 0
        outputTokens = known.outputTokens ?? estimatedOutputTokens
        self.thinkingTokens = thinkingTokens
    }

    /// Writes the `usage` object.
    ///
    /// - Note: Source: Messages API, `usage` (https://docs.claude.com/en/api/messages, seen 2026-11-22).
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("input_tokens", inputTokens)
        json.member("cache_creation_input_tokens", cacheCreationInputTokens)
        json.member("cache_read_input_tokens", cacheReadInputTokens)
        json.member("output_tokens", outputTokens)
        if let thinkingTokens {
            json.key("output_tokens_details")
            json.beginObject()
            json.member("thinking_tokens", thinkingTokens)
            json.endObject()
        }
        json.endObject()
    }
}
