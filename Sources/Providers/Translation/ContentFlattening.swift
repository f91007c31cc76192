import MessagesAPI

/// Turns a user's blocks and those of a tool's result into texts, pictures and documents.
struct ContentFlattening {
    /// The names that tools have upstream.
    let toolNames: ToolNames

    /// Appends a text, unless it is empty.
    func append(_ text: String, cacheControl: CacheControl?, to items: inout [Conversation.Item]) {
        guard !text.isEmpty else { return }
        items.append(.text(Conversation.Text(text, cacheControl: cacheControl)))
    }

    /// Appends content inside of a block.
    func append(
        _ content: Content,
        at place: Conversation.Place,
        to items: inout [Conversation.Item],
        _ omissions: inout Omissions
    ) {
        switch content {
        case .text(let text): append(text, cacheControl: nil, to: &items)
        case .blocks(let blocks):
            for block in blocks { append(block, at: place, to: &items, &omissions) }
        }
    }

    /// Appends a block; calls itself for the blocks inside of it, as deep as they were decoded.
    func append(
        _ block: ContentBlock,
        at place: Conversation.Place,
        to items: inout [Conversation.Item],
        _ omissions: inout Omissions
    ) {
        switch block {
        case .text(let block): append(block.text, cacheControl: block.cacheControl, to: &items)
        case .image(let image): items.append(.image(image, place))
        case .document(let document): append(document, at: place, to: &items, &omissions)
        case .searchResult(let hit): append(hit, to: &items)
        case .toolReference(let tool):
            let text = "Tool found: \(toolNames.upstreamName(tool.toolName))"
            append(text, cacheControl: tool.cacheControl, to: &items)
        case .serverToolUse(let call): append(ServerToolText.call(call), cacheControl: nil, to: &items)
        case .serverToolResult(let result): append(ServerToolText.result(result), cacheControl: nil, to: &items)
        case .mcpToolUse(let call): append(ServerToolText.call(call), cacheControl: nil, to: &items)
        case .mcpToolResult(let result):
            append(ServerToolText.heading(of: result), cacheControl: nil, to: &items)
            if let content = result.content { append(content, at: place, to: &items, &omissions) }
        case .compaction(let summary):
            append(summary.content ?? "", cacheControl: summary.cacheControl, to: &items)
        case .containerUpload:
            omissions.note("container_upload")
            append("[file for a code execution container omitted]", cacheControl: nil, to: &items)
        case .unknown:
            omissions.note("blocks of unknown types")
            append("[content of an unknown type omitted]", cacheControl: nil, to: &items)
        case .thinking, .redactedThinking, .toolUse, .toolResult, .toolChange:
            omissions.note("misplaced blocks")
        }
    }

    private func append(
        _ document: DocumentBlock,
        at place: Conversation.Place,
        to items: inout [Conversation.Item],
        _ omissions: inout Omissions
    ) {
        switch document.source {
        case .base64, .url, .file, .unknown:
            items.append(.document(document, place))
        case .text(_, let data):
            append("\(heading(of: document))\n\n\(data)", cacheControl: document.cacheControl, to: &items)
        case .content(let content):
            append(heading(of: document), cacheControl: nil, to: &items)
            append(content, at: place, to: &items, &omissions)
        }
    }

    /// What is said of a document before its content.
    private func heading(of document: DocumentBlock) -> String {
        let title = "Document: \(document.title ?? "untitled")"
        return document.context.map { "\(title)\nContext: \($0)" } ?? title
    }

    private func append(_ hit: SearchResultBlock, to items: inout [Conversation.Item]) {
        var text = "Search result: \(hit.title)\nSource: \(hit.source)\n"
        for case .text(let block) in hit.content { text += "\n\(block.text)" }
        append(text, cacheControl: hit.cacheControl, to: &items)
    }
}
