package import JSONBytes
package import MessagesAPI

/// The token counts of a Chat Completions answer, as the Messages API counts them.
///
/// Worked value: `prompt_tokens` 2600 with 2000 `cached_tokens` and 400 `cache_write_tokens` are 200 input tokens.
/// - Note: Source: Chat Completions, `usage` (https://platform.openai.com/docs/api-reference/chat/object), DeepSeek's
///   `prompt_cache_hit_tokens` (https://api-docs.deepseek.com/guides/kv_cache), Moonshot's `cached_tokens`
///   (https://platform.moonshot.ai/docs/api/chat), OpenRouter's `cache_write_tokens` and `cost`
///   (https://openrouter.ai/docs/use-cases/usage-accounting), seen 2026-11-22.
package struct UpstreamUsage: Sendable, Equatable {
    /// The tokens; what was not reported stays unknown.
    package private(set) var tokens = TokenUsage()
    /// The part of the output that was reasoning.
    package private(set) var reasoningTokens: Int?
    /// What the upstream says that the answer cost, in USD.
    package private(set) var costUSD: Double?

    /// Reads a `usage` object, inside a document that was validated before; `nil` if it counts nothing.
    package init?(reading value: JSONValue, in document: RawSpan) {
        guard value.kind == .object, let members = try? JSON.members(of: value, in: document) else { return nil }
        let input = Self.members(of: "prompt_tokens_details", in: members, document)
        let output = Self.members(of: "completion_tokens_details", in: members, document)
        let prompt = JSON.count("prompt_tokens", of: members, in: document)
        let completion = JSON.count("completion_tokens", of: members, in: document)
        guard prompt != nil || completion != nil else { return nil }
        let cached =
            JSON.count("cached_tokens", of: input, in: document)
            ?? JSON.count("prompt_cache_hit_tokens", of: members, in: document)
            ?? JSON.count("cached_tokens", of: members, in: document)
        let written = JSON.count("cache_write_tokens", of: input, in: document)
        reasoningTokens = JSON.count("reasoning_tokens", of: output, in: document)
        tokens.cacheReadInputTokens = cached
        tokens.cacheCreationInputTokens = written
        tokens.inputTokens = prompt.map { Self.difference($0, cached, written) }
        let total = JSON.count("total_tokens", of: members, in: document)
        tokens.outputTokens = completion.map {
            Self.output($0, prompt: prompt, reasoning: reasoningTokens, total: total)
        }
        costUSD = Self.cost(members, document)
    }

    private static func difference(_ prompt: Int, _ cached: Int?, _ written: Int?) -> Int {
        // Each is a count of zero or more, so that only the sum could overflow.
        max(max(prompt - (cached ?? 0), 0) - (written ?? 0), 0)
    }

    /// The output with its reasoning, which some servers count apart: then the total says so.
    private static func output(_ completion: Int, prompt: Int?, reasoning: Int?, total: Int?) -> Int {
        guard let prompt, let reasoning, let total, reasoning > 0 else { return completion }
        let (withReasoning, overflows) = completion.addingReportingOverflow(reasoning)
        guard !overflows, total - prompt == withReasoning else { return completion }
        return withReasoning
    }

    private static func cost(_ members: [JSONMember], _ document: RawSpan) -> Double? {
        guard let value = JSON.value("cost", of: members, in: document), value.kind == .number else { return nil }
        var reader = JSONReader(document.extracting(value.range))
        guard let cost = try? reader.double(), cost >= 0 else { return nil }
        return cost
    }

    private static func members(of name: StaticString, in members: [JSONMember], _ document: RawSpan) -> [JSONMember] {
        JSON.value(name, of: members, in: document).flatMap { try? JSON.members(of: $0, in: document) } ?? []
    }
}

extension TokenUsage.ServiceTier {
    /// Reads `service_tier` inside a document that was validated before; `nil` for the standard class.
    init?(reading value: JSONValue, in document: RawSpan) {
        guard value.kind == .string, let word = try? JSON.string(value, in: document) else { return nil }
        self.init(word: word)
    }
}
