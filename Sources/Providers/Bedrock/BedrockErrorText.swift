/// What the words of an error tell beyond its type: Bedrock has one `ValidationException` for very different things.
///
/// - Note: Source: texts of Amazon Bedrock and of Claude models on it as told in AWS re:Post, in the issues of LiteLLM
///   and of the Anthropic SDKs, seen 2026-11-22. AWS writes "isn’t" with a typographic apostrophe: no text here holds one.
enum BedrockErrorText: CaseIterable, Sendable {
    case betaFlag, context, dailyQuota, expiredToken, extraInput, maxTokens, model, notAllowed, signatureTime,
        systemTurn,
        tooManyTokens

    /// The first meaning whose words are in the message.
    init?(_ message: String) {
        let text = message.lowercased()
        guard let meaning = Self.allCases.first(where: { $0.words.contains { text.contains($0) } }) else { return nil }
        self = meaning
    }

    /// Words in lower case, each of which is enough.
    private var words: [String] {
        switch self {
        case .betaFlag: ["invalid beta flag", "unexpected value(s)"]
        case .context: ["too long for requested model", "prompt is too long", "exceed context limit"]
        case .dailyQuota: ["too many tokens per day", "too many requests per day"]
        case .expiredToken:
            [
                "security token included in the request is expired", "token has expired", "token is expired",
                "api key has expired", "api key is expired", "session has expired",
            ]
        case .extraInput: ["extra inputs are not permitted", "extraneous key ["]
        case .maxTokens:
            ["maximum tokens you requested exceeds", "which is the maximum allowed number of output tokens"]
        case .model: ["on-demand throughput", "model identifier is invalid", "marked by provider as legacy"]
        case .notAllowed: ["operation not allowed"]
        case .signatureTime: ["signature expired", "signature not yet current"]
        case .systemTurn: ["role 'system' is not supported", "input should be 'user' or 'assistant'"]
        case .tooManyTokens: ["too many tokens, please wait", "too many requests, please wait"]
        }
    }

    /// The most output tokens that a message of the kind ``maxTokens`` allows; `nil` if it names no number.
    static func outputLimit(in message: String) -> Int? {
        for mark in ["model limit of ", " > "] {
            guard let start = message.firstRange(of: mark)?.upperBound else { continue }
            let digits = message[start...].prefix { ("0"..."9").contains($0) || $0 == "," }.filter { $0 != "," }
            if let limit = Int(digits), limit > 0 { return limit }
        }
        return nil
    }
}
