/// A part of the body that can be left out when an upstream refuses it, and the beta flags that go with it.
///
/// The path has no positions: `tools.defer_loading` is that member of every tool.
/// - Note: Source: beta headers (https://docs.claude.com/en/api/beta-headers), the Anthropic Python SDK 2.12.0 and Claude
///   Code 2.1.330, seen 2026-11-22.
struct MessagesOptionalField: Sendable {
    /// Longest path that is read from an error, in bytes.
    static let pathLimit = 128
    /// Most flags that are read from an error.
    private static let flagLimit = 16
    private static let flagMark = "anthropic_beta."

    /// The path without positions.
    let path: String
    /// How the names of its flags begin; their ends are dates.
    let flags: [String]
    /// Whether the field is refused without a flag.
    let needsFlag: Bool

    private init(_ path: String, _ flags: [String], needsFlag: Bool = true) {
        self.path = path
        self.flags = flags
        self.needsFlag = needsFlag
    }

    static let table = [
        MessagesOptionalField("context_management", ["context-management-"]),
        MessagesOptionalField("output_format", ["structured-outputs-"]),
        MessagesOptionalField("mcp_servers", ["mcp-client-"]),
        MessagesOptionalField("safeguards", ["dangerous-tool-use-"]),
        MessagesOptionalField("fallback_credit_token", ["fallback-credit-"]),
        MessagesOptionalField("compaction", ["compact-"]),
        MessagesOptionalField("thinking.block_binding", ["thinking-binding-controls-"]),
        MessagesOptionalField("messages.output_config", ["per-turn-control-", "mid-conversation-output-config-"]),
        MessagesOptionalField("messages.clear_at", ["per-turn-control-"]),
        MessagesOptionalField("cache_control.scope", ["prompt-caching-scope-"]),
        // General by now, or general with some values: the flag may go without the field.
        MessagesOptionalField("cache_control.ttl", ["extended-cache-ttl-"], needsFlag: false),
        MessagesOptionalField("speed", ["fast-mode-"], needsFlag: false),
        MessagesOptionalField("thinking.display", ["thinking-display-updates-"], needsFlag: false),
        MessagesOptionalField("output_config.effort", ["effort-"], needsFlag: false),
        MessagesOptionalField("tools.allowed_callers", ["advanced-tool-use-"], needsFlag: false),
        MessagesOptionalField("tools.defer_loading", ["advanced-tool-use-", "tool-search-tool-"], needsFlag: false),
        MessagesOptionalField("tools.eager_input_streaming", ["fine-grained-tool-streaming-"], needsFlag: false),
        MessagesOptionalField("tools.input_examples", ["advanced-tool-use-", "tool-examples-"], needsFlag: false),
        MessagesOptionalField("tools.strict", ["structured-outputs-"], needsFlag: false),
    ]

    /// What makes a request; without them there is nothing to ask.
    static let required: Set<String> = [
        "max_tokens", "messages", "model", "stream", "system", "tools", "tool_choice",
    ]

    /// The flags that a path names instead of a field; `nil` if it names a field.
    static func flags(inPath path: String) -> [String]? {
        guard path.hasPrefix(flagMark) else { return nil }
        return path.dropFirst(flagMark.count).split(separator: ",").map(String.init)
    }
}

extension MessagesOptionalField {
    /// What leaves out the beta flags that an error names: "Unexpected value(s) `a`, `b` for the `anthropic-beta` header".
    ///
    /// All flags where it names none.
    static func adjustment(forFlagsIn message: String) -> RequestAdjustment {
        let text = message.lowercased()
        guard let start = text.firstRange(of: "unexpected value(s)")?.upperBound,
            let end = text[start...].firstRange(of: "for the")?.lowerBound
        else { return .withoutBetas }
        let parts = text[start..<end].split(separator: "`", omittingEmptySubsequences: false)
        let names = parts.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
        let flags = names.filter { (1...pathLimit).contains($0.utf8.count) && $0.utf8.allSatisfy(isFlagByte) }
        guard (1...flagLimit).contains(flags.count), flags.count == names.count else { return .withoutBetas }
        return .withoutField(flagMark + flags.joined(separator: ","))
    }

    /// What leaves out flags that begin so.
    static func adjustment(withoutFlag flag: String) -> RequestAdjustment { .withoutField(flagMark + flag) }

    private static func isFlagByte(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x5F || byte == 0x2E
    }

    /// What leaves out the field that an error names: "`<path>`: Extra inputs are not permitted".
    ///
    /// `nil` where the path leads to a part that a request cannot do without, or that nobody would miss knowingly.
    static func adjustment(forFieldIn message: String) -> RequestAdjustment? {
        let text = message.lowercased()
        guard let end = text.firstRange(of: ": extra inputs are not permitted")?.lowerBound else { return nil }
        let path = String(String(text[..<end].reversed()).prefix { isPathCharacter($0) }.reversed())
        guard (1...pathLimit).contains(path.utf8.count) else { return nil }
        let steps = path.split { $0 == "." || $0 == "[" || $0 == "]" }.map(String.init)
        guard let first = steps.first, let last = steps.last else { return nil }
        if steps.count == 1 {
            return required.contains(first) ? nil : .withoutField(first)
        }
        return nested(first, last, steps).map { .withoutField($0) }
    }

    private static func nested(_ first: String, _ last: String, _ steps: [String]) -> String? {
        switch (first, last) {
        case ("context_management", _), ("safeguards", _), ("metadata", _), ("diagnostics", _): first
        case ("thinking", "display"), ("thinking", "block_binding"): "thinking.\(last)"
        case ("output_config", "effort"), ("output_config", "task_budget"): "output_config.\(last)"
        case (_, "ttl") where steps.contains("cache_control"), (_, "scope") where steps.contains("cache_control"):
            "cache_control.\(last)"
        case ("tools", "allowed_callers"), ("tools", "defer_loading"), ("tools", "eager_input_streaming"),
            ("tools", "input_examples"), ("tools", "strict"):
            "tools.\(last)"
        case ("messages", "output_config") where steps.count == 3, ("messages", "clear_at") where steps.count == 3:
            "messages.\(last)"
        case ("messages", "caller"), ("messages", "toolset_name"): "messages.content.\(last)"
        default: nil
        }
    }

    private static func isPathCharacter(_ character: Character) -> Bool {
        guard character.isASCII else { return false }
        return character.isLetter || character.isNumber || "_-.[]".contains(character)
    }
}
