import JSONBytes
import MessagesAPI

/// Where the parts stand of one event of a Responses stream, as far as a translation looks at them.
///
/// The values are places in the event's own document, which must be at hand to read them.
/// - Note: Source: streaming events of the Responses API
///   (https://platform.openai.com/docs/api-reference/responses-streaming, seen 2026-11-22).
struct ResponsesEvent: Sendable {
    /// What the event says.
    let kind: Kind
    /// The item's place in the answer; `nil` where the server leaves it out.
    private(set) var outputIndex: Int?
    /// The item's id, which some servers change from event to event.
    private(set) var itemID: JSONValue?
    /// Which part of the item's content or summary is meant.
    private(set) var partIndex = 0
    /// `delta`, or the whole `text`, `refusal` or `arguments` of an event that ends them.
    private(set) var text: JSONValue?
    /// The `item` or the `response`, by the event's kind.
    private(set) var object: JSONValue?

    /// Reads one event, which must be a JSON object; `isError` says whether the server-sent event is named `error`.
    init(reading document: RawSpan, isError: Bool) throws(JSONError) {
        var reader = JSONReader(document)
        var members = Members()
        try reader.beginObject()
        while let key = try reader.nextKey() {
            let value = try reader.skip()
            members.take(key, value, reader)
        }
        try reader.end()
        kind = Self.kind(of: members, isError: isError, in: document)
        outputIndex = members.outputIndex.flatMap { Self.integer($0, in: document) }
        itemID = members.itemID
        let part = kind == .summaryDelta || kind == .summaryDone ? members.summaryIndex : members.contentIndex
        partIndex = part.flatMap { Self.integer($0, in: document) } ?? 0
        text = kind.isDelta ? members.delta : members.text
        object = members.object
    }

    /// The item that an event which begins or ends one is about.
    func item(in document: RawSpan) -> ResponsesOutputItem? {
        guard kind == .itemAdded || kind == .itemDone, let object else { return nil }
        return ResponsesOutputItem(reading: object, in: document)
    }

    /// The item's id.
    func id(in document: RawSpan) -> String? {
        guard let itemID, itemID.kind == .string else { return nil }
        return try? JSON.string(itemID, in: document)
    }

    private static func kind(of members: Members, isError: Bool, in document: RawSpan) -> Kind {
        guard let type = members.type, type.kind == .string else {
            // Servers that fail before they speak the protocol send `{"error":{…}}` without a type.
            return isError || members.error != nil ? .error : .other
        }
        return Kind(name: document.extracting(type.range.lowerBound + 1..<type.range.upperBound - 1)) ?? .other
    }

    private static func integer(_ value: JSONValue, in document: RawSpan) -> Int? {
        guard value.kind == .number else { return nil }
        var reader = JSONReader(document.extracting(value.range))
        return try? reader.integer()
    }
}

extension ResponsesEvent {
    /// The members of an event's top level; of a name given twice the last one counts.
    private struct Members {
        var type: JSONValue?
        var delta: JSONValue?
        var text: JSONValue?
        var object: JSONValue?
        var error: JSONValue?
        var itemID: JSONValue?
        var outputIndex: JSONValue?
        var contentIndex: JSONValue?
        var summaryIndex: JSONValue?

        mutating func take(_ key: JSONKey, _ value: JSONValue, _ reader: borrowing JSONReader) {
            // By length first: most of an event's members are of no interest, and there are thousands of events.
            switch key.range.count - 2 {
            case 4:
                if reader.matches(key, "type") { type = value }
                if reader.matches(key, "text") { text = value }
                if reader.matches(key, "item") { object = value }
            case 5:
                if reader.matches(key, "delta") { delta = value }
                if reader.matches(key, "error") { error = value }
            case 7:
                if reader.matches(key, "item_id") { itemID = value }
                if reader.matches(key, "refusal") { text = value }
            case 8: if reader.matches(key, "response") { object = value }
            case 9: if reader.matches(key, "arguments") { text = value }
            case 12: if reader.matches(key, "output_index") { outputIndex = value }
            case 13:
                if reader.matches(key, "content_index") { contentIndex = value }
                if reader.matches(key, "summary_index") { summaryIndex = value }
            default: break
            }
        }
    }
}
