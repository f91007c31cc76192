import JSONBytes
import MessagesAPI

/// OpenRouter's `reasoning_details` of an answer, whose fragments are put together as they are to be sent back.
///
/// Fragments of one `index` and `type` are one detail: `text`, `summary` and `data` are joined, of anything else the
/// last value that is not `null` counts.
/// - Note: Source: OpenRouter, preserving reasoning (https://openrouter.ai/docs/use-cases/reasoning-tokens, seen
///   2026-11-22).
struct ReasoningDetails: Sendable {
    /// Most details of one answer; a provider sends one or two for each thought.
    static let countLimit = 1024

    private struct Detail: Sendable {
        let index: Int?
        let type: String
        /// The members in their order of appearance: raw JSON, or the escaped inside of a joined text.
        var members: [Member] = []
    }

    private struct Member: Sendable {
        let name: String
        let isText: Bool
        var bytes: [UInt8]
    }

    private var details: [Detail] = []

    /// How many bytes are kept.
    private(set) var size = 0
    var isEmpty: Bool { details.isEmpty }

    /// Whether there is nothing in it that the text of the thought does not say too.
    var isPlainText: Bool {
        details.allSatisfy { detail in
            detail.type == "reasoning.text" && !detail.members.contains { $0.name == "signature" || $0.name == "data" }
        }
    }

    /// Takes a list of fragments, inside a document that was validated before.
    ///
    /// - Returns: The escaped text in them that can be shown.
    /// - Throws: `malformed` if there are too many.
    mutating func add(_ list: JSONValue, in document: RawSpan) throws(UpstreamFailure) -> [UInt8] {
        guard list.kind == .array, let elements = try? JSON.elements(of: list, in: document) else { return [] }
        var text: [UInt8] = []
        for element in elements {
            guard element.kind == .object, let members = try? JSON.members(of: element, in: document) else { continue }
            let position = try position(of: members, document)
            for member in members { take(member, at: position, document, &text) }
        }
        return text
    }

    /// The list as it is to be sent back.
    var json: [UInt8] {
        var json = JSONWriter(capacity: size + 256)
        json.beginArray()
        for detail in details {
            json.beginObject()
            for member in detail.members {
                json.key(member.name)
                json.raw(member.isText ? [UInt8(ascii: "\"")] + member.bytes + [UInt8(ascii: "\"")] : member.bytes)
            }
            json.endObject()
        }
        json.endArray()
        return json.bytes
    }

    private mutating func position(of members: [JSONMember], _ document: RawSpan) throws(UpstreamFailure) -> Int {
        let type = JSON.value("type", of: members, in: document).flatMap { try? JSON.string($0, in: document) } ?? ""
        let index = JSON.count("index", of: members, in: document)
        if let position = details.lastIndex(where: { $0.index == index && $0.type == type }) { return position }
        guard details.count < Self.countLimit else {
            throw UpstreamFailure(.malformed, "The upstream's answer has more than \(Self.countLimit) thoughts.")
        }
        details.append(Detail(index: index, type: type))
        return details.count - 1
    }

    private mutating func take(_ member: JSONMember, at position: Int, _ document: RawSpan, _ shown: inout [UInt8]) {
        guard member.value.kind != .null else { return }
        let name = JSON.key(member, in: document)
        let isText = member.value.kind == .string && ["text", "summary", "data"].contains(name)
        let range = member.value.range
        let bytes = document.extracting(isText ? range.lowerBound + 1..<range.upperBound - 1 : range)
            .withUnsafeBytes { Array($0) }
        if isText, name != "data" { shown += bytes }
        let before = details[position].members.firstIndex { $0.name == name && $0.isText == isText }
        guard let before else {
            details[position].members.append(Member(name: name, isText: isText, bytes: bytes))
            size += bytes.count
            return
        }
        if isText {
            details[position].members[before].bytes += bytes
            size += bytes.count
        } else {
            size += bytes.count - details[position].members[before].bytes.count
            details[position].members[before].bytes = bytes
        }
    }
}
