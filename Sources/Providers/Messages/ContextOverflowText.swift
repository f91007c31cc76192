/// The words by which clients know that a prompt is too long for a model.
enum ContextOverflowText {
    /// Fewest tokens that a number in such a text can stand for.
    private static let smallest = 1_000

    /// The text as Anthropic would put it, with the upstream's own behind it; Anthropic's own texts stay as they are.
    ///
    /// "prompt is too long: N tokens > M maximum", with N and M where the text names two numbers.
    static func rewritten(_ text: String) -> String {
        let lower = text.lowercased()
        if lower.contains("prompt is too long") || lower.contains("exceed context limit") { return text }
        if lower.contains("input is too long for requested model") { return text }
        let numbers = lower.split { !($0.isASCII && $0.isNumber) }.prefix(16).compactMap { Int($0) }
        let counts = numbers.filter { $0 >= smallest }
        guard let limit = counts.min(), let count = counts.max(), count > limit else {
            return "prompt is too long: \(text)"
        }
        return "prompt is too long: \(count) tokens > \(limit) maximum (\(text))"
    }
}
