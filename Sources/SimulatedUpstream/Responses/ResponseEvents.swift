/// The events of a streamed Responses answer.
///
/// Source: OpenAI's API reference on streaming events, seen 2026-11-22.
struct ResponseEvents: IteratorProtocol {
    private enum Stage {
        case start
        case block(Int)
        case end
    }

    private let object: ResponseObject
    private let obfuscates: Bool
    private var padding: SeededGenerator
    private var stage = Stage.start
    private var pending: [AnswerEvent] = []
    /// What is left of the block under way; `nil` before its start.
    private var rest: ResponseBlockRest?
    /// Finished items.
    private var items: [String] = []
    private var sequence = 0

    init(_ scene: AnswerScene) {
        object = ResponseObject(scene)
        let asksForPadding = scene.body["stream_options"]?["include_obfuscation"]?.boolean != false
        obfuscates = scene.answer.padsChunks && asksForPadding
        padding = SeededGenerator(seed: scene.settings.seed &+ UInt64(scene.request.sequence))
    }

    mutating func next() -> AnswerEvent? {
        if !pending.isEmpty { return pending.removeFirst() }
        switch stage {
        case .start:
            stage = .block(0)
            let response = object.json(status: "in_progress", output: [])
            pending = [
                event("message_start", "response.created", [("response", response)]),
                event("in_progress", "response.in_progress", [("response", response)]),
            ]
            return next()
        case .block(let index): return nextOfBlock(index)
        case .end: return nil
        }
    }

    private mutating func nextOfBlock(_ index: Int) -> AnswerEvent? {
        guard object.answer.blocks.indices.contains(index) else {
            stage = .end
            return event("message_stop", "response.\(object.finalStatus)", [("response", object.finished(items))])
        }
        guard var current = rest else {
            let begun = ResponseBlockRest(object, block: index)
            rest = begun
            emit(begun.opening, index)
            return next()
        }
        if let delta = current.nextDelta(length: object.answer.deltaLength, stamps: object.answer.stampsDeltas) {
            rest = current
            emit([delta], index)
            return next()
        }
        rest = nil
        stage = .block(index + 1)
        emit(current.closing, index)
        if let item = object.item(index, isDone: true) { items.append(item) }
        return next()
    }

    private mutating func emit(_ entries: [ResponseBlockRest.Entry], _ block: Int) {
        for entry in entries {
            var members = [(name: "output_index", json: "\(items.count)")] + entry.members
            if obfuscates, entry.kind == "content_block_delta" {
                members.append(("obfuscation", JSONText.quoted(makePadding())))
            }
            pending.append(event(entry.kind, entry.type, members, block: block))
        }
    }

    private mutating func event(
        _ kind: String,
        _ type: String,
        _ members: [(name: String, json: String)],
        block: Int? = nil
    ) -> AnswerEvent {
        let opening = [(name: "type", json: JSONText.quoted(type)), ("sequence_number", "\(sequence)")]
        sequence += 1
        return AnswerEvent(kind: kind, json: JSONText.object(opening + members), block: block, name: type)
    }

    private mutating func makePadding() -> String {
        let alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        return String(alphabet.prefix(Int.random(in: 1...16, using: &padding)))
    }
}
