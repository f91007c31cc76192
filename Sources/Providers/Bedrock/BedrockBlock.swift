import JSONBytes

/// One content block as a walk found it.
struct BedrockBlock {
    /// What becomes of a block, which its type decides.
    enum Kind {
        /// Text; a place for a cache breakpoint unless it is empty.
        case text
        /// Another block that may carry a cache breakpoint.
        case cacheable
        case thinking, redactedThinking, toolUse, toolResult
        /// A call of a tool that the upstream runs itself; tool search is one that Bedrock has.
        case serverToolUse
        case toolSearchResult
        /// Names a deferred tool that was found.
        case toolReference
        /// A summary in the place of what was said before.
        case compaction
        /// Adds or removes a tool within a conversation.
        case toolChange
        /// What only Anthropic's own API knows: results of server tools, files, marks of a fallback.
        case firstPartyOnly
        /// Not known: stays as it is.
        case other

        init(type: String) {
            switch type {
            case "text": self = .text
            case "image", "document", "search_result": self = .cacheable
            case "thinking": self = .thinking
            case "redacted_thinking": self = .redactedThinking
            case "tool_use": self = .toolUse
            case "tool_result": self = .toolResult
            case "server_tool_use": self = .serverToolUse
            case "tool_search_tool_result": self = .toolSearchResult
            case "tool_reference": self = .toolReference
            case "compaction": self = .compaction
            case "tool_addition", "tool_removal": self = .toolChange
            case "container_upload", "fallback": self = .firstPartyOnly
            default: self = type.hasPrefix("mcp_tool_") || type.hasSuffix("_tool_result") ? .firstPartyOnly : .other
            }
        }
    }

    /// What is done with a block.
    enum Action {
        case keep
        case remove
        case replace([UInt8])
    }

    var kind = Kind.other
    /// Where a member would be added, and whether one stands before it.
    var lastMemberEnd: Int
    var isEmpty = true
    var cacheControl: JSONValue?
    var text: JSONValue?
    /// `content` where it is no array; an array was walked through.
    var content: JSONValue?
    var name: JSONValue?
    var toolName: JSONValue?
    var id: String?
    var toolUseID: String?
    /// `signature`, or the `data` of a redacted thought, which stands for one.
    var signature: JSONValue?
    /// `type` of an image's or a document's source.
    var sourceType: String?
    /// Whether something inside is changed, so that the block cannot be replaced as a whole.
    var hasEditsInside = false

    init(from start: Int) { lastMemberEnd = start + 1 }

    /// Whether it holds nothing but where the content is to be had.
    ///
    /// InvokeModel refuses sources of type `url` and `file`; the sources are those of ``BedrockRequestBody``.
    var isReference: Bool { kind == .cacheable && (sourceType == "url" || sourceType == "file") }

    /// Whether a cache breakpoint may stand on it.
    var takesBreakpoint: Bool {
        switch kind {
        case .text: (text?.range.count ?? 0) > 2
        case .cacheable, .toolUse, .toolResult: true
        case .thinking, .redactedThinking, .serverToolUse, .toolSearchResult, .toolReference: false
        case .compaction, .toolChange, .firstPartyOnly, .other: false
        }
    }
}
