import JSONBytes

/// One item of a Responses answer, as far as a message has a place for it.
///
/// - Note: Source: output items of the Responses API
///   (https://platform.openai.com/docs/api-reference/responses/object, seen 2026-11-22).
struct ResponsesOutputItem: Sendable {
    /// What kind of item it is.
    enum Kind: Sendable, Equatable {
        case message
        case functionCall
        case reasoning
        /// What a message has no block for, such as the calls of tools that the server runs itself.
        case other
    }

    /// A piece of an item's content.
    struct Part: Sendable, Equatable {
        let text: String
        let isRefusal: Bool
    }

    let kind: Kind
    /// Names the item; another id than the call's.
    let id: String?
    /// Pairs a call with its output.
    let callID: String?
    /// The name of the tool that is called.
    let name: String?
    /// The arguments of a call, JSON as the model wrote it.
    let arguments: String?
    /// The content of a message; of reasoning, what an open model thought.
    let content: [Part]
    /// The summary of reasoning, in parts.
    let summary: [String]
    /// Whether there is reasoning that only the upstream can read.
    let hasEncryptedContent: Bool
    /// The whole item, without white space between its parts.
    let json: [UInt8]

    /// Reads an item inside a document that was validated before; `nil` if it is no object.
    init?(reading value: JSONValue, in document: RawSpan) {
        guard value.kind == .object, let members = try? JSON.members(of: value, in: document) else { return nil }
        kind = Self.kind(named: JSON.text("type", of: members, in: document))
        id = JSON.text("id", of: members, in: document)
        callID = JSON.text("call_id", of: members, in: document)
        name = JSON.text("name", of: members, in: document)
        arguments = Self.arguments(of: members, in: document)
        content = Self.parts("content", of: members, in: document)
        summary = Self.parts("summary", of: members, in: document).map(\.text)
        hasEncryptedContent = JSON.text("encrypted_content", of: members, in: document)?.isEmpty == false
        json = Self.compact(document.extracting(value.range))
    }

    /// What the client is shown of the reasoning: the summary, or else what an open model thought.
    var shownReasoning: String {
        let summary = summary.filter { !$0.isEmpty }
        return (summary.isEmpty ? content.map(\.text).filter { !$0.isEmpty } : summary)
            .joined(separator: Self.partSeparator)
    }

    /// Whether the upstream can make something of the reasoning when it is told again.
    var isReplayable: Bool { hasEncryptedContent || content.contains { !$0.text.isEmpty } }

    /// What stands between the parts of a summary.
    static let partSeparator = "\n\n"

    /// JSON without the white space that whole answers are printed with: the same item gives the same signature, however
    /// it came.
    private static func compact(_ json: RawSpan) -> [UInt8] {
        json.withUnsafeBytes { bytes in
            var isInString = false
            var isEscaped = false
            return bytes.filter { byte in
                defer { isEscaped = isInString && !isEscaped && byte == UInt8(ascii: "\\") }
                if byte == UInt8(ascii: "\""), !isEscaped { isInString.toggle() }
                return isInString || byte > UInt8(ascii: " ")
            }
        }
    }

    private static func kind(named type: String?) -> Kind {
        switch type {
        case "message": .message
        case "function_call": .functionCall
        case "reasoning": .reasoning
        default: .other
        }
    }

    /// Arguments are JSON inside a string; some servers send the object itself.
    private static func arguments(of members: [JSONMember], in document: RawSpan) -> String? {
        guard let value = JSON.value("arguments", of: members, in: document) else { return nil }
        if value.kind == .object {
            return document.extracting(value.range).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
        }
        return try? JSON.string(value, in: document)
    }

    private static func parts(_ name: StaticString, of members: [JSONMember], in document: RawSpan) -> [Part] {
        guard let list = JSON.value(name, of: members, in: document), list.kind == .array,
            let elements = try? JSON.elements(of: list, in: document)
        else { return [] }
        return elements.map { Part(reading: $0, in: document) }
    }
}

extension ResponsesOutputItem.Part {
    /// Reads a part; one without words is empty, so that the parts behind it keep their index.
    init(reading value: JSONValue, in document: RawSpan) {
        let members = (try? JSON.members(of: value, in: document)) ?? []
        if let refusal = JSON.text("refusal", of: members, in: document) {
            self.init(text: refusal, isRefusal: true)
        } else {
            self.init(text: JSON.text("text", of: members, in: document) ?? "", isRefusal: false)
        }
    }
}

extension JSON {
    /// The member of that name, if it is a string.
    static func text(_ name: StaticString, of members: [JSONMember], in document: RawSpan) -> String? {
        guard let value = value(name, of: members, in: document), value.kind == .string else { return nil }
        return try? string(value, in: document)
    }
}
