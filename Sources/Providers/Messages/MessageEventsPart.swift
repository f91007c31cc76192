import JSONBytes

/// A member of a content block that a stream tells by deltas, and how.
struct MessageEventsPart {
    /// What a delta holds.
    private enum Content { case value, jsonText, elements }

    let member: String
    /// What the block's start has in its place, as JSON.
    let empty: String
    private let type: String
    private let deltaMember: String
    private let content: Content

    /// The members of a block of this type that come by deltas, in the order of the deltas.
    static func parts(ofBlock type: String) -> [MessageEventsPart] {
        switch type {
        case "text": text
        case "thinking": thinking
        // Also of servers: `server_tool_use`, `mcp_tool_use`.
        case _ where type.hasSuffix("tool_use"): input
        default: []
        }
    }

    private static let text = [
        MessageEventsPart("text", empty: #""""#, "text_delta", "text", .value),
        MessageEventsPart("citations", empty: "[]", "citations_delta", "citation", .elements),
    ]
    private static let thinking = [
        MessageEventsPart("thinking", empty: #""""#, "thinking_delta", "thinking", .value),
        MessageEventsPart("signature", empty: #""""#, "signature_delta", "signature", .value),
    ]
    private static let input = [
        MessageEventsPart("input", empty: "{}", "input_json_delta", "partial_json", .jsonText)
    ]

    private init(_ member: String, empty: String, _ type: String, _ deltaMember: String, _ content: Content) {
        self.member = member
        self.empty = empty
        self.type = type
        self.deltaMember = deltaMember
        self.content = content
    }

    /// The deltas that tell the member's value, as JSON.
    func deltas(of value: JSONValue, in document: RawSpan) -> [[UInt8]] {
        guard value.kind != .null else { return [] }
        switch content {
        case .value:
            return [delta { $0.raw(document.extracting(value.range)) }]
        case .jsonText:
            return [delta { $0.value(String(decoding: document.array(value.range), as: UTF8.self)) }]
        case .elements:
            let elements = (try? JSON.elements(of: value, in: document)) ?? []
            return elements.map { element in delta { $0.raw(document.extracting(element.range)) } }
        }
    }

    private func delta(_ value: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("type", type)
        json.key(deltaMember)
        value(&json)
        json.endObject()
        return json.bytes
    }
}
