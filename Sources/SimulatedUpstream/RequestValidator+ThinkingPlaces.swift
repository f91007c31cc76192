/// Where manual thinking wants thinking blocks; only asked by those who make the signatures.
extension RequestValidator {
    func thinkingPlaces(of body: ParsedJSON) -> String? {
        guard variant.checksThinking, rules.contains(.options) else { return nil }
        guard body["thinking"]?["type"]?.string == "enabled" else { return nil }
        if ["any", "tool"].contains(body["tool_choice"]?["type"]?.string) {
            return "Thinking may not be enabled when tool_choice forces tool use."
        }
        let messages = body["messages"]?.array ?? []
        // Only a tool loop that still goes on is asked about.
        guard messages.last?["content"]?[0]?["type"]?.string == "tool_result",
            let index = messages.lastIndex(where: { $0["role"]?.string == "assistant" }),
            let type = messages[index]["content"]?[0]?["type"]?.string, !type.hasSuffix("thinking")
        else { return nil }
        return
            "messages.\(index).content.0.type: Expected `thinking` or `redacted_thinking`, but found `\(type)`. When "
            + "`thinking` is enabled, a final `assistant` message must start with a thinking block."
    }
}
