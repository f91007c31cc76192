import JSONBytes
import NIOCore

/// Puts the parts of an answer, which Chat Completions may interleave, in the order of the Messages API, where each
/// block ends before the next begins.
///
/// The first tool call that is not complete is live: its arguments go out as they come. Whatever comes behind it waits:
/// a later call's fragments do not say that this one is complete, as servers do interleave them. A call is given out
/// once its arguments begin, since its name may still grow until then. All text is escaped, as inside a JSON string.
struct BlockSequencer: Sendable {
    /// Most bytes that wait (64 MiB).
    ///
    /// Arguments hold whole files; the longest answers have 128,000 tokens, which are below 1 MiB.
    static let heldLimit = 64 * 1024 * 1024
    /// Most blocks that wait; a block that is not a tool call only waits for one.
    static let queueLimit = 1024

    /// What waits for its turn, in the order in which it began.
    private struct Entry: Sendable {
        enum Content: Sendable, Equatable { case text, thinking, toolCall(Int) }
        let content: Content
        var text: [UInt8] = []
    }

    /// How far the queue is emptied.
    private enum Reach {
        /// As far as what follows is sure to be another block.
        case sure
        /// Also past a last call that is complete, since something else comes.
        case complete
        /// To its end.
        case end
    }

    /// Whether a tool call was given out.
    private(set) var hasToolCalls = false
    /// Whether a tool call was dropped, since it never had a name.
    private(set) var hasUnnamedCall = false
    /// Bytes of text, thinking and arguments, from which tokens can be estimated.
    private(set) var size = 0

    private let context: TranslationContext
    private var blocks: AnswerBlocks
    private var slots = ToolCallSlots()
    private var queue: [Entry] = []
    /// The first entry of the queue that is not done.
    private var head = 0
    private var heldSize = 0
    /// The ids of the calls so far, those of the history included.
    private var usedIDs: Set<String>

    init(_ context: TranslationContext) {
        self.context = context
        usedIDs = context.usedToolIDs
        blocks = AnswerBlocks(context)
    }

    /// How many blocks were begun.
    var blockCount: Int { blocks.writer.blockCount }
    /// Whether the end was written.
    var isComplete: Bool { blocks.writer.isComplete }
    /// Whether a tool call has come, be it given out or not.
    var hasCalls: Bool { slots.count > 0 }
    /// Whether a tool call still lacks arguments.
    var hasIncompleteCall: Bool {
        queue[head...].contains { if case .toolCall(let slot) = $0.content { !slots[slot].isComplete } else { false } }
    }

    /// Takes the events that are ready.
    mutating func take() -> ByteBuffer { blocks.take() }

    /// Takes text.
    mutating func add(text: RawSpan) throws(UpstreamFailure) {
        try add(text, .text, to: .text)
    }

    /// Takes a thought that the client is to see.
    mutating func add(thought: RawSpan) throws(UpstreamFailure) {
        try add(thought, .thinking, to: .thinking)
    }

    /// Counts what the client is not to see.
    mutating func skip(thought: RawSpan) { size += thought.byteCount }

    /// Takes fragments of what is to be sent back beside the thoughts; returns the text in them.
    mutating func add(details: JSONValue, in document: RawSpan) throws(UpstreamFailure) -> [UInt8] {
        let text = try blocks.details.add(details, in: document)
        try checkSize()
        return text
    }

    /// Takes a fragment of a tool call; `document` is where its arguments stand.
    mutating func add(_ fragment: ToolCallFragment, in document: RawSpan) throws(UpstreamFailure) {
        let slot: Int
        if let known = slots.position(of: fragment) { slot = known } else { slot = try addSlot(index: fragment.index) }
        slots[slot].take(id: fragment.id, name: fragment.name)
        if let extra = fragment.extra { slots[slot].take(extra: document.extracting(extra)) }
        switch fragment.arguments {
        case nil: break
        case .text(let range): try add(arguments: document.extracting(range), to: slot)
        case .json(let range):
            // A value that is no string is the whole of the arguments.
            guard !slots[slot].hasArguments else { break }
            try add(arguments: EscapedText.bytes(of: document.extracting(range)).span.bytes, to: slot)
        }
        drain(.sure)
    }

