import JSONBytes
import MessagesAPI

/// Reasoning: one thinking block each, whose signature holds the item for the next request.
extension ResponsesBlocks {
    mutating func writeThinking(
        _ event: ResponsesEvent,
        isSummary: Bool,
        of item: inout ResponsesItem,
        in document: RawSpan
    ) throws(UpstreamFailure) {
        let range = event.escapedText
        guard context.showsThinking, !range.isEmpty else { return }
        if item.lastPart == nil {
            item.tellsSummary = isSummary
            try checkBlockCount()
            writer.openThinking()
        } else if item.tellsSummary != isSummary {
            // The same thought in other words.
            return
        } else if item.lastPart != event.partIndex {
            writer.delta(ResponsesOutputItem.partSeparator)
        }
        if item.lastPart != event.partIndex { item.tell(event.partIndex) }
        contentBytes += range.count
        writer.delta(escaped: document.extracting(range))
    }

    /// Closes the block with its signature; reasoning that only the upstream can read becomes a block of its own.
    mutating func endReasoning(_ item: inout ResponsesItem, whole: ResponsesOutputItem?) throws(UpstreamFailure) {
        guard context.showsThinking else { return }
        if item.lastPart == nil, let text = whole?.shownReasoning, !text.isEmpty {
            try checkBlockCount()
            item.tell(0)
            contentBytes += text.utf8.count
            writer.openThinking()
            writer.delta(text)
        }
        let signature = ReasoningSignature(responsesItem: whole, origin: context.origin).text
        if writer.open == .thinking {
            writer.closeBlock(signature: signature)
        } else if whole?.hasEncryptedContent == true {
            try checkBlockCount()
            writer.redactedThinking(data: signature)
        }
    }
}

extension ReasoningSignature {
    /// The signature of a thought that is told again as this item; without one there is nothing to be told.
    init(responsesItem item: ResponsesOutputItem?, origin: String) {
        let payload = item.map { ReasoningPayload.responsesItem($0.json) } ?? .text
        self.init(origin: origin, payload: payload.json)
    }
}
