import JSONBytes
import MessagesAPI

/// Function calls: one `tool_use` block each.
extension ResponsesBlocks {
    /// Opens the block as soon as the tool's name is known.
    mutating func openCall(_ item: ResponsesItem) throws(UpstreamFailure) {
        guard writer.open != .toolUse, let name = item.name, !name.isEmpty else { return }
        try checkBlockCount()
        writeHiddenThoughts()
        let id = ToolCallID.unique(item.callID ?? "", among: &callIDs, otherwise: context.makeToolID)
        writer.openToolUse(id: id, name: context.toolNames.originalName(name))
        hasCall = true
    }

    mutating func writeArguments(
        _ event: ResponsesEvent,
        of item: inout ResponsesItem,
        in document: RawSpan
    ) throws(UpstreamFailure) {
        // Servers that do not announce items tell the name at the end, and then the arguments once more.
        guard writer.open == .toolUse else { return }
        let range = event.escapedText
        guard !range.isEmpty else { return }
        contentBytes += range.count
        if item.lastPart == nil { item.tell(0) }
        writer.delta(escaped: document.extracting(range))
    }

    /// Writes the arguments if no piece of them came, and closes the block.
    mutating func endCall(_ item: inout ResponsesItem, whole: ResponsesOutputItem?) throws(UpstreamFailure) {
        try openCall(item)
        guard writer.open == .toolUse else {
            throw ResponsesFailure.unnamedCall
        }
        if item.lastPart == nil, let arguments = whole?.arguments {
            contentBytes += arguments.utf8.count
            writer.delta(arguments)
        }
        writer.closeBlock()
    }
}
