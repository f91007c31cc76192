/// An output item that is being streamed: what of it has not been sent yet.
struct ResponseBlockRest {
    /// An event without the members that every event has.
    struct Entry {
        var kind: String
        var type: String
        var members: [(name: String, json: String)]
    }

    /// How the deltas of a kind of item are called.
    private struct Form {
        /// Such as `response.output_text`.
        var type: String
        /// The member of the closing event that holds the whole.
        var whole: String
        /// Where in the item it is, such as `content_index`.
        var place: [(name: String, json: String)]
    }

    private let object: ResponseObject
    private let block: Int
    private let form: Form?
    private let whole: String
    private var text: Substring.UnicodeScalarView

    init(_ object: ResponseObject, block: Int) {
        self.object = object
        self.block = block
        switch object.answer.blocks[block] {
        case .text(let text):
            form = Form(type: "response.output_text", whole: "text", place: [("content_index", "0")])
            whole = text
        case .thinking(let text, _) where object.showsSummaries && !text.isEmpty:
            form = Form(type: "response.reasoning_summary_text", whole: "text", place: [("summary_index", "0")])
            whole = text
        case .toolUse(_, _, let input):
            form = Form(type: "response.function_call_arguments", whole: "arguments", place: [])
            whole = input
        case .thinking, .redactedThinking, .raw: (form, whole) = (nil, "")
        }
        text = Substring(whole).unicodeScalars
    }

    private var id: (name: String, json: String) { ("item_id", JSONText.quoted(object.itemID(block))) }

    /// The item, and the part in it that deltas are of.
    var opening: [Entry] {
        guard let item = object.item(block, isDone: false) else { return [] }
        let added = Entry(
            kind: "content_block_start",
            type: "response.output_item.added",
            members: [("item", item)]
        )
        return [added] + part("added", "")
    }

    mutating func nextDelta(length: Int, stamps: Bool) -> Entry? {
        guard let form, !text.isEmpty else { return nil }
        var piece = String(Substring(text.prefix(length)))
        text = text.dropFirst(length)
        if stamps, form.type == "response.output_text" { piece += "@@\(SimulatedClock.monotonicNanoseconds())@@" }
        let members = [id] + form.place + [("delta", JSONText.quoted(piece))]
        return Entry(kind: "content_block_delta", type: form.type + ".delta", members: members)
    }

    var closing: [Entry] {
        guard let item = object.item(block, isDone: true) else { return [] }
        let done = Entry(kind: "content_block_stop", type: "response.output_item.done", members: [("item", item)])
        guard let form else { return [done] }
        let members = [id] + form.place + [(form.whole, JSONText.quoted(whole))]
        return [Entry(kind: "content_block_end", type: form.type + ".done", members: members)] + part("done", whole) + [
            done
        ]
    }

    /// The event about the part of a message or a summary; calls have none.
    private func part(_ what: String, _ text: String) -> [Entry] {
        guard let form, !form.place.isEmpty else { return [] }
        let isText = form.type == "response.output_text"
        let part = isText ? object.part(text) : object.summaryPart(text)
        let type = isText ? "response.content_part" : "response.reasoning_summary_part"
        return [Entry(kind: "part_\(what)", type: "\(type).\(what)", members: [id] + form.place + [("part", part)])]
    }
}
