import JSONBytes
import MessagesAPI

/// Messages: one text block for each part of their content.
extension ResponsesBlocks {
    mutating func writeText(
        _ event: ResponsesEvent,
        isRefusal: Bool,
        of item: inout ResponsesItem,
        in document: RawSpan
    ) throws(UpstreamFailure) {
        let range = event.escapedText
        guard !range.isEmpty else { return }
        contentBytes += range.count
        if item.lastPart == event.partIndex, writer.open == .text, !matcher.isActive, !isRefusal {
            return writer.delta(escaped: document.extracting(range))
        }
        if item.lastPart != event.partIndex { try closeText() }
        item.tell(event.partIndex)
        try append(event.decodedText(in: document), isRefusal: isRefusal)
    }

    /// Writes the parts of which nothing came, if nothing came of any, and closes the block.
    mutating func endMessage(_ item: inout ResponsesItem, whole: ResponsesOutputItem?) throws(UpstreamFailure) {
        if item.lastPart == nil, let whole {
            for part in whole.content where stopSequence == nil {
                contentBytes += part.text.utf8.count
                try append(part.text, isRefusal: part.isRefusal)
                try closeText()
            }
        }
        try closeText()
    }

    /// Ends the text of a part; what was held back of it can no longer become a stop sequence.
    mutating func closeText() throws(UpstreamFailure) {
        if matcher.isActive, stopSequence == nil { try write(matcher.finish()) }
        leading = ""
        if writer.open == .text { writer.closeBlock() }
    }

    /// The explanation of a refusal with some more of it, as far as it is kept.
    static func explanation(_ known: String?, and more: String) -> String {
        let known = known ?? ""
        return known + more.prefix(max(0, explanationLimit - known.count))
    }

    private mutating func append(_ text: String, isRefusal: Bool) throws(UpstreamFailure) {
        if isRefusal { refusal = Self.explanation(refusal, and: text) }
        try write(matcher.isActive ? matcher.push(text) : text)
    }

    private mutating func write(_ text: String) throws(UpstreamFailure) {
        guard writer.open != .text else { return writer.delta(text) }
        leading += text
        // A block of nothing but white space could not be sent back by the client.
        guard !text.isWhiteSpace || leading.utf8.count > Self.leadingLimit else { return }
        try checkBlockCount()
        writeHiddenThoughts()
        writer.openText()
        writer.delta(leading)
        leading = ""
    }
}
