import JSONBytes
import MessagesAPI

/// The tokens of a Responses answer, counted as the Messages API counts them.
///
/// `input_tokens` here has the cached ones in it, those of a message have not: 1,200 of which 1,000 came from the cache and
/// 100 went to it are 100. Without the subtraction clients would count, and price, the cache twice.
/// - Note: Source: `usage` of the Responses API
///   (https://platform.openai.com/docs/api-reference/responses/object, seen 2026-11-22).
struct ResponsesUsage: Sendable, Equatable {
    var tokens = TokenUsage()
    /// The part of the output that was reasoning.
    var thinkingTokens: Int?

    /// Nothing is known.
    init() {}

    /// Reads a `usage` object inside a document that was validated before.
    init(reading value: JSONValue?, in document: RawSpan) {
        guard let value, value.kind == .object, let members = try? JSON.members(of: value, in: document) else { return }
        let input = Self.members("input_tokens_details", of: members, in: document)
        let output = Self.members("output_tokens_details", of: members, in: document)
        tokens.cacheReadInputTokens = JSON.count("cached_tokens", of: input, in: document)
        tokens.cacheCreationInputTokens = JSON.count("cache_write_tokens", of: input, in: document)
        tokens.inputTokens = JSON.count("input_tokens", of: members, in: document).map { total in
            let rest = total.subtractingReportingOverflow(tokens.cacheReadInputTokens ?? 0).partialValue
            return max(0, rest.subtractingReportingOverflow(tokens.cacheCreationInputTokens ?? 0).partialValue)
        }
        tokens.outputTokens = JSON.count("output_tokens", of: members, in: document)
        thinkingTokens = JSON.count("reasoning_tokens", of: output, in: document)
    }

    /// What the client is told; where the upstream counted nothing, the numbers are estimates.
    func messageUsage(context: TranslationContext, contentBytes: Int) -> MessageUsage {
        MessageUsage(
            tokens,
            thinkingTokens: thinkingTokens,
            estimatedInputTokens: context.estimatedInputTokens,
            estimatedOutputTokens: OutputEstimate.tokens(ofBytes: contentBytes)
        )
    }

    private static func members(
        _ name: StaticString,
        of members: [JSONMember],
        in document: RawSpan
    ) -> [JSONMember] {
        guard let value = JSON.value(name, of: members, in: document), value.kind == .object else { return [] }
        return (try? JSON.members(of: value, in: document)) ?? []
    }
}
