/// A content block that is being streamed: what of it has not been sent yet.
struct BlockRest {
    /// The block as `content_block_start` shows it.
    let startJSON: String
    private let deltaType: String
    private let field: String
    private var text: Substring.UnicodeScalarView
    private var signature: String?
    /// Anthropic opens a tool's input with an empty fragment.
    private var owesEmptyFragment = false

    init(answer: Answer, index: Int, identity: AnswerIdentity) {
        switch answer.blocks[index] {
        case .text(let text):
            self.init(start: #"{"type":"text","text":""}"#, "text_delta", "text", text)
        case .thinking(let text, let signature):
            self.init(
                start: #"{"type":"thinking","thinking":"","signature":""}"#,
                "thinking_delta",
                "thinking",
                text
            )
            self.signature = signature ?? AnswerBlock.signature(of: text)
        case .toolUse(let id, let name, let input):
            let id = JSONText.quoted(id ?? identity.toolUseID(block: index))
            let start = "{\"type\":\"tool_use\",\"id\":\(id),\"name\":\(JSONText.quoted(name)),\"input\":{}}"
            self.init(start: start, "input_json_delta", "partial_json", input)
            owesEmptyFragment = !input.isEmpty
        case .redactedThinking(let data):
            self.init(start: "{\"type\":\"redacted_thinking\",\"data\":\(JSONText.quoted(data))}", "", "", "")
        case .raw(let json):
            self.init(start: json, "", "", "")
        }
    }

    private init(start: String, _ deltaType: String, _ field: String, _ text: String) {
        startJSON = start
        self.deltaType = deltaType
        self.field = field
        self.text = Substring(text).unicodeScalars
    }

    /// The next `delta` object, or `nil` when the block is complete.
    mutating func nextDelta(length: Int, stamps: Bool) -> String? {
        if owesEmptyFragment {
            owesEmptyFragment = false
            return "{\"type\":\"\(deltaType)\",\"\(field)\":\"\"}"
        }
        guard !text.isEmpty else { return takeSignature() }
        var piece = String(Substring(text.prefix(length)))
        text = text.dropFirst(length)
        if stamps, deltaType == "text_delta" { piece += "@@\(SimulatedClock.monotonicNanoseconds())@@" }
        return "{\"type\":\"\(deltaType)\",\"\(field)\":\(JSONText.quoted(piece))}"
    }

    private mutating func takeSignature() -> String? {
        defer { signature = nil }
        return signature.map { "{\"type\":\"signature_delta\",\"signature\":\(JSONText.quoted($0))}" }
    }
}
