import JSONBytes
import MessagesAPI

/// The counts and the price in an event or a whole answer; what cannot be read is not known.
struct MessagesUsage {
    /// The tokens.
    let tokens: TokenUsage
    /// What the upstream says that it costs, in USD; only OpenRouter says so.
    let costUSD: Double?

    /// Reads the `usage` among some members.
    init(among members: [JSONMember], in document: RawSpan) {
        guard let usage = JSON.value("usage", of: members, in: document), usage.kind == .object else {
            self.init(tokens: TokenUsage(), costUSD: nil)
            return
        }
        self.init(tokens: TokenUsage(reading: usage, in: document), costUSD: Self.cost(usage, in: document))
    }

    private init(tokens: TokenUsage, costUSD: Double?) {
        self.tokens = tokens
        self.costUSD = costUSD
    }

    /// - Note: Source: OpenRouter, usage accounting (https://openrouter.ai/docs/use-cases/usage-accounting, seen
    ///   2026-11-22).
    private static func cost(_ usage: JSONValue, in document: RawSpan) -> Double? {
        guard let members = try? JSON.members(of: usage, in: document),
            let value = JSON.value("cost", of: members, in: document), value.kind == .number
        else { return nil }
        var reader = JSONReader(document.extracting(value.range))
        guard let cost = try? reader.double(), cost >= 0, cost.isFinite else { return nil }
        return cost
    }
}

extension TokenUsage {
    /// The counts of a `message_start`.
    ///
    /// No prompt has no tokens: many servers put zeros there because they do not know yet.
    var asFirstEstimate: TokenUsage {
        guard (inputTokens ?? 0) + (cacheReadInputTokens ?? 0) + (cacheCreationInputTokens ?? 0) == 0 else {
            return self
        }
        return TokenUsage(outputTokens: outputTokens)
    }
}
