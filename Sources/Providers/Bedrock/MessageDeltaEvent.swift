import JSONBytes
import MessagesAPI
import NIOCore

/// A `message_delta` that waits for the next event, as that may hold counts which this one should have told.
struct MessageDeltaEvent: Sendable {
    /// The event's JSON.
    let json: ByteBuffer

    /// The counts in the event itself.
    var usage: TokenUsage {
        let document = json.readableBytesSpan
        guard let members = try? JSON.members(of: document),
            let usage = JSON.value("usage", of: members, in: document)
        else { return TokenUsage() }
        return TokenUsage(reading: usage, in: document)
    }

    /// The event with the counts in `known` that its usage lacks; what it holds stays as it is.
    func completed(with known: TokenUsage) -> ByteBuffer {
        let document = json.readableBytesSpan
        guard let edits = try? edits(adding: known, to: document), !edits.isEmpty else { return json }
        return edits.buffer(of: document)
    }

    private func edits(adding known: TokenUsage, to document: RawSpan) throws(JSONError) -> JSONEdits {
        var edits = JSONEdits()
        let root = try JSON.validate(document)
        let members = try JSON.members(of: root, in: document)
        if let usage = JSON.value("usage", of: members, in: document), usage.kind == .object {
            let present = try JSON.members(of: usage, in: document)
            let nulls = present.indices.filter { index in
                present[index].value.kind == .null
                    && Self.counts(known).contains { JSON.matches(present[index].key, $0.name, in: document) }
            }
            let missing = Self.counts(known).filter { count in
                let value = JSON.value(count.name, of: present, in: document)
                return value == nil || value?.kind == .null
            }
            edits.edit(usage, members: present, removing: Set(nulls), adding: missing.map(Self.member))
        } else if !Self.counts(known).isEmpty {
            let absent = members.indices.filter { JSON.matches(members[$0].key, "usage", in: document) }
            edits.edit(root, members: members, removing: Set(absent), adding: [("usage", Self.object(known))])
        }
        return edits
    }

    private static func counts(_ usage: TokenUsage) -> [(name: StaticString, count: Int)] {
        let counts: [(name: StaticString, count: Int?)] = [
            ("input_tokens", usage.inputTokens),
            ("cache_creation_input_tokens", usage.cacheCreationInputTokens),
            ("cache_read_input_tokens", usage.cacheReadInputTokens),
            ("output_tokens", usage.outputTokens),
        ]
        return counts.compactMap { name, count in count.map { (name, $0) } }
    }

    private static func member(_ count: (name: StaticString, count: Int)) -> (name: String, raw: [UInt8]) {
        (count.name.description, Array(String(count.count).utf8))
    }

    private static func object(_ usage: TokenUsage) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        for (name, count) in counts(usage) { writer.member(name.description, count) }
        writer.endObject()
        return writer.bytes
    }
}
