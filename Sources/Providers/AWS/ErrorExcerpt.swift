/// The first words of somebody else's error text, made safe to show: one line, short, without what looks like a key.
enum ErrorExcerpt {
    /// Longest excerpt, in characters; enough for a sentence with a role's name.
    static let limit = 200
    /// Most bytes looked at.
    private static let inputLimit = 4096

    /// The first line of `bytes` that is not blank.
    static func text(of bytes: some Sequence<UInt8>) -> String {
        let text = String(decoding: Array(bytes.prefix(inputLimit)), as: UTF8.self)
        let line = text.split(whereSeparator: \.isNewline).first { $0.contains { !$0.isWhitespace } } ?? ""
        let words = line.split(whereSeparator: \.isWhitespace).map { looksSecret($0) ? "<hidden>" : String($0) }
        let shown = words.joined(separator: " ").filter { $0.isASCII ? $0 >= " " && $0 != "\u{7F}" : true }
        let excerpt = shown.count > limit ? shown.prefix(limit) + "…" : shown[...]
        return String(excerpt.last == "." ? excerpt.dropLast() : excerpt)
    }

    /// Whether `word` holds a run of characters that may be a key id (20), a secret key (40) or a token (hundreds).
    ///
    /// Names of roles and users are shown where they are part of an ARN.
    private static func looksSecret(_ word: Substring) -> Bool {
        if word.hasPrefix("arn:") { return false }
        return runs(of: word, with: "+_=").contains { $0.count >= 20 && $0.hasDigit && $0.contains(where: \.isLetter) }
            || runs(of: word, with: "+_=/").contains {
                $0.count >= 30 && $0.hasDigit && $0.contains(where: \.isUppercase) && $0.contains(where: \.isLowercase)
            }
    }

    private static func runs(of word: Substring, with marks: String) -> [Substring] {
        word.split { !($0.isASCII && ($0.isLetter || $0.isNumber || marks.contains($0))) }
    }
}

extension Substring {
    fileprivate var hasDigit: Bool { contains(where: \.isNumber) }
}
