/// What the words of an error tell beyond its type: one `invalid_request_error` stands for very different things.
///
/// - Note: Source: errors of the Messages API (https://docs.claude.com/en/api/errors); texts as told in the issues of
///   Claude Code (https://github.com/anthropics/claude-code/issues), LiteLLM and CLIProxyAPI, seen 2026-11-22.
enum MessagesErrorText: CaseIterable, Sendable {
    // The first meaning whose words are in a message counts, so that narrower ones stand before wider ones.
    case longContext, context, money, dailyQuota, signature, missingThinking, betaFlag, extraInput, systemTurn, adaptive
    case noSuchFeature, missingFile, model, overloaded

    /// The first meaning whose words are in the message.
    init?(_ message: String) {
        let text = message.lowercased()
        guard let meaning = Self.allCases.first(where: { $0.words.contains { text.contains($0) } }) else { return nil }
        self = meaning
    }

    /// Words in lower case, each of which is enough.
    private var words: [String] {
        switch self {
        case .longContext:
            ["extra usage is required for long context", "long context beta is not yet available"]
        case .context:
            [
                "prompt is too long", "exceed context limit", "input is too long", "maximum context length",
                "context_length_exceeded", "context window exceeds",
            ]
        case .money:
            [
                "credit balance is too low", "specified api usage limits", "insufficient balance",
                "insufficient_quota", "insufficient credits", "exceeded_current_quota", "spend limit",
            ]
        case .dailyQuota: ["per day", "daily limit", "weekly limit"]
        case .signature:
            [
                "`signature` in `thinking`", "invalid signature in thinking", "blocks in the latest assistant message",
                "expected `thinking` or `redacted_thinking`", "expected thinking or redacted_thinking",
                "thinking.signature: field required",
            ]
        case .missingThinking: ["in the thinking mode must be passed back"]
        case .betaFlag: ["invalid beta flag", "unexpected value(s)"]
        case .extraInput: ["extra inputs are not permitted"]
        case .systemTurn:
            [
                "role 'system' is not supported", "input should be 'user' or 'assistant'",
                "unknown variant `system`",
            ]
        case .adaptive: ["adaptive thinking is not supported"]
        case .noSuchFeature: ["no endpoints found that support"]
        case .missingFile: ["file not found", "container not found", "skill not found"]
        case .model:
            [
                "not a valid model", "model not exist", "unknown model", "model not found", "does not exist or you",
                "no endpoints found",
            ]
        case .overloaded: ["overloaded", "no capacity", "at capacity"]
        }
    }
}
