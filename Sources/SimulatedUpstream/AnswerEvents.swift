/// The inner events of a streamed answer, made one at a time so that a 20 MB answer is never held twice.
///
/// Source: order and shapes of Anthropic's Messages stream, with the two differences of Bedrock: no `ping`, and metrics in
/// `message_stop`.
struct AnswerEvents: IteratorProtocol, Sequence {
    private enum Stage {
        case start
        case block(Int)
        case delta
        case stop
        case end
    }

    private let answer: Answer
    private let identity: AnswerIdentity
    private var stage = Stage.start
    /// What is left of the block under way; `nil` before its start.
    private var rest: BlockRest?

    init(answer: Answer, identity: AnswerIdentity) {
        self.answer = answer
        self.identity = identity
    }

    mutating func next() -> AnswerEvent? {
        switch stage {
        case .start:
            stage = .block(0)
            return messageStart
        case .block(let index): return nextOfBlock(index)
        case .delta:
            stage = .stop
            return messageDelta
        case .stop:
            stage = .end
            return messageStop
        case .end: return nil
        }
    }

    private mutating func nextOfBlock(_ index: Int) -> AnswerEvent? {
        guard answer.blocks.indices.contains(index) else {
            stage = .delta
            return next()
        }
        guard var current = rest else {
            let begun = BlockRest(answer: answer, index: index, identity: identity)
            rest = begun
            return event("content_block_start", index, "\"content_block\":\(begun.startJSON)")
        }
        if let delta = current.nextDelta(length: answer.deltaLength, stamps: answer.stampsDeltas) {
            rest = current
            return event("content_block_delta", index, "\"delta\":\(delta)")
        }
        rest = nil
        stage = .block(index + 1)
        return AnswerEvent(
            kind: "content_block_stop",
            json: #"{"type":"content_block_stop","index":\#(index)}"#,
            block: index
        )
    }

    private func event(_ kind: String, _ index: Int, _ member: String) -> AnswerEvent {
        AnswerEvent(kind: kind, json: "{\"type\":\"\(kind)\",\"index\":\(index),\(member)}", block: index)
    }

    var messageStart: AnswerEvent {
        let message =
            "{\"model\":\(JSONText.quoted(identity.model)),\"id\":\(JSONText.quoted(identity.messageID)),"
            + "\"type\":\"message\",\"role\":\"assistant\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,"
            + "\"usage\":\(answer.usage.startJSON)}"
        return AnswerEvent(kind: "message_start", json: "{\"type\":\"message_start\",\"message\":\(message)}")
    }

    private var messageDelta: AnswerEvent {
        let sequence = answer.stopSequence.map { JSONText.quoted($0) } ?? "null"
        let delta = "{\"stop_reason\":\(JSONText.quoted(answer.effectiveStopReason)),\"stop_sequence\":\(sequence)}"
        return AnswerEvent(
            kind: "message_delta",
            json: "{\"type\":\"message_delta\",\"delta\":\(delta),\"usage\":\(answer.usage.deltaJSON)}"
        )
    }

    private var messageStop: AnswerEvent {
        var json = "{\"type\":\"message_stop\""
        if let usage = answer.usage.stopJSON { json += ",\"usage\":\(usage)" }
        if let metrics = answer.usage.metricsJSON { json += ",\"amazon-bedrock-invocationMetrics\":\(metrics)" }
        return AnswerEvent(kind: "message_stop", json: json + "}")
    }
}
