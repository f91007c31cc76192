import JSONBytes

/// Counts where an answer has none: clients read them without a look whether they are there.
///
/// - Note: Source: the SDKs add up a stream by `message.usage` of `message_start` and `usage.output_tokens` of
///   `message_delta` (https://github.com/anthropics/anthropic-sdk-typescript, `src/lib/MessageStream.ts`, seen 2026-11-23).
enum MissingUsage {
    /// Notes in `edits` that a Message object inside `document` is to have `usage`, if it has none.
    static func fill(in message: JSONValue, members: [JSONMember], of document: RawSpan, edits: inout JSONEdits) {
        fill(in: message, members: members, of: document, with: #"{"input_tokens":0,"output_tokens":0}"#, edits: &edits)
    }

    /// A `message_delta` that was validated before, with `usage`; `nil` if it has that already.
    static func filled(_ delta: RawSpan, outputTokens: Int) -> [UInt8]? {
        guard let root = try? JSON.validate(delta), let members = try? JSON.members(of: root, in: delta) else {
            return nil
        }
        var edits = JSONEdits()
        let isMissing = fill(
            in: root,
            members: members,
            of: delta,
            with: #"{"output_tokens":\#(outputTokens)}"#,
            edits: &edits
        )
        return isMissing ? edits.apply(to: delta) : nil
    }

    @discardableResult
    private static func fill(
        in object: JSONValue,
        members: [JSONMember],
        of document: RawSpan,
        with usage: String,
        edits: inout JSONEdits
    ) -> Bool {
        let present = members.indices.filter { JSON.matches(members[$0].key, "usage", in: document) }
        guard !present.contains(where: { members[$0].value.kind == .object }) else { return false }
        edits.edit(object, members: members, removing: Set(present), adding: [("usage", Array(usage.utf8))])
        return true
    }
}
