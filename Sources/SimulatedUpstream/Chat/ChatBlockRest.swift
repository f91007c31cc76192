/// A block that is being streamed in chunks: what of it has not been sent yet.
struct ChatBlockRest {
    private enum Form {
        case text
        case reasoning
        case arguments
    }

    private let completion: ChatCompletion
    private let block: Int
    private let call: Int
    private var form = Form.text
    private var text = Substring().unicodeScalars
    /// Deltas that come before the text.
    private var before: [(kind: String, json: String)] = []
    /// Deltas that come after the text.
    private var after: [(kind: String, json: String)] = []

    init(_ completion: ChatCompletion, block: Int, call: Int) {
        self.completion = completion
        self.block = block
        self.call = call
        switch completion.answer.blocks[block] {
        case .text(let text): self.text = Substring(text).unicodeScalars
        case .thinking(let text, let own): begin(thinking: text, completion.signature(text, own))
        case .redactedThinking(let data): begin(redacted: data)
        case .toolUse(let id, let name, let input): begin(id, name, input)
        case .raw: break
        }
    }

    private mutating func begin(thinking text: String, _ signature: String) {
        guard completion.traits.reasoning != .hidden else { return }
        form = .reasoning
        self.text = Substring(text).unicodeScalars
        guard completion.traits.reasoning == .details else { return }
        let detail = completion.detailOpening("reasoning.text", block) + [("signature", JSONText.quoted(signature))]
        after = [delta([("reasoning_details", "[\(JSONText.object(detail))]")])]
    }

    private mutating func begin(redacted data: String) {
        guard completion.traits.reasoning == .details else { return }
        let detail = completion.detailOpening("reasoning.encrypted", block) + [("data", JSONText.quoted(data))]
        before = [delta([("reasoning_details", "[\(JSONText.object(detail))]")])]
    }

    private mutating func begin(_ id: String?, _ name: String, _ input: String) {
        form = .arguments
        let whole = completion.traits.sendsWholeCalls
        let index = completion.traits.indexesCalls ? call : nil
        let json = completion.call(block, index: index, id, name, arguments: whole ? input : "")
        before = [("content_block_start", JSONText.object([("tool_calls", "[\(json)]")]))]
        if !whole { text = Substring(input).unicodeScalars }
    }

    /// The next `delta` object and what it stands for, or `nil` when the block is complete.
    mutating func next(length: Int, stamps: Bool) -> (kind: String, json: String)? {
        if !before.isEmpty { return before.removeFirst() }
        guard !text.isEmpty else { return after.isEmpty ? nil : after.removeFirst() }
        var piece = String(Substring(text.prefix(length)))
        text = text.dropFirst(length)
        if stamps, form == .text { piece += "@@\(SimulatedClock.monotonicNanoseconds())@@" }
        return delta(members(JSONText.quoted(piece)))
    }

    private func members(_ piece: String) -> [(name: String, json: String)] {
        switch form {
        case .text: return [("content", piece)]
        case .reasoning:
            switch completion.traits.reasoning {
            case .hidden: return []
            case .plain: return [("reasoning", piece)]
            case .content: return [("reasoning_content", piece)]
            case .details:
                let detail = completion.detailOpening("reasoning.text", block) + [("text", piece)]
                return [("reasoning", piece), ("reasoning_details", "[\(JSONText.object(detail))]")]
            }
        case .arguments:
            let fragment: [(name: String, json: String)] = [("function", JSONText.object([("arguments", piece)]))]
            let index = completion.traits.indexesCalls ? [("index", "\(call)")] : []
            return [("tool_calls", "[\(JSONText.object(index + fragment))]")]
        }
    }

    private func delta(_ members: [(name: String, json: String)]) -> (kind: String, json: String) {
        let content = completion.scene.settings.vendor == .openRouter && form == .reasoning ? [("content", "\"\"")] : []
        return ("content_block_delta", JSONText.object(content + members))
    }
}
