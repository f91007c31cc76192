import JSONBytes

/// Counts where an answer has none: clients read them without a look whether they are there.
///
/// - Note: Source: the Anthropic Python SDK 2.12.0, which puts `usage.output_tokens` of `message_delta` into the `usage` of
///   `message_start` (`lib/streaming/_messages.py`), seen 2026-11-23.
enum MissingUsage {
    /// Notes in `edits` that a Message object inside `document` is to have `usage`, if it has none.
    static func fill(in message: JSONValue, members: [JSONMember], of document: RawSpan, edits: inout JSONEdits) {
        fill(in: message, members: members, of: document, with: #"{"input_tokens":0,"output_tokens":0}"#, edits: &edits)
    }

    /// A `message_delta` without `usage`, with it; `nil` if it cannot be read.
    static func filled(_ delta: RawSpan, outputTokens: Int) -> [UInt8]? {
        guard let root = try? JSON.validate(delta), let members = try? JSON.members(of: root, in: delta) else {
            return nil
        }
        var edits = JSONEdits()
        let usage = #"{"output_tokens":\#(outputTokens)}"#
        fill(in: root, members: members, of: delta, with: usage, edits: &edits)
        return edits.apply(to: delta)
    }

    private static func fill(
        in object: JSONValue,
        members: [JSONMember],
        of document: RawSpan,
        with usage: String,
        edits: inout JSONEdits
    ) {
        let present = members.indices.filter { JSON.matches(members[$0].key, "usage", in: document) }
        guard !present.contains(where: { members[$0].value.kind == .object }) else { return }
        edits.edit(object, members: members, removing: Set(present), adding: [("usage", Array(usage.utf8))])
    }
}
