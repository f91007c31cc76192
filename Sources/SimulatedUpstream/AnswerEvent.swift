/// One event of a stream: what it does for the answer and its text.
struct AnswerEvent: Sendable, Equatable {
    /// The `type` in Anthropic's Messages stream; what another protocol sends has the type of what it stands for.
    let kind: String
    /// JSON, but for the end mark of Chat Completions and comments.
    let json: String
    /// The content block that it belongs to.
    var block: Int?
    /// The `event:` line of a server-sent event.
    var name: String?

    /// A comment line of server-sent events.
    static func comment(_ text: String) -> AnswerEvent { AnswerEvent(kind: "comment", json: text) }
}
