import JSONBytes
import NIOCore

/// The name a client asked for, put where an answer names the model that the upstream knows it by.
struct MessageModelName: Sendable {
    /// The name as JSON, quotes included.
    private let json: [UInt8]

    init(_ name: String) {
        var writer = JSONWriter(capacity: name.utf8.count + 2)
        writer.value(name)
        json = writer.bytes
    }

    /// Notes in `edits` that a Message object inside `document` is to have this name; `members` are all of its members.
    func replace(in message: JSONValue, members: [JSONMember], of document: RawSpan, edits: inout JSONEdits) {
        let named = members.filter { JSON.matches($0.key, "model", in: document) }
        for member in named { edits.replace(member.value, with: json) }
        if named.isEmpty { edits.edit(message, members: members, removing: [], adding: [("model", json)]) }
    }
}
