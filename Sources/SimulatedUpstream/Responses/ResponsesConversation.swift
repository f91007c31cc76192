/// Reads the conversation of a Responses body in the form of Anthropic's Messages API.
enum ResponsesConversation {
    static func messages(of body: ParsedJSON) -> [ParsedJSON] {
        if let text = body["input"]?.string { return Turns.joined([("user", [.text(text)])]) }
        return Turns.joined((body["input"]?.array ?? []).map(turn))
    }

    private static func turn(_ item: ParsedJSON) -> (role: String, blocks: [ParsedJSON]) {
        switch item["type"]?.string {
        case "function_call":
            return ("assistant", [.toolUse(item["call_id"], item["name"], item["arguments"])])
        case "function_call_output":
            return (
                "user",
                [
                    .object([
                        "type": .string("tool_result"), "tool_use_id": item["call_id"] ?? .null,
                        "content": .array(blocks(of: item["output"])),
                    ])
                ]
            )
        case "reasoning":
            let text = item["encrypted_content"]?.string.flatMap { EncryptedReasoning.open($0) } ?? ""
            return ("assistant", [.object(["type": .string("thinking"), "thinking": .string(text)])])
        default:
            let role = item["role"]?.string ?? "user"
            return (role == "developer" ? "system" : role, blocks(of: item["content"]))
        }
    }

    private static func blocks(of content: ParsedJSON?) -> [ParsedJSON] {
        switch content {
        case .string(let text): [.text(text)]
        case .array(let parts): parts.map { part in part["text"]?.string.map { .text($0) } ?? part }
        default: []
        }
    }
}
