/// Makes histories up: such as clients send, and such as they leave when a turn is cut off, compacted or edited.
struct HistoryGrammar {
    /// What a history must not lose, told by marks that occur nowhere else.
    struct Facts {
        /// The marks in arguments of calls, in the order of the calls.
        var calls: [String] = []
        /// The id that the client gave each call.
        var callIDs: [String] = []
        /// The marks in results.
        var results: [String] = []
        /// The mark of a result and that of the call it belongs to, where the history is whole.
        var pairs: [(call: String, result: String)] = []
        /// The marks in texts of users, assistants and system turns.
        var texts: [String] = []
        /// The number of pictures.
        var images = 0
    }

    private var random: SeededGenerator
    private var facts = Facts()
    private var messages: [String] = []
    private var marks = 0
    /// The ids of the calls that wait, with their marks.
    private var open: [(id: String, mark: String)] = []
    private var pastIDs: [String] = []
    /// The ids of the calls of the assistant's turn, and those that a result has come for.
    private var turnIDs: [String] = []
    private var answered: Set<String> = []
    /// Whether something has come behind the assistant's turn, so that the next message begins another.
    private var isTurnOver = false

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    /// A body and what it holds.
    mutating func request() -> (body: String, facts: Facts) {
        messages.append(#"{"role":"user","content":"\#(text())"}"#)
        for _ in 0..<Int.random(in: 1...4, using: &random) { turn() }
        // Words in the model's mouth at the end are refused by most; that is tested elsewhere.
        if open.isEmpty { messages.append(#"{"role":"user","content":"\#(text())"}"#) }
        let tools = #"[{"name":"Read","input_schema":{}},{"name":"mcp.server/tool","input_schema":{"type":"object"}}]"#
        let known = one(in: 4) ? #""tools":\#(tools),"# : ""
        let body = #"{"model":"m","max_tokens":9,\#(known)"messages":[\#(messages.joined(separator: ","))]}"#
        return (body, facts)
    }

    private mutating func turn() {
        switch Int.random(in: 0..<10, using: &random) {
        case 0: system()
        case 1: assistant(calls: 0)
        case 2...5:
            assistant(calls: Int.random(in: 1...4, using: &random))
            if one(in: 6) { system() }
            answers()
        case 6: user([])
        case 7:
            messages.append(
                #"{"role":"\#(one(in: 2) ? "user" : "assistant")","content":\#(one(in: 2) ? "[]" : "\"\"")}"#
            )
        case 8: user([orphan()])
        default: user([textBlock(), image()])
        }
    }

    private mutating func system() {
        isTurnOver = true
        messages.append(#"{"role":"system","content":\#(one(in: 2) ? "[\(textBlock())]" : "\"\(text())\"")}"#)
    }

    // MARK: Assistant

    private mutating func assistant(calls count: Int) {
        var blocks: [String] = []
        if one(in: 2) { blocks.append(textBlock()) }
        if one(in: 4) { blocks.append(#"{"type":"thinking","thinking":"t","signature":"c2ln"}"#) }
        if one(in: 8) { blocks.append(#"{"type":"text","text":""}"#) }
        if isTurnOver {
            (open, turnIDs, answered) = ([], [], [])
            isTurnOver = false
        }
        for _ in 0..<count {
            blocks.append(call())
            if one(in: 5) { blocks.append(textBlock()) }
        }
        if blocks.isEmpty { blocks.append(textBlock()) }
        messages.append(#"{"role":"assistant","content":[\#(blocks.joined(separator: ","))]}"#)
    }

    private mutating func call() -> String {
        let mark = mark()
        let id =
            one(in: 12) && !pastIDs.isEmpty ? pastIDs[Int.random(in: pastIDs.indices, using: &random)] : "toolu_\(mark)"
        facts.calls.append(mark)
        facts.callIDs.append(id)
        pastIDs.append(id)
        turnIDs.append(id)
        open.append((id, mark))
        let name = one(in: 2) ? "Read" : "mcp.server/tool"
        let input = one(in: 3) ? #"{ "z":1,  "a" : "\#(mark)" }"# : #"{"a":"\#(mark)"}"#
        return #"{"type":"tool_use","id":"\#(id)","name":"\#(name)","input":\#(input)}"#
    }

    // MARK: User

    /// Answers what waits, mostly as it should be.
    private mutating func answers() {
        var blocks: [String] = []
        var waiting = open.shuffled(using: &random)
        if one(in: 4), !waiting.isEmpty { waiting.removeLast() }
        if one(in: 10) { waiting = [] }
        for call in waiting { blocks.append(result(of: call)) }
        if one(in: 10), let call = waiting.first { blocks.append(result(id: call.id)) }
        if one(in: 5) { blocks.insert(textBlock(), at: Int.random(in: 0...blocks.count, using: &random)) }
        if one(in: 6), blocks.count > 1 {
            user(Array(blocks.prefix(1)))
            blocks.removeFirst()
        }
        if blocks.isEmpty, one(in: 2) { return }
        user(blocks)
    }

    private mutating func user(_ blocks: [String]) {
        let blocks = blocks.isEmpty ? [textBlock()] : blocks
        isTurnOver = true
        messages.append(#"{"role":"user","content":[\#(blocks.joined(separator: ","))]}"#)
    }

    /// A result for one call; a pair only if the id tells the call for certain.
    private mutating func result(of call: (id: String, mark: String)) -> String {
        let isCertain = turnIDs.count { $0 == call.id } == 1 && !answered.contains(call.id)
        let block = result(id: call.id)
        if isCertain, let mark = facts.results.last, block.contains(mark) { facts.pairs.append((call.mark, mark)) }
        open.removeAll { $0.mark == call.mark }
        return block
    }

    private mutating func orphan() -> String {
        result(id: one(in: 3) ? pastIDs.last ?? "gone" : "gone_\(mark())")
    }

    private mutating func result(id: String) -> String {
        answered.insert(id)
        let head = #"{"type":"tool_result","tool_use_id":"\#(id)""#
        let error = one(in: 6) ? #","is_error":true"# : ""
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return head + error + "}"
        case 1: return head + error + #","content":[]}"#
        case 2:
            let image = image()
            return head + error + #","content":[{"type":"text","text":"\#(resultMark())"},\#(image)]}"#
        case 3:
            return head + error + #","content":[{"type":"text","text":"x"},{"type":"text","text":"\#(resultMark())"}]}"#
        default: return head + error + #","content":"\#(resultMark())"}"#
        }
    }

    // MARK: Marks

    private mutating func image() -> String {
        facts.images += 1
        return #"{"type":"image","source":{"type":"base64","media_type":"image/png","data":"aGk="}}"#
    }

    private mutating func textBlock() -> String { #"{"type":"text","text":"\#(text())"}"# }

    private mutating func text() -> String {
        let mark = mark()
        facts.texts.append(mark)
        return one(in: 4) ? #"\"\#(mark)\"\n\u00e9"# : mark
    }

    private mutating func resultMark() -> String {
        let mark = mark()
        facts.results.append(mark)
        return mark
    }

    /// The marks that stand in a text.
    static func marks(in text: String) -> Set<String> {
        var marks: Set<String> = []
        var start: String.Index?
        for index in text.utf8.indices {
            switch text.utf8[index] {
            case UInt8(ascii: "<"): start = index
            case UInt8(ascii: ">"): if let start { marks.insert(String(text[start...index])) }
            default: break
            }
        }
        return marks
    }

    private mutating func mark() -> String {
        marks += 1
        return "<\(marks)>"
    }

    private mutating func one(in count: Int) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }
}
