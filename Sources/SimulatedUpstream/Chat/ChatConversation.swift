/// Reads the conversation of a Chat Completions body in the form of Anthropic's Messages API.
enum ChatConversation {
    /// Turns of `user`, `assistant` and `system`; neighbours of one role are joined.
    static func messages(of body: ParsedJSON) -> [ParsedJSON] {
        Turns.joined((body["messages"]?.array ?? []).map(turn))
    }

    private static func turn(_ message: ParsedJSON) -> (role: String, blocks: [ParsedJSON]) {
        let parts = blocks(of: message["content"])
        switch message["role"]?.string {
        case "assistant": return ("assistant", thoughts(of: message) + parts + calls(of: message))
        case "tool": return ("user", [result(of: message, parts)])
        case "system", "developer": return ("system", parts)
        default: return ("user", parts)
        }
    }

    private static func blocks(of content: ParsedJSON?) -> [ParsedJSON] {
        switch content {
        case .string(let text): text.isEmpty ? [] : [.text(text)]
        case .array(let parts): parts.map { part in part["text"]?.string.map { .text($0) } ?? part }
        default: []
        }
    }

    private static func thoughts(of message: ParsedJSON) -> [ParsedJSON] {
        let text = message["reasoning_content"]?.string ?? message["reasoning"]?.string
        return text.map { [.object(["type": .string("thinking"), "thinking": .string($0)])] } ?? []
    }

    private static func calls(of message: ParsedJSON) -> [ParsedJSON] {
        (message["tool_calls"]?.array ?? []).map { call in
            .toolUse(call["id"], call["function"]?["name"], call["function"]?["arguments"])
        }
    }

    private static func result(of message: ParsedJSON, _ parts: [ParsedJSON]) -> ParsedJSON {
        .object([
            "type": .string("tool_result"), "tool_use_id": message["tool_call_id"] ?? .null, "content": .array(parts),
        ])
    }
}

/// Turns of a conversation.
enum Turns {
    /// Messages in which neighbours of one role are one.
    static func joined(_ turns: [(role: String, blocks: [ParsedJSON])]) -> [ParsedJSON] {
        var joined: [(role: String, blocks: [ParsedJSON])] = []
        for turn in turns {
            if joined.last?.role == turn.role {
                joined[joined.count - 1].blocks += turn.blocks
            } else {
                joined.append(turn)
            }
        }
        return joined.map { .object(["role": .string($0.role), "content": .array($0.blocks)]) }
    }
}

extension ParsedJSON {
    static func text(_ text: String) -> ParsedJSON { .object(["type": .string("text"), "text": .string(text)]) }

    static func toolUse(_ id: ParsedJSON?, _ name: ParsedJSON?, _ arguments: ParsedJSON?) -> ParsedJSON {
        .object([
            "type": .string("tool_use"), "id": id ?? .null, "name": name ?? .null,
            "input": ParsedJSON(arguments?.string ?? "") ?? .object([:]),
        ])
    }
}