    /// Writes everything that waits, in its order; only ``finish(_:usage:)`` may follow.
    mutating func flush() { drain(.end) }

    /// Writes the end of the message.
    mutating func finish(_ end: MessageEnd, usage: MessageUsage) {
        blocks.finish(end, usage: usage)
    }

    private mutating func add(
        _ text: RawSpan,
        _ content: Entry.Content,
        to block: MessageStreamWriter.Block
    ) throws(UpstreamFailure) {
        size += text.byteCount
        if head < queue.count { drain(.complete) }
        guard head < queue.count else {
            blocks.add(text, to: block)
            return
        }
        if queue[queue.count - 1].content != content { try enqueue(content) }
        text.withUnsafeBytes { queue[queue.count - 1].text.append(contentsOf: $0) }
        heldSize += text.byteCount
        try checkSize()
    }

    private mutating func addSlot(index: Int?) throws(UpstreamFailure) -> Int {
        let slot = try slots.add(index: index)
        try enqueue(.toolCall(slot))
        return slot
    }

    private mutating func enqueue(_ content: Entry.Content) throws(UpstreamFailure) {
        guard queue.count - head < Self.queueLimit else { throw Self.tooMuch }
        queue.append(Entry(content: content))
    }

    private mutating func add(arguments: RawSpan, to slot: Int) throws(UpstreamFailure) {
        size += arguments.byteCount
        switch slots[slot].state {
        case .open:
            slots[slot].pass(arguments)
            blocks.add(arguments: arguments)
        case .waiting:
            slots[slot].hold(arguments)
            heldSize += arguments.byteCount
            try checkSize()
        case .done:
            // The arguments were a whole object; what is seen to follow one is the same again.
            break
        }
    }

    private func checkSize() throws(UpstreamFailure) {
        guard heldSize <= Self.heldLimit - min(blocks.details.size, Self.heldLimit) else { throw Self.tooMuch }
    }

    private static var tooMuch: UpstreamFailure {
        UpstreamFailure(.malformed, "The upstream's answer has too many parts that must wait for others.")
    }

    // MARK: Emptying the queue

    private mutating func drain(_ reach: Reach) {
        while head < queue.count {
            switch queue[head].content {
            case .text: release(to: .text)
            case .thinking: release(to: .thinking)
            case .toolCall(let slot):
                guard drain(slot: slot, reach) else { return }
            }
            head += 1
        }
        queue.removeAll(keepingCapacity: true)
        head = 0
    }

    private mutating func release(to block: MessageStreamWriter.Block) {
        let text = queue[head].text
        queue[head].text = []
        heldSize -= text.count
        blocks.add(text.span.bytes, to: block)
    }

    /// Gives out what can be given out of a call; says whether the call is done.
    private mutating func drain(slot: Int, _ reach: Reach) -> Bool {
        guard !slots[slot].name.isEmpty else {
            hasUnnamedCall = hasUnnamedCall || reach == .end
            return reach == .end
        }
        if slots[slot].state == .waiting {
            guard slots[slot].canBegin || reach == .end else { return false }
            open(slot)
        }
        let isLast = head == queue.count - 1
        guard reach == .end || (slots[slot].isComplete && (reach == .complete || !isLast)) else { return false }
        blocks.closeBlock()
        slots[slot].state = .done
        return true
    }

    private mutating func open(_ slot: Int) {
        let id = ToolCallID.unique(slots[slot].id, among: &usedIDs, otherwise: context.makeToolID)
        blocks.openToolUse(id: id, name: context.toolNames.originalName(slots[slot].name), extra: slots[slot].extra)
        slots[slot].state = .open
        hasToolCalls = true
        heldSize -= slots[slot].pending.count
        blocks.add(arguments: slots[slot].takePending().span.bytes)
    }
}
