/// How far a stream has come, to find the point where it breaks.
struct StreamPosition {
    private var index = 0
    private var passed: [String: Int] = [:]

    /// Whether `point` is right before `event`.
    func isAt(_ point: StreamPoint, before event: AnswerEvent) -> Bool {
        switch point {
        case .beforeHead: false
        case .beforeFirstEvent: index == 0
        case .beforeFirstBlock: event.kind == "content_block_start"
        case .beforeFirstDelta: event.kind == "content_block_delta"
        case .afterFirstDelta: passed["content_block_delta"] == 1
        case .afterFirstBlock: passed["content_block_stop"] == 1
        case .beforeMessageDelta: event.kind == "message_delta"
        case .beforeMessageStop: event.kind == "message_stop"
        case .event(let number): index == number
        }
    }

    mutating func pass(_ event: AnswerEvent) {
        index += 1
        passed[event.kind, default: 0] += 1
    }
}
