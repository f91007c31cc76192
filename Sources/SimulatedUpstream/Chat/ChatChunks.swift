/// The chunks of a streamed Chat Completions answer, made one at a time so that a 20 MB answer is never held twice.
///
/// Source: OpenAI's API reference on the chunk object, and streams of the vendors as client projects report them; seen
/// 2026-11-22.
struct ChatChunks: IteratorProtocol, Sequence {
    private enum Stage {
        case opening
        case role
        case block(Int)
        case finish
        case usage
        case done
        case end
    }

    private let completion: ChatCompletion
    private let asksForUsage: Bool
    private let obfuscates: Bool
    private var stage = Stage.opening
    private var padding: SeededGenerator
    /// What is left of the block under way; `nil` before its start.
    private var rest: ChatBlockRest?
    /// Calls begun.
    private var calls = 0

    init(_ scene: AnswerScene) {
        completion = ChatCompletion(scene)
        let options = scene.body["stream_options"]
        asksForUsage = options?["include_usage"]?.boolean == true
        let asksForPadding = options?["include_obfuscation"]?.boolean != false
        obfuscates = completion.traits.obfuscates && scene.answer.padsChunks && asksForPadding
        padding = SeededGenerator(seed: scene.settings.seed &+ UInt64(scene.request.sequence))
    }

    mutating func next() -> AnswerEvent? {
        switch stage {
        case .opening:
            stage = .role
            return completion.traits.sendsComments ? .comment("OPENROUTER PROCESSING") : next()
        case .role:
            stage = .block(0)
            return chunk("message_start", delta: roleDelta, extra: groqOpening)
        case .block(let index): return nextOfBlock(index)
        case .finish:
            stage = .usage
            return finishChunk
        case .usage:
            stage = .done
            return usageChunk ?? next()
        case .done:
            stage = .end
            return AnswerEvent(kind: "message_stop", json: "[DONE]")
        case .end: return nil
        }
    }

    private mutating func nextOfBlock(_ index: Int) -> AnswerEvent? {
        guard completion.answer.blocks.indices.contains(index) else {
            stage = .finish
            return next()
        }
        var current = rest ?? ChatBlockRest(completion, block: index, call: calls)
        guard let delta = current.next(length: completion.answer.deltaLength, stamps: completion.answer.stampsDeltas)
        else {
            rest = nil
            if completion.answer.blocks[index].isToolUse { calls += 1 }
            stage = .block(index + 1)
            return next()
        }
        rest = current
        return chunk(delta.kind, delta: delta.json, block: index)
    }
}

/// Writing.
extension ChatChunks {
    private var roleDelta: String {
        let refusal = completion.scene.settings.vendor == .openAI ? [("refusal", "null")] : []
        return JSONText.object([("role", "\"assistant\""), ("content", "\"\"")] + refusal)
    }

    private var groqOpening: [(name: String, json: String)] {
        completion.scene.settings.vendor == .groq ? [("x_groq", #"{"id":"req_simulated","seed":1}"#)] : []
    }

    private mutating func chunk(
        _ kind: String,
        delta: String,
        finish: String? = nil,
        block: Int? = nil,
        extra: [(name: String, json: String)] = []
    ) -> AnswerEvent {
        var choice: [(name: String, json: String)] = [
            ("index", "0"), ("delta", delta), ("logprobs", "null"), ("finish_reason", JSONText.quotedOrNull(finish)),
        ]
        if completion.scene.settings.vendor == .openRouter {
            choice.append(("native_finish_reason", JSONText.quotedOrNull(finish)))
        }
        var members = completion.opening("chat.completion.chunk")
        members.append(("choices", "[\(JSONText.object(choice))]"))
        if asksForUsage, completion.traits.usage == .ownChunk { members.append(("usage", "null")) }
        if obfuscates { members.append(("obfuscation", JSONText.quoted(makePadding()))) }
        return AnswerEvent(kind: kind, json: JSONText.object(members + extra), block: block)
    }

    private var finishChunk: AnswerEvent {
        mutating get {
            let usage = completion.usageJSON
            let extra: [(name: String, json: String)] =
                switch completion.traits.usage {
                case .groq: [("x_groq", #"{"id":"req_simulated","usage":\#(usage)}"#)]
                case .finishChunk: [("usage", usage)]
                case .ownChunk, .ownChunkWithChoice, .nowhere: []
                }
            let isRouter = completion.scene.settings.vendor == .openRouter
            return chunk(
                "message_delta",
                delta: isRouter ? #"{"role":"assistant","content":""}"# : "{}",
                finish: completion.finishReason,
                extra: extra + completion.timeInfo
            )
        }
    }

    private var usageChunk: AnswerEvent? {
        mutating get {
            let usage: [(name: String, json: String)] = [("usage", completion.usageJSON)]
            switch completion.traits.usage {
            case .ownChunk, .groq:
                guard asksForUsage else { return nil }
                let members = completion.opening("chat.completion.chunk") + [("choices", "[]")] + usage
                return AnswerEvent(kind: "usage", json: JSONText.object(members))
            case .ownChunkWithChoice: return chunk("usage", delta: #"{"role":"assistant","content":""}"#, extra: usage)
            case .finishChunk, .nowhere: return nil
            }
        }
    }

    private mutating func makePadding() -> String {
        let alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        return String(alphabet.prefix(Int.random(in: 1...16, using: &padding)))
    }
}
