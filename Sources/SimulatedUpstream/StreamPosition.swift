/// How far a stream has come, to find the point where it breaks.
struct StreamPosition {
    /// Events that have passed.
    private(set) var index = 0
    private var passed: [String: Int] = [:]
    /// The first block of which an event has passed.
    private var firstBlock: Int?

    /// Whether `point` is right before `event`.
    func isAt(_ point: StreamPoint, before event: AnswerEvent) -> Bool {
        switch point {
        case .beforeHead: false
        case .beforeFirstEvent: index == 0
        // Not all protocols announce and end their blocks.
        case .beforeFirstBlock: event.block != nil
        case .beforeFirstDelta: event.kind == "content_block_delta"
        case .afterFirstDelta: passed["content_block_delta"] == 1
        case .afterFirstBlock: firstBlock != nil && event.block != firstBlock
        case .beforeMessageDelta:
            event.kind == "message_delta" || event.kind == "message_stop" && passed["message_delta"] == nil
        case .beforeMessageStop: event.kind == "message_stop"
        case .event(let number): index == number
        }
    }

    mutating func pass(_ event: AnswerEvent) {
        index += 1
        passed[event.kind, default: 0] += 1
        firstBlock = firstBlock ?? event.block
    }
}
