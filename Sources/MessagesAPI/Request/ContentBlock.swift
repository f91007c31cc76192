/// One piece of content, by its `type`.
///
/// The set is open: a type that this package does not know becomes ``unknown(_:)`` and is never refused.
/// - Note: Source: Messages API, content blocks (https://docs.claude.com/en/api/messages, seen 2026-11-22).
public enum ContentBlock: Sendable, Equatable {
    /// `text`.
    case text(TextBlock)
    /// `image`.
    case image(ImageBlock)
    /// `document`.
    case document(DocumentBlock)
    /// `search_result`.
    case searchResult(SearchResultBlock)
    /// `thinking`.
    case thinking(ThinkingBlock)
    /// `redacted_thinking`.
    case redactedThinking(RedactedThinkingBlock)
    /// `tool_use`.
    case toolUse(ToolUseBlock)
    /// `tool_result`.
    case toolResult(ToolResultBlock)
    /// `server_tool_use`.
    case serverToolUse(ServerToolUseBlock)
    /// `web_search_tool_result` and the other results of tools that the API runs itself.
    case serverToolResult(ServerToolResultBlock)
    /// `mcp_tool_use`.
    case mcpToolUse(MCPToolUseBlock)
    /// `mcp_tool_result`.
    case mcpToolResult(MCPToolResultBlock)
    /// `tool_reference`.
    case toolReference(ToolReferenceBlock)
    /// `tool_addition` and `tool_removal`.
    case toolChange(ToolChangeBlock)
    /// `container_upload`.
    case containerUpload(ContainerUploadBlock)
    /// `compaction`.
    case compaction(CompactionBlock)
    /// Any other type.
    case unknown(UnknownBlock)
}

extension ContentBlock {
    /// Most blocks inside each other that are read; a block below is ``unknown(_:)``.
    ///
    /// The API knows three (a picture in a document in a tool result); each level takes its part of the call stack.
    static let nestingLimit = 8

    /// Reads a block; calls itself through nested content down to ``nestingLimit``.
    init(_ value: RequestValue, isTagged: Bool) throws(APIError) {
        let untagged = try value.object()
        let type = try untagged.string("type")
        var object = isTagged ? untagged.tagged(type) : untagged
        object.nesting += 1
        guard object.nesting <= Self.nestingLimit else {
            self = .unknown(UnknownBlock(object, type: type))
            return
        }
        switch type {
        case "text": self = .text(try TextBlock(object))
        case "tool_use": self = .toolUse(try ToolUseBlock(object))
        case "tool_result": self = .toolResult(try ToolResultBlock(object))
        case "thinking": self = .thinking(try ThinkingBlock(object))
        case "redacted_thinking": self = .redactedThinking(try RedactedThinkingBlock(object))
        case "image": self = .image(try ImageBlock(object))
        case "document": self = .document(try DocumentBlock(object))
        case "search_result": self = .searchResult(try SearchResultBlock(object))
        case "server_tool_use": self = .serverToolUse(try ServerToolUseBlock(object))
        case "mcp_tool_use": self = .mcpToolUse(try MCPToolUseBlock(object))
        case "mcp_tool_result": self = .mcpToolResult(try MCPToolResultBlock(object))
        case "tool_reference": self = .toolReference(try ToolReferenceBlock(object))
        case "tool_addition": self = .toolChange(try ToolChangeBlock(object, .addition))
        case "tool_removal": self = .toolChange(try ToolChangeBlock(object, .removal))
        case "container_upload": self = .containerUpload(try ContainerUploadBlock(object))
        case "compaction": self = .compaction(try CompactionBlock(object))
        case let type where ServerToolResultBlock.types.contains(type):
            self = .serverToolResult(try ServerToolResultBlock(object, type: type))
        default: self = .unknown(UnknownBlock(object, type: type))
        }
    }
}
