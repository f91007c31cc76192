/// One turn of a conversation.
///
/// - Note: Source: Messages API, `messages` (https://docs.claude.com/en/api/messages, seen 2026-11-22).
public struct Message: Sendable, Equatable {
    /// Who speaks.
    public let role: Role
    /// What is said.
    public let content: Content
    /// Fields without a property here, such as `output_config` and `clear_at` of a system turn.
    public let otherFields: [RawField]

    init(_ value: RequestValue) throws(APIError) {
        let object = try value.object()
        role = Role(rawValue: try object.string("role"))
        content = try Content(object.required("content"))
        otherFields = object.others(than: ["role", "content"])
    }
}
