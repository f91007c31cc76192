/// The line that Claude Code puts in front of its system prompt for Anthropic's own bookkeeping.
///
/// It changes with every conversation, so that it spoils an upstream's prompt cache, and means nothing elsewhere.
/// - Note: Source: seen in the requests of Claude Code 2.1.330, 2026-11-22; LiteLLM 1.109.1 removes it as well.
enum BillingHeader {
    private static let start = "x-anthropic-billing-header:"

    /// The text without its first line, if that is such a header.
    static func removed(from text: String) -> String {
        guard text.utf8.starts(with: start.utf8) else { return text }
        guard let lineBreak = text.utf8.firstIndex(of: UInt8(ascii: "\n")) else { return "" }
        return String(text[text.utf8.index(after: lineBreak)...])
    }
}
