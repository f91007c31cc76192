import JSONBytes

/// A `reasoning` item of an earlier answer, as it is sent back.
///
/// With what only answers have left out: `status` and others are refused in requests.
/// - Note: Source: reasoning items in the guide to reasoning models
///   (https://platform.openai.com/docs/guides/reasoning, seen 2026-11-22).
struct ReplayedReasoningItem: Sendable {
    /// The members that are sent, in this order.
    private static let names: [StaticString] = ["id", "summary", "content", "encrypted_content"]

    private let members: [(name: StaticString, json: [UInt8])]

    /// Reads the item that a signature kept; `nil` if it was none, or if the upstream could not make anything of it.
    init?(_ reasoning: Conversation.Reasoning) {
        guard case .responsesItem(let item) = ReasoningPayload(parsing: reasoning.payload) else { return nil }
        let document = item.span.bytes
        guard let all = try? JSON.members(of: document), JSON.text("type", of: all, in: document) == "reasoning" else {
            return nil
        }
        members = Self.names.compactMap { name in
            let value = JSON.value(name, of: all, in: document)
            if let value, value.kind != .null { return (name, Array(item[value.range])) }
            // An item without a summary is refused, an empty one is not.
            return "\(name)" == "summary" ? (name, Array("[]".utf8)) : nil
        }
        // Nothing is kept upstream, so that an item which has only an id and a summary would not be found there.
        let content = JSON.value("content", of: all, in: document)
        let hasContent = content.map { $0.kind == .array && $0.range.count > 2 } ?? false
        guard hasContent || JSON.text("encrypted_content", of: all, in: document)?.isEmpty == false else { return nil }
    }

    /// Writes the item.
    func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("type", "reasoning")
        for member in members {
            json.key("\(member.name)")
            json.raw(member.json)
        }
        json.endObject()
    }
}
