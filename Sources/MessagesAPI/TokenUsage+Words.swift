/// The words of `usage` and of other vendors' answers that change a price.
///
/// - Note: Sources: Messages API, `usage.service_tier`, `.inference_geo` and `.speed`
///   (https://docs.claude.com/en/api/messages); Chat Completions, `service_tier`
///   (https://platform.openai.com/docs/api-reference/chat/object); Groq's service tiers
///   (https://console.groq.com/docs/service-tiers); all seen 2026-11-22.
extension TokenUsage.ServiceTier {
    /// The class that an answer names; `nil` for the standard one.
    public init?(word: String) {
        switch word {
        case "", "auto", "default", "standard", "standard_only", "on_demand": return nil
        case "priority": self = .priority
        case "flex": self = .flex
        case "batch": self = .batch
        default: self = .other
        }
    }
}

extension TokenUsage.InferenceGeo {
    /// The place that an answer names; `nil` for those that all cost the same.
    public init?(word: String) {
        switch word {
        case "", "global", "not_available": return nil
        case "us": self = .us
        default: self = .other
        }
    }
}

extension TokenUsage.Speed {
    /// The speed that an answer names; `nil` for the standard one.
    public init?(word: String) {
        switch word {
        case "", "standard": return nil
        case "fast": self = .fast
        default: self = .other
        }
    }
}
