/// A part of the body that can be left out when a model refuses it, and how it is named in an adjustment.
///
/// The name is the field's path without positions: `context_management`, `thinking.display`, `tools.defer_loading`.
struct BedrockOptionalField: Sendable, Hashable {
    /// Longest path that is read from an error, in bytes.
    static let pathLimit = 128

    /// The path without positions.
    let name: String

    /// What leaves the field out.
    var adjustment: RequestAdjustment { name == "anthropic_beta" ? .withoutBetas : .withoutField(name) }

    init(_ name: String) { self.name = name }

    /// The field that an error names: "`<path>`: Extra inputs are not permitted" or "extraneous key [`<name>`] is not
    /// permitted".
    ///
    /// `nil` where the path leads to a part that a request cannot do without, or that nobody would miss knowingly: a
    /// schema for structured output, a member of a content block.
    init?(refusedIn message: String) {
        guard let path = Self.path(in: message) else { return nil }
        let steps = path.split(whereSeparator: { $0 == "." || $0 == "[" || $0 == "]" }).map(String.init)
        guard let first = steps.first else { return nil }
        if steps.count == 1 {
            guard !Self.required.contains(first) else { return nil }
            self.init(first)
        } else if let name = Self.nested(first, last: steps[steps.count - 1], steps: steps) {
            self.init(name)
        } else {
            return nil
        }
    }

    /// What makes a request; without them there is nothing to ask.
    static let required: Set<String> = [
        "anthropic_version", "max_tokens", "messages", "model", "stream", "system", "tools", "tool_choice",
    ]

    private static func nested(_ first: String, last: String, steps: [String]) -> String? {
        switch (first, last) {
        case ("context_management", _): "context_management"
        case ("safeguards", _): "safeguards"
        case ("thinking", "display"), ("thinking", "block_binding"): "thinking.\(last)"
        case ("output_config", "effort"): "output_config.effort"
        case ("tools", "defer_loading"), ("tools", "strict"): "tools.\(last)"
        case ("messages", "output_config") where steps.count == 3: "messages.output_config"
        case (_, "ttl") where steps.contains("cache_control"): "cache_control.ttl"
        default: nil
        }
    }

    private static func path(in message: String) -> Substring? {
        let text = message.lowercased()
        guard text.utf8.count == message.utf8.count else { return nil }
        if let start = text.firstRange(of: "extraneous key [")?.upperBound {
            let name = text[start...].prefix { $0 != "]" }
            return isPath(name) ? name : nil
        }
        guard let end = text.firstRange(of: ": extra inputs are not permitted")?.lowerBound else { return nil }
        let path = Substring(String(String(text[..<end].reversed()).prefix { isPathCharacter($0) }.reversed()))
        return isPath(path) ? path : nil
    }

    private static func isPath(_ text: Substring) -> Bool {
        (1...pathLimit).contains(text.utf8.count) && text.allSatisfy(isPathCharacter)
    }

    private static func isPathCharacter(_ character: Character) -> Bool {
        guard character.isASCII else { return false }
        return character.isLetter || character.isNumber || character == "_" || character == "-" || character == "."
            || character == "[" || character == "]"
    }
}
