import JSONBytes
import MessagesAPI

extension MessagesToChatCompletions {
    /// Words of the Messages API for models that do not go on with a turn of their own.
    ///
    /// - Note: Source: the refusal of Claude Opus 4.6 and later
    ///   (https://docs.claude.com/en/docs/about-claude/models/whats-new-claude-4-6, seen 2026-11-22).
    private static let prefillRefusal =
        "This model does not support assistant message prefill. The conversation must end with a user message."

    /// Writes the operator's text and the conversation.
    mutating func writeMessages() throws(UpstreamFailure) {
        if conversation.endsWithPrefill, vendor.prefill == .refused {
            throw UpstreamFailure(.unsupportedFeature, Self.prefillRefusal, status: 400)
        }
        json.key("messages")
        json.beginArray()
        writeSystem()
        let last = conversation.turns.count - 1
        for (index, turn) in conversation.turns.enumerated() {
            switch turn {
            case .user(let items): try addUser(items)
            case .system(let texts): try addLaterSystem(texts)
            case .toolResults(let answers): try writeToolResults(answers)
            case .assistant(let items): try writeAssistant(items, isPrefill: index == last)
            }
        }
        try writePending()
        json.endArray()
    }

    // MARK: The operator

    private mutating func writeSystem() {
        var texts = conversation.system
        if vendor.responseFormat == .jsonObject, let schema = answerSchema {
            let text =
                "Answer with one JSON object that follows this JSON Schema, and with nothing else:\n\(schema.text)"
            texts.append(Conversation.Text(text))
        }
        guard !texts.isEmpty else { return }
        json.beginObject()
        json.member("role", systemRole)
        json.key("content")
        write(texts, style: vendor.systemContent)
        json.endObject()
    }

    private var systemRole: String {
        switch vendor.systemRole {
        case .system: "system"
        case .developerForReasoning: isReasoningModel ? "developer" : "system"
        }
    }

    /// A note of the operator's stays where it is: at the front it would say something else and cost the prompt cache.
    private mutating func addLaterSystem(_ texts: [Conversation.Text]) throws(UpstreamFailure) {
        switch vendor.laterSystemTurns {
        case .inPlace where !adjustments.withoutSystemTurns:
            try writePending()
            json.beginObject()
            json.member("role", systemRole)
            json.key("content")
            write(texts, style: vendor.systemContent)
            json.endObject()
        case .inPlace, .asUser:
            let note = Conversation.Text(
                "[The following is from the operator of this conversation, not from the user.]"
            )
            try addUser(([note] + texts).map { .text($0) })
        }
    }

    // MARK: Texts

    /// Writes texts as one string, or as parts where the vendor wants them or a cache breakpoint needs its own.
    mutating func write(_ texts: [Conversation.Text], style: ChatCompletionsQuirks.ContentStyle) {
        let hasBreakpoint = keepsCacheControl && texts.contains { $0.cacheControl != nil }
        guard hasBreakpoint || (style == .parts && texts.count > 1) else {
            json.value(joined(texts.map(\.text), by: "\n\n"))
            return
        }
        json.beginArray()
        for text in texts { write(part: text) }
        json.endArray()
    }

    mutating func write(part text: Conversation.Text) {
        json.beginObject()
        json.member("type", "text")
        json.member("text", text.text)
        if keepsCacheControl, let cacheControl = text.cacheControl {
            json.key("cache_control")
            write(cacheControl)
        }
        json.endObject()
    }

    mutating func write(_ cacheControl: CacheControl) {
        json.beginObject()
        json.member("type", cacheControl.type)
        json.member("ttl", cacheControl.ttl)
        json.endObject()
    }

    /// One text is not copied.
    func joined(_ texts: [String], by separator: String) -> String {
        texts.count == 1 ? texts[0] : texts.joined(separator: separator)
    }
}
