/// The objects of a Responses answer.
///
/// Source: OpenAI's API reference, seen 2026-11-22.
struct ResponseObject {
    let scene: AnswerScene
    let identity: AnswerIdentity
    /// Summaries of reasoning were asked for.
    let showsSummaries: Bool

    init(_ scene: AnswerScene) {
        self.scene = scene
        identity = scene.identity
        let summary = scene.body["reasoning"]?["summary"]
        showsSummaries = summary != nil && summary != .null
    }

    var answer: Answer { scene.answer }

    /// The unstreamed answer.
    var wholeJSON: String {
        let items = answer.blocks.indices.compactMap { item($0, isDone: true) }
        return json(status: finalStatus, output: items, usage: usageJSON)
    }

    /// Why the answer is incomplete, if it is.
    private var incompleteReason: String? {
        switch answer.effectiveStopReason {
        case "max_tokens", "model_context_window_exceeded": "max_output_tokens"
        case "refusal": "content_filter"
        default: nil
        }
    }

    var finalStatus: String { incompleteReason == nil ? "completed" : "incomplete" }

    /// The response object; `usage` and `error` are raw JSON.
    func json(status: String, output: [String], usage: String = "null", error: String = "null") -> String {
        let reason = incompleteReason.map { "{\"reason\":\(JSONText.quoted($0))}" }
        return JSONText.object([
            ("id", JSONText.quoted(identity.messageID)), ("object", "\"response\""),
            ("created_at", "\(scene.settings.clock.epochSeconds())"), ("status", JSONText.quoted(status)),
            ("error", error), ("incomplete_details", status == "incomplete" ? reason ?? "null" : "null"),
            ("model", JSONText.quoted(identity.model)), ("output", "[\(output.joined(separator: ","))]"),
            ("parallel_tool_calls", "true"), ("store", scene.body["store"]?.boolean == false ? "false" : "true"),
            ("tool_choice", "\"auto\""), ("tools", "[]"), ("usage", usage),
        ])
    }

    private var usageJSON: String {
        let usage = answer.usage
        let input = usage.input + usage.cacheRead + usage.cacheWrite
        let written = usage.cacheWrite > 0 ? [("cache_write_tokens", "\(usage.cacheWrite)")] : []
        return JSONText.object([
            ("input_tokens", "\(input)"),
            ("input_tokens_details", JSONText.object([("cached_tokens", "\(usage.cacheRead)")] + written)),
            ("output_tokens", "\(usage.output)"),
            ("output_tokens_details", JSONText.object([("reasoning_tokens", "\(usage.reasoning)")])),
            ("total_tokens", "\(input + usage.output)"),
        ])
    }

    /// The finished response with the items that were sent.
    func finished(_ items: [String]) -> String { json(status: finalStatus, output: items, usage: usageJSON) }
}

/// Output items.
extension ResponseObject {
    /// The id of a block's item.
    func itemID(_ block: Int) -> String {
        switch answer.blocks[block] {
        case .text, .raw: identity.itemID("msg", block: block)
        case .thinking, .redactedThinking: identity.itemID("rs", block: block)
        case .toolUse: identity.itemID("fc", block: block)
        }
    }

    /// The item of a block at its start or at its end; `nil` for blocks that this API does not have.
    func item(_ block: Int, isDone: Bool) -> String? {
        let id = ("id", JSONText.quoted(itemID(block)))
        let status = ("status", isDone ? "\"completed\"" : "\"in_progress\"")
        switch answer.blocks[block] {
        case .text(let text):
            let content = isDone ? "[\(part(text))]" : "[]"
            return JSONText.object([
                id, ("type", "\"message\""), status, ("role", "\"assistant\""), ("content", content),
            ])
        case .thinking(let text, _): return reasoning(id, text, EncryptedReasoning.seal(text), isDone: isDone)
        case .redactedThinking(let data): return reasoning(id, "", data, isDone: isDone)
        case .toolUse(let callID, let name, let input):
            return JSONText.object([
                id, ("type", "\"function_call\""), status, ("name", JSONText.quoted(name)),
                ("call_id", JSONText.quoted(callID ?? identity.toolUseID(block: block))),
                ("arguments", JSONText.quoted(isDone ? input : "")),
            ])
        case .raw: return nil
        }
    }

    private func reasoning(_ id: (String, String), _ text: String, _ encrypted: String, isDone: Bool) -> String {
        let summary = isDone && showsSummaries && !text.isEmpty ? "[\(summaryPart(text))]" : "[]"
        // What comes at the start is not the whole of it, and must not be kept.
        let content = isDone ? encrypted : String(encrypted.prefix(encrypted.count / 2))
        return JSONText.object([
            id, ("type", "\"reasoning\""), ("summary", summary), ("encrypted_content", JSONText.quoted(content)),
        ])
    }

    func part(_ text: String) -> String {
        JSONText.object([
            ("type", "\"output_text\""), ("text", JSONText.quoted(text)), ("annotations", "[]"), ("logprobs", "[]"),
        ])
    }

    func summaryPart(_ text: String) -> String {
        JSONText.object([("type", "\"summary_text\""), ("text", JSONText.quoted(text))])
    }
}
