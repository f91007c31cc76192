import MessagesAPI

/// One content block as a line of text.
struct BlockSummary {
    let line: String

    init(_ block: ContentBlock) {
        line =
            switch block {
            case .text(let block):
                "text \(block.text.debugDescription) cites \(shown(block.citations?.text))"
                    + shown(cache: block.cacheControl)
                    + shown(others: block.otherFields)
            case .image(let block):
                "image \(Self.source(block.source))\(shown(cache: block.cacheControl))"
                    + shown(others: block.otherFields)
            case .document(let block):
                "document \(Self.source(block.source)) \(shown(block.title)) \(shown(block.context))"
                    + " cites \(shown(block.citations?.text))\(shown(cache: block.cacheControl))"
                    + shown(others: block.otherFields)
            case .searchResult(let block):
                "search_result \(block.source) \(block.title) cites \(shown(block.citations?.text))"
            case .thinking(let block): "thinking \(block.thinking.debugDescription) \(shown(block.signature))"
            case .redactedThinking(let block): "redacted_thinking \(block.data)"
            case .toolUse(let block):
                "tool_use \(block.id) \(block.name) \(block.input.text) \(shown(block.toolsetName))"
                    + " by \(Self.caller(block.caller))"
            case .toolResult(let block):
                "tool_result \(block.toolUseID) error \(shown(block.isError)) \(shown(block.toolsetName))"
                    + " content \(block.content == nil ? "absent" : "there")"
            case .serverToolUse(let block): "server_tool_use \(block.id) \(block.name) \(block.input.text)"
            case .serverToolResult(let block):
                "\(block.type) \(block.toolUseID) \(block.content.text) by \(Self.caller(block.caller))"
            case .mcpToolUse(let block):
                "mcp_tool_use \(block.id) \(block.serverName).\(block.name) \(block.input.text)"
            case .mcpToolResult(let block): "mcp_tool_result \(block.toolUseID) error \(shown(block.isError))"
            case .toolReference(let block): "tool_reference \(block.toolName)"
            case .toolChange(let block): "tool \(block.change) \(block.toolName)"
            case .containerUpload(let block): "container_upload \(block.fileID)"
            case .compaction(let block):
                "compaction \(shown(block.content))\(shown(others: block.otherFields))"
            case .unknown(let block): "unknown \(block.type) \(block.json.text)"
            }
    }

    private static func caller(_ caller: ToolCaller?) -> String {
        "\(shown(caller?.type)) \(shown(caller?.toolID))"
    }

    private static func source(_ source: ImageSource) -> String {
        switch source {
        case .base64(let type, let data): "base64 \(type) \(data)"
        case .url(let url): "url \(url)"
        case .file(let id): "file \(id)"
        case .unknown(let type, let json): "unknown \(type) \(json.text)"
        }
    }

    private static func source(_ source: DocumentSource) -> String {
        switch source {
        case .base64(let type, let data): "base64 \(type) \(data)"
        case .text(let type, let data): "text \(type) \(data)"
        case .content: "content"
        case .url(let url): "url \(url)"
        case .file(let id): "file \(id)"
        case .unknown(let type, let json): "unknown \(type) \(json.text)"
        }
    }
}
