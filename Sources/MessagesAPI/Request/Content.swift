/// What a message, a system prompt or a tool result holds; the two spellings are kept apart.
public enum Content: Sendable, Equatable {
    /// A plain string.
    case text(String)
    /// A list of blocks.
    case blocks([ContentBlock])
}

extension Content {
    /// Reads a string or a list; `isTagged` says whether the paths of errors name the blocks' types.
    init(_ value: RequestValue, isTagged: Bool) throws(APIError) {
        if value.isString {
            self = .text(try value.string())
        } else {
            self = .blocks(
                try value.list { element throws(APIError) in try ContentBlock(element, isTagged: isTagged) }
            )
        }
    }

    /// Reads content as messages have it.
    init(_ value: RequestValue) throws(APIError) {
        try self.init(value, isTagged: true)
    }
}
