import JSONBytes
import MessagesAPI
import NIOCore

/// Writes a whole message as the events of a stream, for an upstream that answers a streamed request with one document.
///
/// Texts, thoughts and inputs come as one delta each, because clients begin a block empty whatever its start holds.
/// - Note: Source: Messages API, streaming (https://docs.claude.com/en/docs/build-with-claude/streaming, seen
///   2026-11-22).
struct MessageEventsWriter {
    /// Members of a message that a stream tells at its end.
    private static let ending = ["stop_reason", "stop_sequence", "stop_details", "container"]

    private(set) var output = ByteBuffer()

    /// Writes the events of a message that was validated before.
    /// - Throws: If a content block is not an object.
    init(of message: ByteBuffer) throws(JSONError) {
        let document = message.readableBytesSpan
        let root = try JSON.validate(document)
        let members = try JSON.members(of: root, in: document)
        output.reserveCapacity(2 * message.readableBytes)
        writeStart(root, members, document)
        if let content = JSON.value("content", of: members, in: document) {
            for (index, block) in try JSON.elements(of: content, in: document).enumerated() {
                try write(block, at: index, document)
            }
        }
        writeEnd(members, document)
    }

    private mutating func writeStart(_ root: JSONValue, _ members: [JSONMember], _ document: RawSpan) {
        let late = members.indices.filter { index in
            let name = JSON.key(members[index], in: document)
            return Self.ending.contains(name) || name == "content" || name == "context_management"
        }
        let null = Array("null".utf8)
        var edits = JSONEdits()
        edits.edit(
            root,
            members: members,
            removing: Set(late),
            adding: [("content", Array("[]".utf8)), ("stop_reason", null), ("stop_sequence", null)]
        )
        let start = edits.apply(to: document)
        write(.messageStart, "message_start") { json in
            json.key("message")
            json.raw(start)
        }
    }

    private mutating func write(_ block: JSONValue, at index: Int, _ document: RawSpan) throws(JSONError) {
        let members = try JSON.members(of: block, in: document)
        let type = JSON.value("type", of: members, in: document).flatMap { document.text(of: $0) } ?? ""
        let parts = MessageEventsPart.parts(ofBlock: type)
        write(.contentBlockStart, "content_block_start") { json in
            json.member("index", index)
            json.key("content_block")
            json.beginObject()
            for member in members {
                let name = JSON.key(member, in: document)
                json.key(name)
                if let part = parts.first(where: { $0.member == name }), member.value.kind != .null {
                    json.raw(Array(part.empty.utf8))
                } else {
                    json.raw(document.extracting(member.value.range))
                }
            }
            json.endObject()
        }
        for part in parts {
            let member = members.first { JSON.key($0, in: document) == part.member }
            guard let value = member?.value else { continue }
            for delta in part.deltas(of: value, in: document) {
                write(.contentBlockDelta, "content_block_delta") { json in
                    json.member("index", index)
                    json.key("delta")
                    json.raw(delta)
                }
            }
        }
        write(.contentBlockStop, "content_block_stop") { $0.member("index", index) }
    }

    private mutating func writeEnd(_ members: [JSONMember], _ document: RawSpan) {
        func copy(_ name: String, to json: inout JSONWriter) {
            guard let value = members.first(where: { JSON.key($0, in: document) == name })?.value else { return }
            json.key(name)
            json.raw(document.extracting(value.range))
        }
        write(.messageDelta, "message_delta") { json in
            json.key("delta")
            json.beginObject()
            for name in Self.ending { copy(name, to: &json) }
            json.endObject()
            copy("usage", to: &json)
            copy("context_management", to: &json)
        }
        write(.messageStop, "message_stop") { _ in }
    }

    private mutating func write(_ type: MessageEventType, _ name: String, _ content: (inout JSONWriter) -> Void) {
        var json = JSONWriter()
        json.beginObject()
        json.member("type", name)
        content(&json)
        json.endObject()
        SSEWriter.write(type, json: ByteBuffer(bytes: json.bytes), to: &output)
    }
}
