extension RequestValidator {
    private static let systemBlocks: Set<String> = ["text", "tool_addition", "tool_removal"]

    func messages(of body: ParsedJSON) -> String? {
        let list = body["messages"]?.array ?? []
        if rules.contains(.messages), list.first?["role"]?.string == "assistant" {
            return "messages: first message must use the \"user\" role"
        }
        if rules.contains(.messages), profile.refusesPrefill, list.last?["role"]?.string == "assistant" {
            return
                "This model does not support assistant message prefill. The conversation must end with a user message."
        }
        for (index, message) in list.enumerated() {
            let isLast = index == list.count - 1
            if let complaint = complaint(aboutMessage: message, index, isLast: isLast, body) { return complaint }
        }
        return system(body["system"])
    }

    private func complaint(aboutMessage message: ParsedJSON, _ index: Int, isLast: Bool, _ body: ParsedJSON) -> String?
    {
        let path = "messages.\(index)"
        if rules.contains(.messages), let complaint = role(of: message, index) ?? fields(of: message, path, body) {
            return complaint
        }
        switch message["content"] {
        case .string(let text): return emptiness(text.isEmpty, of: message, path, isLast: isLast)
        case .array(let blocks):
            return emptiness(blocks.isEmpty, of: message, path, isLast: isLast)
                ?? first(of: blocks) {
                    complaint(aboutBlock: $1, "\(path).content.\($0)", role: message["role"]?.string)
                }
        case nil: return rules.contains(.messages) ? "\(path).content: Field required" : nil
        default: return rules.contains(.messages) ? "\(path).content: Input should be a valid string or list" : nil
        }
    }

    private func role(of message: ParsedJSON, _ index: Int) -> String? {
        switch message["role"]?.string {
        case "user", "assistant": return nil
        case "system" where profile.refusesSystemRole: return "role 'system' is not supported on this model"
        case "system" where index == 0: return "messages: first message must use the \"user\" role"
        case "system": return nil
        case nil: return "messages.\(index).role: Field required"
        default: return "messages.\(index).role: Input should be 'user' or 'assistant'"
        }
    }

    /// Messages have two fields; `output_config` of a system message needs a beta flag, one that the host knows.
    private func fields(of message: ParsedJSON, _ path: String, _ body: ParsedJSON) -> String? {
        var allowed: Set<String> = ["role", "content"]
        var flags: Set = ["mid-conversation-output-config-2026-07-01"]
        // Claude Code's flag.
        if variant.betas.contains("per-turn-control-2026-07-01") { flags.insert("per-turn-control-2026-07-01") }
        let controls = !flags.isDisjoint(with: betas(of: body))
        if controls, message["role"]?.string == "system" { allowed.insert("output_config") }
        return Self.extra(in: message, allowed: allowed, path: path)
    }

    private func emptiness(_ isEmpty: Bool, of message: ParsedJSON, _ path: String, isLast: Bool) -> String? {
        guard isEmpty, rules.contains(.messages), !(isLast && message["role"]?.string == "assistant") else {
            return nil
        }
        return "\(path): all messages must have non-empty content except for the optional final assistant message"
    }

    private func complaint(aboutBlock block: ParsedJSON, _ path: String, role: String?) -> String? {
        guard let type = block["type"]?.string else {
            return rules.contains(.messages) ? "\(path).type: Field required" : nil
        }
        let allowed: Set<String> =
            switch role {
            case "assistant": variant.assistantBlocks
            case "system": Self.systemBlocks
            default: variant.userBlocks
            }
        if rules.contains(.messages), !allowed.contains(type) { return Self.tag(type, path, allowed) }
        return blockFields(block, type, path) ?? source(block, type, path) ?? nested(block, type, path)
    }

    private func blockFields(_ block: ParsedJSON, _ type: String, _ path: String) -> String? {
        if rules.contains(.messages) {
            if type == "text", block["text"]?.string?.isEmpty ?? true {
                return "messages: text content blocks must be non-empty"
            }
            let required = ["tool_use": ["id", "name", "input"], "tool_result": ["tool_use_id"]][type] ?? []
            if let missing = required.first(where: { block[$0] == nil }) {
                return "\(path).\(type).\(missing): Field required"
            }
            if type == "tool_use", block["input"]?.object == nil {
                return "\(path).tool_use.input: Input should be a valid dictionary"
            }
            if type == "thinking", block["signature"]?.string == nil {
                return "\(path).thinking.signature: Field required"
            }
        }
        return origin(of: block, type, path)
    }

    /// Thinking that this upstream did not give out is refused.
    private func origin(of block: ParsedJSON, _ type: String, _ path: String) -> String? {
        let asks = rules.contains(.thinkingSignatures) || variant.checksThinking && rules.contains(.issuedThinking)
        guard asks else { return nil }
        if type == "redacted_thinking", variant.checksThinking {
            let isKnown = block["data"]?.string.map(issued.contains) ?? false
            return isKnown ? nil : "\(path): Invalid `data` in `redacted_thinking` block"
        }
        guard type == "thinking" else { return nil }
        let signature = block["signature"]?.string ?? ""
        let isOwn = signature == AnswerBlock.signature(of: block["thinking"]?.string ?? "")
        return isOwn || issued.contains(signature) ? nil : "\(path): Invalid `signature` in `thinking` block"
    }

    /// Images and documents come by value.
    private func source(_ block: ParsedJSON, _ type: String, _ path: String) -> String? {
        guard rules.contains(.sources), variant.wantsSourcesByValue, type == "image" || type == "document" else {
            return nil
        }
        let allowed: Set<String> = type == "image" ? ["base64"] : ["base64", "text", "content"]
        let kind = block["source"]?["type"]?.string ?? "none"
        return allowed.contains(kind) ? nil : Self.tag(kind, "\(path).\(type).source", allowed)
    }

    private func nested(_ block: ParsedJSON, _ type: String, _ path: String) -> String? {
        guard type == "tool_result", let parts = block["content"]?.array else { return nil }
        return first(of: parts) { complaint(aboutBlock: $1, "\(path).tool_result.content.\($0)", role: "user") }
    }

    private func system(_ system: ParsedJSON?) -> String? {
        guard rules.contains(.messages), let blocks = system?.array else { return nil }
        return first(of: blocks) { index, block in
            guard block["type"]?.string == "text" else { return "system.\(index).type: Input should be 'text'" }
            let isEmpty = block["text"]?.string?.isEmpty ?? true
            return isEmpty ? "system: text content blocks must be non-empty" : nil
        }
    }

    /// The complaint about a tag of a tagged union.
    static func tag(_ tag: String, _ path: String, _ allowed: Set<String>) -> String {
        let expected = allowed.sorted().map { "'\($0)'" }.joined(separator: ", ")
        return "\(path): Input tag '\(tag)' found using 'type' does not match any of the expected tags: \(expected)"
    }

    /// The first complaint about the elements of a list.
    func first(of list: [ParsedJSON], _ complaint: (Int, ParsedJSON) -> String?) -> String? {
        for (index, element) in list.enumerated() {
            if let text = complaint(index, element) { return text }
        }
        return nil
    }
}
