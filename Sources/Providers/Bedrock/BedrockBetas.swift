/// The beta flags that go to Bedrock, and under which name: an allow-list, since one unknown flag fails the request.
///
/// A value: the standard table with what the user's configuration changes in it.
/// - Note: Source: the beta header map of LiteLLM 1.109.1 for InvokeModel and the Amazon Bedrock user guide
///   (https://docs.aws.amazon.com/bedrock/latest/userguide/model-parameters-anthropic-claude-messages.html), both seen
///   2026-11-22.
package struct BedrockBetas: Sendable, Equatable {
    /// How one flag is passed on.
    package struct Rule: Sendable, Equatable {
        /// The flag's name on Bedrock.
        package var upstreamName: String
        /// The first generation that knows the flag; `nil`: all do.
        package var oldestModel: BedrockModelVersion?

        package init(_ upstreamName: String, since oldestModel: BedrockModelVersion? = nil) {
            self.upstreamName = upstreamName
            self.oldestModel = oldestModel
        }
    }

    /// The client's flag to what is sent; a flag that is not here is dropped.
    package var rules: [String: Rule]

    package init(rules: [String: Rule]) { self.rules = rules }

    /// This table with some flags replaced, or forbidden by `nil`.
    package func overridden(by changes: [String: Rule?]) -> BedrockBetas {
        var result = self
        for (flag, rule) in changes { result.rules[flag] = rule }
        return result
    }

    /// The name under which `flag` goes to a model of this generation; `nil`: not at all.
    package func upstreamName(of flag: String, for version: BedrockModelVersion?) -> String? {
        guard let rule = rules[flag] else { return nil }
        if let version, let oldest = rule.oldestModel, version < oldest { return nil }
        return rule.upstreamName
    }
}

extension BedrockBetas {
    /// What InvokeModel is known to take.
    package static let standard = BedrockBetas(rules: [
        BedrockBetaFlag.compaction: Rule(BedrockBetaFlag.compaction),
        BedrockBetaFlag.contextManagement: Rule(BedrockBetaFlag.contextManagement),
        BedrockBetaFlag.dangerousToolUse: Rule(BedrockBetaFlag.dangerousToolUse),
        BedrockBetaFlag.effort: Rule(BedrockBetaFlag.effort),
        BedrockBetaFlag.fineGrainedToolStreaming: Rule(BedrockBetaFlag.fineGrainedToolStreaming),
        BedrockBetaFlag.interleavedThinking: Rule(BedrockBetaFlag.interleavedThinking, since: .init(4, 0)),
        BedrockBetaFlag.systemTurnOutputConfig: Rule(BedrockBetaFlag.systemTurnOutputConfig),
        BedrockBetaFlag.systemTurnToolChanges: Rule(BedrockBetaFlag.systemTurnToolChanges),
        BedrockBetaFlag.thinkingBinding: Rule(BedrockBetaFlag.thinkingBinding),
        BedrockBetaFlag.thinkingUpdates: Rule(BedrockBetaFlag.thinkingUpdates),
        BedrockBetaFlag.toolSearch: Rule(BedrockBetaFlag.toolSearch, since: .init(4, 5)),
        "advanced-tool-use-2025-11-20": Rule(BedrockBetaFlag.toolSearch, since: .init(4, 5)),
        "computer-use-2025-01-24": Rule("computer-use-2025-01-24"),
        "computer-use-2025-11-24": Rule("computer-use-2025-11-24"),
        "context-1m-2025-08-07": Rule("context-1m-2025-08-07"),
    ])
}

/// The flags that belong to a part of the body: one must not travel without the other.
enum BedrockBetaFlag {
    static let compaction = "compact-2026-01-12"
    static let contextManagement = "context-management-2025-06-27"
    static let dangerousToolUse = "dangerous-tool-use-2026-09-03"
    static let effort = "effort-2025-11-24"
    static let fineGrainedToolStreaming = "fine-grained-tool-streaming-2025-05-14"
    static let interleavedThinking = "interleaved-thinking-2025-05-14"
    static let perTurnControl = "per-turn-control-2026-07-01"
    static let systemTurnOutputConfig = "mid-conversation-output-config-2026-07-01"
    static let systemTurnToolChanges = "mid-conversation-tool-changes-2026-07-01"
    static let thinkingBinding = "thinking-binding-controls-2026-08-01"
    static let thinkingUpdates = "thinking-display-updates-2026-08-18"
    static let toolSearch = "tool-search-tool-2025-10-19"

    /// The flag without which a tool that the client runs is refused; `nil` where it needs none.
    ///
    /// Computer use goes by dates: `computer_20251124` belongs to `computer-use-2025-11-24`.
    /// - Note: Source: types of the Anthropic Python SDK 2.12.0 and the beta header map of LiteLLM 1.109.1, seen
    ///   2026-11-22.
    static func needed(byTool type: String) -> String? {
        if type.hasPrefix("memory_") { return contextManagement }
        let name = type.dropLast(8)
        let date = type.suffix(8)
        guard date.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        // The first of them gated the shell and the editor as well.
        guard name == "computer_" || (date == "20241022" && (name == "bash_" || name == "text_editor_")) else {
            return nil
        }
        return "computer-use-\(date.prefix(4))-\(date.dropFirst(4).prefix(2))-\(date.suffix(2))"
    }

    /// Flags that are left out when nothing in the body needs them: Bedrock refuses some of them alone.
    static let onlyWithTheirField: Set<String> = [
        compaction, contextManagement, dangerousToolUse, effort, interleavedThinking, perTurnControl,
        systemTurnOutputConfig, systemTurnToolChanges, thinkingBinding, thinkingUpdates,
    ]
}
