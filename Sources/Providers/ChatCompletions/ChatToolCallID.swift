import Crypto

/// The id that a call has upstream.
///
/// It depends on nothing but the client's id, so that call and result stay a pair.
enum ChatToolCallID {
    /// Longest id that OpenAI takes, in bytes.
    private static let lengthLimit = 64
    private static let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    static func upstream(_ id: String, _ rule: ChatCompletionsQuirks.ToolCallIDs) -> String {
        switch rule {
        case .original: upstream(ToolCallID.original(of: id), .any)
        case .any: id.utf8.count <= lengthLimit ? id : shortened(id)
        case .nineAlphanumeric: isNine(id) ? id : nine(id)
        }
    }

    private static func shortened(_ id: String) -> String {
        "\(LowercaseHex.text(SHA256.hash(data: Array(id.utf8))).prefix(lengthLimit))"
    }

    /// - Note: Source: Mistral's refusal "Tool call id was … but must be a-z, A-Z, 0-9, with a length of 9", seen
    ///   2026-11-22 in the issues of LiteLLM.
    private static func isNine(_ id: String) -> Bool {
        id.utf8.count == 9 && id.utf8.allSatisfy(digits.contains)
    }

    private static func nine(_ id: String) -> String {
        String(
            decoding: SHA256.hash(data: Array(id.utf8)).prefix(9).map { digits[Int($0) % digits.count] },
            as: UTF8.self
        )
    }
}
