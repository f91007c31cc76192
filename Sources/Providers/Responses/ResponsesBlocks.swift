import JSONBytes
import MessagesAPI
import NIOCore

/// Writes the items of a stream as the blocks of a message, one item after the other.
struct ResponsesBlocks: Sendable {
    /// Longest explanation of a refusal, in characters; the whole refusal is in the text.
    static let explanationLimit = 4_096
    /// Most white space that is held back at the beginning of a text, in bytes.
    static let leadingLimit = 4_096

    var writer: MessageStreamWriter
    /// The ids of the calls so far, those of the history included.
    var callIDs: Set<String>
    /// Whether a tool was called.
    var hasCall = false
    /// The model's own words for a refusal.
    var refusal: String?
    /// Signatures of reasoning that the client is not to see, each of which becomes a block once something follows it.
    ///
    /// Until then the client has seen nothing, so that a failure can go to another target.
    var hiddenThoughts: [String] = []
    /// Bytes of text, thinking and arguments so far, from which tokens are estimated where nobody counts them.
    var contentBytes = 0

    let context: TranslationContext
    var matcher: StopSequenceMatcher
    /// White space at the beginning of a text, which alone would be no block.
    var leading = ""

    init(context: TranslationContext) {
        self.context = context
        callIDs = context.usedToolIDs
        matcher = StopSequenceMatcher(context.stopSequences)
        writer = MessageStreamWriter(
            id: context.messageID,
            model: context.requestedModel,
            estimatedInputTokens: context.estimatedInputTokens
        )
    }

    /// The stop sequence that was found; nothing is to be written after it.
    var stopSequence: String? { matcher.match }

    /// Takes the events written since the last call.
    mutating func take() -> ByteBuffer { writer.take() }

    /// Ends the message.
    mutating func finish(_ end: MessageEnd, usage: MessageUsage) {
        writer.closeBlock()
        writeHiddenThoughts()
        writer.finish(end, usage: usage)
    }

    /// Writes what an event tells of the item that is written now.
    ///
    /// `whole` is the item as an event has it that begins or ends one.
    mutating func write(
        _ event: ResponsesEvent,
        whole: ResponsesOutputItem?,
        of item: inout ResponsesItem,
        in document: RawSpan
    ) throws(UpstreamFailure) {
        guard !item.isDone else { return }
        // The whole of a part matters only where no piece of it came.
        if event.kind.isPartDone, item.hasTold(event.partIndex) { return }
        switch event.kind {
        case .textDelta, .textDone: try writeText(event, isRefusal: false, of: &item, in: document)
        case .refusalDelta, .refusalDone: try writeText(event, isRefusal: true, of: &item, in: document)
        case .argumentsDelta, .argumentsDone: try writeArguments(event, of: &item, in: document)
        case .summaryDelta, .summaryDone: try writeThinking(event, isSummary: true, of: &item, in: document)
        case .reasoningDelta, .reasoningDone: try writeThinking(event, isSummary: false, of: &item, in: document)
        case .itemAdded: if item.kind == .functionCall { try openCall(item) }
        case .itemDone: try end(&item, whole: whole)
        case .completed, .incomplete, .failed, .error, .other: break
        }
    }

    /// Writes the rest of an item and closes its block.
    ///
    /// `whole` is the item as the upstream told it in the end; `nil` if it did not.
    mutating func end(_ item: inout ResponsesItem, whole: ResponsesOutputItem?) throws(UpstreamFailure) {
        guard !item.isDone else { return }
        item.isDone = true
        switch item.kind {
        case .message: try endMessage(&item, whole: whole)
        case .functionCall: try endCall(&item, whole: whole)
        case .reasoning: try endReasoning(&item, whole: whole)
        case .other: break
        }
    }

    /// Makes sure that there is room for another block.
    func checkBlockCount() throws(UpstreamFailure) {
        guard writer.blockCount + hiddenThoughts.count < MessageStreamGrammar.blockLimit else {
            throw UpstreamFailure(
                .malformed,
                "The upstream's answer has more than \(MessageStreamGrammar.blockLimit) parts."
            )
        }
    }
}

extension ResponsesEvent {
    /// The text between the quotes, as it is escaped; empty if there is none.
    var escapedText: Range<Int> {
        guard let text, text.kind == .string else { return 0..<0 }
        return text.range.lowerBound + 1..<text.range.upperBound - 1
    }

    /// The decoded text.
    func decodedText(in document: RawSpan) -> String {
        guard let text, text.kind == .string else { return "" }
        return (try? JSON.string(text, in: document)) ?? ""
    }
}
