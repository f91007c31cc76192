/// One inner event of a stream: its `type` and its JSON text.
struct AnswerEvent: Sendable, Equatable {
    let kind: String
    let json: String
    /// The content block that it belongs to.
    var block: Int?
}
