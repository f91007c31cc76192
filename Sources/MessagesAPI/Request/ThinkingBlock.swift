/// What the model thought in an earlier turn, sent back unchanged.
///
/// - Note: Source: extended thinking (https://docs.claude.com/en/docs/build-with-claude/extended-thinking, seen
///   2026-11-22). The text is empty where thinking is not displayed; the signature then holds it encrypted.
public struct ThinkingBlock: Sendable, Equatable {
    /// The thought; may be empty.
    public let thinking: String
    /// Proof of where the block comes from; absent or empty if it was not Anthropic's.
    public let signature: String?
    /// Fields without a property here.
    public let otherFields: [RawField]

    init(_ object: RequestObject) throws(APIError) {
        thinking = try object.string("thinking")
        signature = try object.optionalString("signature")
        otherFields = object.others(than: ["type", "thinking", "signature"])
    }
}
