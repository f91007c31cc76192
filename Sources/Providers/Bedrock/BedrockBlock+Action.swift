import JSONBytes

extension BedrockBlock {
    /// What becomes of the block under these rules.
    func action(_ rules: BedrockBodyRules, in document: RawSpan) -> Action {
        switch kind {
        case .text, .cacheable, .toolUse, .toolResult, .other: .keep
        // What another model thought would fail the request.
        case .thinking, .redactedThinking: isAnthropics(in: document) ? .keep : .remove
        case .serverToolUse: rules.keepsToolSearch && isToolSearch(in: document) ? .keep : .remove
        case .toolSearchResult: rules.keepsToolSearch ? .keep : .remove
        case .toolReference:
            rules.keepsToolSearch ? .keep : textAction(toolName, prefix: "Tool available: ", in: document)
        case .compaction: rules.keepsCompaction ? .keep : textAction(content, prefix: "", in: document)
        case .toolChange: rules.keepsToolChanges ? .keep : .remove
        case .firstPartyOnly: .remove
        }
    }

    private func isAnthropics(in document: RawSpan) -> Bool {
        guard let signature, signature.kind == .string else { return false }
        return (try? JSON.string(signature, in: document)).map(ReasoningSignature.mayBeAnthropics) ?? false
    }

    private func isToolSearch(in document: RawSpan) -> Bool {
        guard let name, name.kind == .string, let text = try? JSON.string(name, in: document) else { return false }
        return text.hasPrefix("tool_search_tool_")
    }

    /// The block as plain text, so that what it says is not lost.
    private func textAction(_ value: JSONValue?, prefix: String, in document: RawSpan) -> Action {
        guard !hasEditsInside, let value, value.kind == .string, value.range.count > 2 else { return .remove }
        let content = document.array((value.range.lowerBound + 1)..<value.range.upperBound)
        return .replace(Array(#"{"type":"text","text":""#.utf8) + Array(prefix.utf8) + content + [UInt8(ascii: "}")])
    }

    /// A text block that holds a string of the document as it stands there.
    static func text(_ string: JSONValue, in document: RawSpan) -> [UInt8] {
        Array(#"{"type":"text","text":"#.utf8) + document.array(string.range) + [UInt8(ascii: "}")]
    }

    /// A text block of our own; `text` must need no escapes.
    static func text(_ text: String) -> [UInt8] { Array(#"{"type":"text","text":"\#(text)"}"#.utf8) }
}
