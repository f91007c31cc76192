import JSONBytes

/// A thinking block of a history, and whose it is.
struct ThinkingBlock {
    /// The signature, or the data of a redacted block, which stands for one; empty where there is none.
    private let proof: String

    /// Reads a block; `nil` if it is of another type.
    init?(_ block: JSONOutline.Position, of outline: JSONOutline, in document: RawSpan) {
        let proof: JSONOutline.Position?
        switch outline.text("type", of: block, in: document) {
        case "thinking": proof = outline.value("signature", in: block, of: document)
        case "redacted_thinking": proof = outline.value("data", in: block, of: document)
        default: return nil
        }
        self.proof = proof.flatMap { outline.string($0, of: document) } ?? ""
    }

    /// Whether an upstream that takes such thinking takes the block.
    func stays(under taken: MessagesHistoryEdit.Taken) -> Bool {
        switch taken {
        case .none: false
        case .notOurs: !ReasoningSignature.isOurs(proof)
        case .signedByAnthropic: ReasoningSignature.mayBeAnthropics(proof)
        }
    }
}

extension JSONOutline {
    /// The text of an object's member of that name; `nil` if there is none or it is no string.
    func text(_ name: StaticString, of object: Position, in document: RawSpan) -> String? {
        value(name, in: object, of: document).flatMap { string($0, of: document) }
    }
}
