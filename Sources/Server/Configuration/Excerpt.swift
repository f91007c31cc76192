/// Text from a file or the environment, made fit for a message.
enum Excerpt {
    /// Longest excerpt in a message, in characters.
    private static let limit = 60

    /// The text in quotes, shortened; `<secret>` without quotes if it looks like a credential.
    static func quoted(_ text: String) -> String {
        guard !isLikelySecret(text) else { return "<secret>" }
        let safe = text.unicodeScalars.map { isVisible($0) ? String($0) : "?" }.joined()
        return safe.count > limit ? "'\(safe.prefix(limit))…'" : "'\(safe)'"
    }

    /// Whether the text has the look of a key or token, though it stands where none belongs.
    static func isLikelySecret(_ text: String) -> Bool {
        if text.contains("Bearer ") { return true }
        return text.split { !isTokenCharacter($0) }.contains { word in
            looksRandom(word) || word.count > 6 && markers.contains(where: word.hasPrefix)
        }
    }

    /// Whether a variable of that name probably holds a credential.
    static func isLikelySecretName(_ name: String) -> Bool {
        let upper = name.uppercased()
        return ["KEY", "TOKEN", "SECRET", "PASSWORD", "PASSWD", "CREDENTIAL", "AUTH"].contains { upper.contains($0) }
    }

    /// How keys of the vendors begin: Anthropic, OpenAI and OpenRouter `sk-`, Groq `gsk_`, Cerebras `csk-`, AWS `AKIA`,
    /// `ASIA` and `ABSK`, GitHub `ghp_`.
    private static let markers = ["sk-", "sk_", "gsk_", "csk-", "AKIA", "ASIA", "ABSK", "ghp_"]

    /// Control characters and those that turn the direction of writing could make a message say something else.
    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        ![.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    }

    private static func isTokenCharacter(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber || "_-+=".contains(character))
    }

    /// 20 characters and more of mixed case and digits: no key name, model id or region looks like that.
    private static func looksRandom(_ word: Substring) -> Bool {
        word.count >= 20 && word.contains(where: \.isUppercase) && word.contains(where: \.isLowercase)
            && word.contains(where: \.isNumber)
    }
}
