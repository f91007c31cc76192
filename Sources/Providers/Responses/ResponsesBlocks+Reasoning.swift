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
        guard context.thinking == .shown, !range.isEmpty else { return }
        if item.lastPart == nil {
            item.tellsSummary = isSummary
            try checkBlockCount()
            writeHiddenThoughts()
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
        switch context.thinking {
        case .none: return
        case .omitted: try hide(whole)
        case .shown: try endShownReasoning(&item, whole: whole)
        }
    }

    /// Writes what is held back; to be called before another block is opened.
    mutating func writeHiddenThoughts() {
        for signature in hiddenThoughts {
            writer.openThinking()
            writer.closeBlock(signature: signature)
        }
        hiddenThoughts = []
    }

    private mutating func hide(_ whole: ResponsesOutputItem?) throws(UpstreamFailure) {
        guard let whole, let signature = ReasoningSignature(hiding: whole, origin: context.origin) else { return }
        try checkBlockCount()
        hiddenThoughts.append(signature.text)
    }

    private mutating func endShownReasoning(
        _ item: inout ResponsesItem,
        whole: ResponsesOutputItem?
    ) throws(UpstreamFailure) {
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

    /// The signature of a thought that is not shown; `nil` if there is nothing in it to be told again, or too much.
    init?(hiding item: ResponsesOutputItem, origin: String) {
        guard item.isReplayable, item.json.count <= ReasoningPayload.hiddenLimit else { return nil }
        self.init(responsesItem: item, origin: origin)
    }
}
