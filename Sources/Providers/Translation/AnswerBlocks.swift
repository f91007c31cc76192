import NIOCore

/// Writes an answer's parts as blocks: opens one where the kind of part changes, signs thoughts, and drops blocks of
/// nothing but white space.
///
/// A thought that is not to be shown becomes a block without text once something follows it, so that until then the
/// client has seen nothing. Text is escaped, as inside a JSON string.
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
    private let thinking: ThinkingDisplay
    /// The thought that is not to be shown, as far as it was not written; `nil` if it grew too long to be sent back.
    private var hidden: [UInt8]? = []
    private var leadingSpace: [UInt8] = []
    private var leadingSpaceBlock = MessageStreamWriter.Block.text

    init(_ context: TranslationContext) {
        origin = context.origin
        thinking = context.thinking
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
        if block == .thinking, thinking != .shown {
            hide(text)
            return
        }
        guard writer.open != block || hasHiddenThought else {
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

    /// Begins a tool call; `extra` is what its upstream is to be sent again with it.
    mutating func openToolUse(id: String, name: String, extra: [UInt8]? = nil) {
        closeBlock()
        writeHiddenThought()
        if let extra { write(.call(extra)) }
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
        writeHiddenThought()
        writer.finish(end, usage: usage)
    }

    private mutating func openThinking() {
        closeBlock()
        writer.openThinking()
    }

    private mutating func openText() {
        closeBlock()
        writeHiddenThought()
        writer.openText()
    }

    private mutating func keepSpace(_ text: RawSpan) {
        guard leadingSpace.count + text.byteCount <= Self.leadingSpaceLimit else { return }
        text.withUnsafeBytes { leadingSpace.append(contentsOf: $0) }
    }

    // MARK: What is not shown

    private var hasHiddenThought: Bool {
        guard thinking == .omitted else { return false }
        return !details.isPlainText || hidden.map { !EscapedText.isWhiteSpace($0.span.bytes) } ?? false
    }

    private mutating func hide(_ text: RawSpan) {
        guard thinking == .omitted, let size = hidden?.count else { return }
        if size + text.byteCount <= ReasoningPayload.hiddenLimit {
            text.withUnsafeBytes { hidden?.append(contentsOf: $0) }
        } else {
            hidden = nil
        }
    }

    /// Writes what has to be sent back but was not shown: a whole thought, or details without one or behind it.
    private mutating func writeHiddenThought() {
        defer {
            hidden = []
            details = ReasoningDetails()
        }
        if let hiddenPayload { write(hiddenPayload) }
    }

    /// Writes a block without text that holds what has to be sent back.
    private mutating func write(_ payload: ReasoningPayload) {
        let payload = payload.json
        let signature = ReasoningSignature(origin: origin, payload: payload).text
        switch thinking {
        case .none: break
        case .omitted:
            guard payload.count <= ReasoningPayload.hiddenLimit else { return }
            writer.openThinking()
            writer.closeBlock(signature: signature)
        case .shown: writer.redactedThinking(data: signature)
        }
    }

    private var hiddenPayload: ReasoningPayload? {
        guard details.isPlainText else { return .details(details.json) }
        guard let hidden, !EscapedText.isWhiteSpace(hidden.span.bytes) else { return nil }
        return .hiddenText(EscapedText.string(hidden))
    }
}
