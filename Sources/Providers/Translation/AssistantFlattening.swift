import MessagesAPI

/// Turns an assistant's blocks into texts, calls and thoughts, in their order.
struct AssistantFlattening {
    let flattening: ContentFlattening
    /// Whose thoughts are kept.
    let origin: String?
    private(set) var items: [Conversation.AssistantItem] = []
    /// The client's ids of the calls, in their order.
    private(set) var callIDs: [String] = []
    private(set) var omissions = Omissions()
    /// The text of the blocks directly before, which the next one may go on with.
    private var text: Conversation.Text?

    init(flattening: ContentFlattening, origin: String?) {
        self.flattening = flattening
        self.origin = origin
    }

    /// Appends a text; Claude splits one paragraph into several at its citations.
    mutating func append(_ more: String, cacheControl: CacheControl?) {
        if text == nil { text = Conversation.Text("") }
        text?.text += more
        if let cacheControl { text?.cacheControl = cacheControl }
    }

    /// Ends the text that may still be open; to be called once more after the last block.
    mutating func finish() {
        if let text, !text.text.isEmpty { items.append(.text(text)) }
        text = nil
    }

    /// Appends a block.
    mutating func append(_ block: ContentBlock, at place: Conversation.Place) throws(UpstreamFailure) {
        if case .text(let block) = block {
            append(block.text, cacheControl: block.cacheControl)
            return
        }
        finish()
        switch block {
        case .toolUse(let call):
            items.append(.call(Conversation.Call(id: call.id, name: call.name, input: call.input)))
            callIDs.append(call.id)
        case .thinking(let thought): append(thought: thought.thinking, signature: thought.signature ?? "")
        case .redactedThinking(let thought): append(thought: "", signature: thought.data)
        case .toolResult:
            throw UpstreamFailure(.invalidRequest, "\(place): `tool_result` blocks can only be in `user` messages")
        case .text, .toolChange: break
        case .unknown: omissions.note("blocks of unknown types")
        case .image, .document, .containerUpload, .toolReference: omissions.note("misplaced blocks")
        case .searchResult, .serverToolUse, .serverToolResult, .mcpToolUse, .mcpToolResult, .compaction:
            append(asText: block, at: place)
        }
    }

    /// What Anthropic's servers did in the turn, told in words.
    private mutating func append(asText block: ContentBlock, at place: Conversation.Place) {
        var told: [Conversation.Item] = []
        flattening.append(block, at: place, to: &told, &omissions)
        let texts = told.compactMap { item in
            if case .text(let text) = item { text.text } else { nil }
        }
        if texts.count < told.count { omissions.note("misplaced blocks") }
        guard !texts.isEmpty else { return }
        items.append(.text(Conversation.Text(texts.joined(separator: "\n"))))
    }

    /// A thought is only for the upstream that had it: any other would take it for its own words, or refuse it.
    private mutating func append(thought: String, signature: String) {
        guard let origin, let signature = ReasoningSignature(parsing: signature), signature.origin == origin else {
            omissions.note("thinking")
            return
        }
        items.append(.reasoning(Conversation.Reasoning(text: thought, payload: signature.payload)))
    }
}
