import JSONBytes

/// A part of a content that is a list, as Mistral sends it.
///
/// - Note: Source: Mistral, reasoning (https://docs.mistral.ai/capabilities/reasoning, seen 2026-11-22): parts of type
///   `text`, and of type `thinking` that hold a list of text parts.
enum ContentPart: Equatable {
    case text(String)
    case thinking(String)

    /// The parts of a list inside a document that was validated before; of other types nothing is taken.
    static func parts(of list: JSONValue, in document: RawSpan) -> [ContentPart] {
        guard let elements = try? JSON.elements(of: list, in: document) else { return [] }
        return elements.compactMap { part(reading: $0, in: document) }
    }

    private static func part(reading element: JSONValue, in document: RawSpan) -> ContentPart? {
        guard element.kind == .object, let members = try? JSON.members(of: element, in: document),
            let type = JSON.value("type", of: members, in: document)
        else { return nil }
        switch try? JSON.string(type, in: document) {
        case "text":
            return string("text", of: members, document).map { .text($0) }
        case "thinking":
            if let text = string("thinking", of: members, document) { return .thinking(text) }
            guard let list = JSON.value("thinking", of: members, in: document), list.kind == .array else { return nil }
            return .thinking(texts(of: list, in: document).joined())
        default:
            return nil
        }
    }

    /// The texts of the list inside a thinking part.
    private static func texts(of list: JSONValue, in document: RawSpan) -> [String] {
        let elements = (try? JSON.elements(of: list, in: document)) ?? []
        return elements.compactMap { element in
            guard element.kind == .object, let members = try? JSON.members(of: element, in: document) else {
                return nil
            }
            return string("text", of: members, document)
        }
    }

    private static func string(_ name: StaticString, of members: [JSONMember], _ document: RawSpan) -> String? {
        JSON.value(name, of: members, in: document).flatMap { try? JSON.string($0, in: document) }
    }
}
