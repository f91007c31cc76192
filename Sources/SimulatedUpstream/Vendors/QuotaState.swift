/// What is left of a model's quotas, for the header lines that tell it.
struct QuotaState: Sendable {
    /// One quota: how much there is in all, how much is left, and the seconds until it is full again.
    struct Count: Sendable {
        var limit: Double
        var remaining: Double
        var reset: Double
    }

    var requests = Count(limit: 1_000, remaining: 999, reset: 86.4)
    var tokens = Count(limit: 250_000, remaining: 249_000, reset: 0.24)

    /// The lines of one vendor; `epochSeconds` is now.
    ///
    /// Sources: the vendors' pages on rate limits, seen 2026-11-22. OpenRouter tells nothing before a limit is reached.
    func headers(_ vendor: Vendor, epochSeconds: Int64) -> [(name: String, value: String)] {
        switch vendor {
        case .bedrock, .openRouter, .compatible: []
        case .openAI, .groq:
            lines("x-ratelimit-", requests, "-requests", duration) + lines("x-ratelimit-", tokens, "-tokens", duration)
        case .cerebras:
            lines("x-ratelimit-", requests, "-requests-day") { "\($0)" }
                + lines("x-ratelimit-", tokens, "-tokens-minute") { "\($0)" }
        case .anthropic:
            anthropic("requests", requests, epochSeconds) + anthropic("tokens", tokens, epochSeconds)
        }
    }

    private func lines(
        _ prefix: String,
        _ count: Count,
        _ suffix: String,
        _ reset: (Double) -> String
    ) -> [(name: String, value: String)] {
        [
            ("\(prefix)limit\(suffix)", "\(Int(count.limit))"),
            ("\(prefix)remaining\(suffix)", "\(Int(count.remaining))"),
            ("\(prefix)reset\(suffix)", reset(count.reset)),
        ]
    }

    private func anthropic(_ what: String, _ count: Count, _ now: Int64) -> [(name: String, value: String)] {
        let reset = WallClock.internetDate(now + Int64(count.reset.rounded(.up)))
        return [
            ("anthropic-ratelimit-\(what)-limit", "\(Int(count.limit))"),
            ("anthropic-ratelimit-\(what)-remaining", "\(Int(count.remaining))"),
            ("anthropic-ratelimit-\(what)-reset", reset),
        ]
    }

    /// `2m59.56s`, `7.66s`, `88ms`.
    private func duration(_ seconds: Double) -> String {
        if seconds < 1 { return "\(Int((seconds * 1_000).rounded(.up)))ms" }
        let hundredths = Int((seconds * 100).rounded(.up))
        let (minutes, rest) = (hundredths / 6_000, hundredths % 6_000)
        let text = rest % 100 == 0 ? "\(rest / 100)s" : "\(Double(rest) / 100)s"
        return minutes > 0 ? "\(minutes)m\(text)" : text
    }
}
