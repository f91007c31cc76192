import Crypto

/// Reasoning that only this simulation can read: `encrypted_content` of a reasoning item.
///
/// It holds the text and a digest, so that any upstream of this process knows it again without keeping anything.
enum EncryptedReasoning {
    private static let opening = "gAAAAA"

    static func seal(_ text: String) -> String {
        "\(opening)\(Base64.encode(Array(text.utf8))).\(digest(text))"
    }

    /// The text, or `nil` if the content was made or changed by somebody else.
    static func open(_ content: String) -> String? {
        guard content.hasPrefix(opening) else { return nil }
        let parts = content.dropFirst(opening.count).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let bytes = Base64.decode(Array(parts[0].utf8)) else { return nil }
        guard let text = String(validating: bytes, as: UTF8.self), digest(text) == parts[1] else { return nil }
        return text
    }

    private static func digest(_ text: String) -> String {
        Hex.encode(SHA256.hash(data: Array("simulated-reasoning".utf8) + Array(text.utf8)).prefix(16))
    }
}
