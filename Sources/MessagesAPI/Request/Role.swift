/// Who speaks in a message.
///
/// An open set: a role that this package does not know is kept and left to the upstream to judge.
/// - Note: Source: Messages API, `messages.role` (https://docs.claude.com/en/api/messages, seen 2026-11-22). `system`
///   inside of `messages` is sent by Claude Code to the newest models.
public struct Role: RawRepresentable, Hashable, Sendable {
    /// The role as it stands in the request.
    public let rawValue: String

    /// Makes a role of any name.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// What the user, or a tool, says.
    public static let user = Role(rawValue: "user")
    /// What the model said.
    public static let assistant = Role(rawValue: "assistant")
    /// What the operator says in mid-conversation.
    public static let system = Role(rawValue: "system")
}
