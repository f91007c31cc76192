/// Which tokenizer a model has, as far as the number of tokens is concerned.
///
/// - Note: Source: token counting (https://platform.claude.com/docs/en/build-with-claude/token-counting, seen
///   2026-11-22): Opus 4.7 and later and all models numbered 5 give about 30 % more tokens of the same text.
enum TokenizerGeneration: Sendable {
    /// Claude up to 4.6, and models of others.
    case standard
    /// Claude 4.7 and later.
    case dense

    /// The first version with the newer tokenizer.
    private static let denseSince = (major: 4, minor: 7)

    /// Tokens of the same text, against ``standard``.
    var factor: Double {
        switch self {
        case .standard: 1
        case .dense: 1.3
        }
    }

    /// Reads the version from a model's name; a Claude without a version is taken for the newest.
    ///
    /// `us.anthropic.claude-3-5-sonnet-20241022-v2:0` is 3.5, `claude-opus-4-20250514` is 4.0.
    init(model: String) {
        let words = model.lowercased().utf8.split { !Self.isWord($0) }.map { String(Substring($0)) }
        guard let family = words.firstIndex(where: Self.families.contains) else {
            self = .standard
            return
        }
        // A date has eight digits and is no version.
        let isNumber = { (word: String) in word.utf8.count <= 2 && Int(word) != nil }
        let version = words[family...].drop { !isNumber($0) }.prefix { isNumber($0) }.prefix(2).compactMap { Int($0) }
        guard let major = version.first else {
            self = .dense
            return
        }
        self = (major, version.dropFirst().first ?? 0) >= Self.denseSince ? .dense : .standard
    }

    /// Lower-case letters, digits, and whatever is not ASCII.
    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: true
        default: false
        }
    }

    private static let families: Set<String> = ["claude", "opus", "sonnet", "haiku", "fable", "mythos"]
}
