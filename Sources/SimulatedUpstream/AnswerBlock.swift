import Crypto

/// One content block of an answer.
package enum AnswerBlock: Sendable {
    case text(String)
    /// `text` may be empty, as with thinking that is not displayed; a `nil` signature is made from the text.
    case thinking(String, signature: String? = nil)
    case redactedThinking(data: String)
    /// `inputJSON` is the raw JSON text of the input object; an empty one sends no fragment at all, which means `{}`.
    /// A `nil` id makes a `toolu_bdrk_…` one.
    case toolUse(id: String? = nil, name: String, inputJSON: String)
    /// A block that arrives whole in `content_block_start`, as raw JSON.
    case raw(json: String)

    var isToolUse: Bool {
        guard case .toolUse = self else { return false }
        return true
    }

    /// What a script made up that has to be known again when it comes back.
    var ownMark: String? {
        switch self {
        case .thinking(_, let signature): signature
        case .redactedThinking(let data): data
        case .text, .toolUse, .raw: nil
        }
    }

    /// The signature that a thinking block of this text carries unless the script gives another.
    package static func signature(of thinking: String) -> String {
        let digest = SHA256.hash(data: Array("simulated-thinking".utf8) + Array(thinking.utf8))
        return "Sim" + Base64.encode(Array(digest))
    }
}
