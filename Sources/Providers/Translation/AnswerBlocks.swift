import NIOCore

/// Writes an answer's parts as blocks: opens one where the kind of part changes, signs thoughts, and drops blocks of
/// nothing but white space.
///
/// Text is escaped, as inside a JSON string.
struct AnswerBlocks: Sendable {
    /// Most white space that is kept until it is known whether a block begins with it, in bytes; what is more is
    /// dropped.
    ///
    /// Models write a few line breaks.
    private static let leadingSpaceLimit = 64 * 1024

    /// What the thoughts need beside their text to be sent back.
    var details = ReasoningDetails()
    private(set) var writer: MessageStreamWriter

    private let origin: String
    private var leadingSpace: [UInt8] = []
    private var leadingSpaceBlock = MessageStreamWriter.Block.text

    init(_ context: TranslationContext) {
        origin = context.origin
        writer = MessageStreamWriter(
            id: context.messageID,
            model: context.requestedModel,
            estimatedInputTokens: context.estimatedInputTokens
        )
    }

    /// Takes the events that are ready.
    mutating func take() -> ByteBuffer { writer.take() }

    /// Adds a text or a thought.
    mutating func add(_ text: RawSpan, to block: MessageStreamWriter.Block) {
        guard writer.open != block else {
            writer.delta(escaped: text)
            return
        }
        if leadingSpaceBlock != block {
            leadingSpaceBlock = block
            leadingSpace = []
        }
        guard !EscapedText.isWhiteSpace(text) else {
            keepSpace(text)
            return
        }
        if block == .thinking { openThinking() } else { openText() }
        let space = leadingSpace
        leadingSpace = []
        writer.delta(escaped: space.span.bytes)
        writer.delta(escaped: text)
    }

    /// Begins a tool call.
    mutating func openToolUse(id: String, name: String) {
        closeBlock()
        writeLateDetails()
        writer.openToolUse(id: id, name: name)
    }

    /// Adds arguments to the tool call that is open.
    mutating func add(arguments: RawSpan) {
        writer.delta(escaped: arguments)
    }

    /// Closes the open block, if there is one; a thought is signed.
    mutating func closeBlock() {
        guard writer.open == .thinking else {
            writer.closeBlock()
            return
        }
        let payload = details.isPlainText ? ReasoningPayload.text : .details(details.json)
        details = ReasoningDetails()
        writer.closeBlock(signature: ReasoningSignature(origin: origin, payload: payload.json).text)
    }

    /// Writes the end of the message.
    mutating func finish(_ end: MessageEnd, usage: MessageUsage) {
        closeBlock()
        writeLateDetails()
        writer.finish(end, usage: usage)
    }

    private mutating func openThinking() {
        closeBlock()
        writer.openThinking()
    }

    private mutating func openText() {
        closeBlock()
        writeLateDetails()
        writer.openText()
    }

    private mutating func keepSpace(_ text: RawSpan) {
        guard leadingSpace.count + text.byteCount <= Self.leadingSpaceLimit else { return }
        text.withUnsafeBytes { leadingSpace.append(contentsOf: $0) }
    }

    /// Keeps details that came without a thought to be shown, or after it.
    private mutating func writeLateDetails() {
        guard !details.isPlainText else { return }
        let payload = ReasoningPayload.details(details.json)
        details = ReasoningDetails()
        writer.redactedThinking(data: ReasoningSignature(origin: origin, payload: payload.json).text)
    }
}
