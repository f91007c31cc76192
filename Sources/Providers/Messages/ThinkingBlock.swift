import JSONBytes

/// A thinking block of a history, and whose it is.
struct ThinkingBlock {
    private let isRedacted: Bool
    /// The signature, or the data of a redacted block, which stands for one.
    private let proof: JSONValue?

    /// Reads a block; `nil` if it is of another type.
    init?(_ block: JSONValue, in document: RawSpan) throws(JSONError) {
        let members = try JSON.members(of: block, in: document)
        guard let type = JSON.value("type", of: members, in: document), type.kind == .string else { return nil }
        switch try JSON.string(type, in: document) {
        case "thinking":
            isRedacted = false
            proof = JSON.value("signature", of: members, in: document)
        case "redacted_thinking":
            isRedacted = true
            proof = JSON.value("data", of: members, in: document)
        default: return nil
        }
    }

    /// Whether an upstream that takes such thinking takes the block.
    func stays(under taken: MessagesHistoryEdit.Taken, in document: RawSpan) -> Bool {
        let proof = proof.flatMap { document.text(of: $0) } ?? ""
        return switch taken {
        case .none: false
        case .notOurs: !ReasoningSignature.isOurs(proof)
        case .signedByAnthropic: ReasoningSignature.mayBeAnthropics(proof)
        }
    }
}
