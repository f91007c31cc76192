import JSONBytes
import MessagesAPI

extension MessagesToResponses {
    /// Words of the Messages API for models that do not go on with a turn of their own.
    ///
    /// - Note: Source: the refusal of Claude Opus 4.6 and later
    ///   (https://docs.claude.com/en/docs/about-claude/models/whats-new-claude-4-6, seen 2026-11-22).
    private static let prefillRefusal =
        "This model does not support assistant message prefill. The conversation must end with a user message."
    private static let operatorNote = "[The following is from the operator of this conversation, not from the user.]"

    /// Writes the history, one item a block.
    mutating func writeInput() throws(UpstreamFailure) {
        if conversation.endsWithPrefill {
            throw UpstreamFailure(.unsupportedFeature, Self.prefillRefusal, status: 400)
        }
        json.key("input")
        json.beginArray()
        for turn in conversation.turns {
            switch turn {
            case .user(let items): try writeMessage(items, role: "user")
            case .system(let texts): try writeOperator(texts)
            case .toolResults(let answers): for answer in answers { try write(answer) }
            case .assistant(let items): write(items)
            }
        }
        json.endArray()
    }

    /// A note of the operator's stays where it is: at the front it would say something else and cost the prompt cache.
    private mutating func writeOperator(_ texts: [Conversation.Text]) throws(UpstreamFailure) {
        let items = texts.map { Conversation.Item.text($0) }
        if adjustments.withoutSystemTurns {
            try writeMessage([.text(Conversation.Text(Self.operatorNote))] + items, role: "user")
        } else {
            try writeMessage(items, role: "developer")
        }
    }

    private mutating func writeMessage(_ items: [Conversation.Item], role: String) throws(UpstreamFailure) {
        json.beginObject()
        json.member("type", "message")
        json.member("role", role)
        json.key("content")
        try write(items)
        json.endObject()
    }

    // MARK: The model

    private mutating func write(_ items: [Conversation.AssistantItem]) {
        // Reasoning without the item that it led to is refused.
        let last = items.lastIndex { item in
            if case .reasoning = item { false } else { true }
        }
        for (index, item) in items.enumerated() {
            switch item {
            case .text(let text): writeAssistant(text.text)
            case .call(let call): write(call)
            case .reasoning(let reasoning): if index < last ?? 0 { write(reasoning) }
            }
        }
    }

    private mutating func writeAssistant(_ text: String) {
        json.beginObject()
        json.member("type", "message")
        json.member("role", "assistant")
        json.key("content")
        json.beginArray()
        writePart("output_text") { $0.member("text", text) }
        json.endArray()
        json.endObject()
    }

    private mutating func write(_ call: Conversation.Call) {
        json.beginObject()
        json.member("type", "function_call")
        json.member("call_id", ChatToolCallID.upstream(call.id, .any))
        json.member("name", toolNames.upstreamName(call.name))
        // The client's own spelling: another one would not be found in the model's cache.
        json.member("arguments", call.input.text)
        json.endObject()
    }

    private mutating func write(_ reasoning: Conversation.Reasoning) {
        guard let item = ReplayedReasoningItem(reasoning) else {
            omissions.note("thinking")
            return
        }
        item.write(to: &json)
    }

    // MARK: Results

    /// Writes a result; unlike in Chat Completions pictures and documents stay inside of it.
    private mutating func write(_ answer: Conversation.Answer) throws(UpstreamFailure) {
        json.beginObject()
        json.member("type", "function_call_output")
        json.member("call_id", ChatToolCallID.upstream(answer.callID, .any))
        json.key("output")
        let items = answer.isError ? marked(answer.items) : answer.items
        let texts = items.compactMap { item in
            if case .text(let text) = item { text.text } else { nil }
        }
        if texts.count == items.count {
            json.value(texts.joined(separator: "\n"))
        } else {
            try write(items)
        }
        json.endObject()
    }

    /// The result of a tool that failed: there is no field that says so.
    private func marked(_ items: [Conversation.Item]) -> [Conversation.Item] {
        guard case .text(let text) = items.first else {
            return [.text(Conversation.Text(items.isEmpty ? "Error: (no output)" : "Error:"))] + items
        }
        guard !text.text.hasPrefix("Error: ") else { return items }
        return [.text(Conversation.Text("Error: \(text.text)"))] + items.dropFirst()
    }
}
