extension TokenCounter {
    /// Adds a block; `weight` is that of the texts in it.
    mutating func add(_ block: ContentBlock, as weight: TextWeight) {
        switch block {
        case .text(let block): add(block.text, as: weight)
        case .image(let block): add(block.source)
        case .document(let block): add(block)
        case .searchResult(let block): add(block)
        case .thinking(let block): add(thinking: block.thinking, encrypted: block.signature ?? "")
        case .redactedThinking(let block): add(thinking: "", encrypted: block.data)
        case .toolUse(let block): addCall(block.name, block.input)
        case .toolResult(let block): addResult(block.content)
        case .serverToolUse(let block): addCall(block.name, block.input)
        case .serverToolResult(let block): add(block.content)
        case .mcpToolUse(let block): addCall(block.name, block.input)
        case .mcpToolResult(let block): addResult(block.content)
        case .toolReference(let block): add(block.toolName, as: .json)
        case .toolChange(let block): add(block.toolName, as: .json)
        case .containerUpload(let block): add(block.fileID, as: .json)
        case .compaction(let block): add(block.content ?? "", as: .prose)
        case .unknown(let block): add(block.json)
        }
    }

    /// Adds a call: the name, the id and the frame around it, and the arguments.
    private mutating func addCall(_ name: String, _ input: RawJSON) {
        add(tokens: TokenEstimate.toolOverhead)
        add(name, as: .json)
        add(input)
    }

    private mutating func addResult(_ content: Content?) {
        add(tokens: TokenEstimate.toolOverhead)
        if let content { add(content, as: .code) }
    }

    private mutating func add(_ block: SearchResultBlock) {
        add(block.source, as: .json)
        add(block.title, as: .prose)
        for inner in block.content { add(inner, as: .prose) }
    }

    /// Adds a thought, of which either the text is there or only its encrypted form.
    private mutating func add(thinking: String, encrypted: String) {
        guard thinking.isEmpty else { return add(thinking, as: .prose) }
        // Base64 has four characters for three bytes; that a byte is about a character of the thought is a guess.
        add(tokens: Double(encrypted.utf8.count) * 0.75 / TextWeight.prose.rawValue)
    }
}
