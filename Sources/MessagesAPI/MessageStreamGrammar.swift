/// Holds a stream's events against the order the Messages API promises, one event at a time.
///
/// One `message_start`; then blocks 0, 1, 2 …, each opened, filled and closed before the next; then `message_delta`, once
/// or more; then `message_stop`. `ping` and unknown events may come anywhere before the end.
/// - Note: Source: Messages API, streaming (https://docs.claude.com/en/docs/build-with-claude/streaming, seen 2026-11-22).
package struct MessageStreamGrammar: Sendable, Equatable {
    /// How an event broke the order.
    package enum Violation: String, Error, Sendable, Equatable {
        case missingMessageStart = "an event came before message_start"
        case repeatedMessageStart = "message_start came twice"
        case missingIndex = "a content block event has no index"
        case unexpectedIndex = "a content block event has the wrong index"
        case blockStillOpen = "a content block was not closed"
        case blockNotOpen = "no content block is open"
        case contentAfterMessageDelta = "a content block came after message_delta"
        case missingMessageDelta = "message_stop came without message_delta"
        case eventAfterMessageStop = "an event came after message_stop"
        case tooManyBlocks = "the message has too many content blocks"
        case errorEvent = "the stream holds an error"
    }

    /// Most blocks of one message.
    ///
    /// The longest answers have 128,000 tokens, and a block takes a dozen.
    package static let blockLimit = 16_384

    private enum State: Sendable, Equatable { case beforeStart, betweenBlocks, inBlock, afterDelta, complete }

    private var state = State.beforeStart
    /// The index of the open block, or of the next one.
    private var nextIndex = 0

    package init() {}

    /// Whether `message_stop` has come.
    package var isComplete: Bool { state == .complete }
    /// Whether there is content: a delta, or a block that came whole.
    ///
    /// A block that has only begun is none yet: a thought that is not shown stays empty for as long as it takes.
    package private(set) var hasContent = false

    /// Takes the next event.
    ///
    /// The `index` is the event's own; only content block events need one.
    package mutating func accept(_ type: MessageEventType, index: Int? = nil) throws(Violation) {
        guard state != .complete else { throw .eventAfterMessageStop }
        switch type {
        case .ping, .other: break
        case .error: throw .errorEvent
        case .messageStart: try start()
        case .contentBlockStart: try openBlock(index)
        case .contentBlockDelta:
            try checkOpenBlock(index)
            hasContent = true
        case .contentBlockStop:
            try checkOpenBlock(index)
            hasContent = true
            nextIndex += 1
            state = .betweenBlocks
        case .messageDelta:
            try checkBetweenBlocks()
            state = .afterDelta
        case .messageStop:
            try checkBetweenBlocks()
            guard state == .afterDelta else { throw .missingMessageDelta }
            state = .complete
        }
    }

    private mutating func start() throws(Violation) {
        guard state == .beforeStart else { throw .repeatedMessageStart }
        state = .betweenBlocks
    }

    private mutating func openBlock(_ index: Int?) throws(Violation) {
        try checkBetweenBlocks()
        guard state == .betweenBlocks else { throw .contentAfterMessageDelta }
        guard nextIndex < Self.blockLimit else { throw .tooManyBlocks }
        try check(index)
        state = .inBlock
    }

    private func checkOpenBlock(_ index: Int?) throws(Violation) {
        guard state != .beforeStart else { throw .missingMessageStart }
        guard state == .inBlock else { throw .blockNotOpen }
        try check(index)
    }

    private func checkBetweenBlocks() throws(Violation) {
        guard state != .beforeStart else { throw .missingMessageStart }
        guard state != .inBlock else { throw .blockStillOpen }
    }

    private func check(_ index: Int?) throws(Violation) {
        guard let index else { throw .missingIndex }
        guard index == nextIndex else { throw .unexpectedIndex }
    }
}
