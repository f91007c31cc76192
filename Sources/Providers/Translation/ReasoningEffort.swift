package import MessagesAPI

/// How much a client wants a model to reason, and the words for it.
package enum ReasoningEffort: Sendable, Equatable {
    /// Nothing was said; Claude would not think.
    case unspecified
    /// Not at all.
    case off
    /// As much as the model finds right.
    case automatic
    /// As much as a word says.
    case level(String)
    /// About as many tokens.
    case budget(Int)

    /// All words, from the least to the most.
    private static let words = ["none", "minimal", "low", "medium", "high", "xhigh", "max"]

    /// What a request asks for.
    package init(_ request: DecodedMessagesRequest) {
        let effort = request.outputConfiguration?.effort
        self =
            switch request.thinking?.mode {
            case .disabled: .off
            case .enabled(let budget): effort.map(Self.level) ?? .budget(budget)
            case .adaptive, .betweenTools, .unknown: effort.map(Self.level) ?? .automatic
            case nil: effort.map(Self.level) ?? .unspecified
            }
    }

    /// The word for a budget of tokens; the bounds are those of LiteLLM 1.109.1.
    package static func word(forBudget tokens: Int) -> String {
        switch tokens {
        case ..<1024: "minimal"
        case ..<2048: "low"
        case ..<4096: "medium"
        default: "high"
        }
    }

    /// Where a word stands among all; `nil` for an unknown one.
    package static func rank(of word: String) -> Int? { words.firstIndex(of: word) }

    /// The word that a model knows for this effort; `nil` if none is to be sent, so that the model's default counts.
    ///
    /// `levels` are what the model knows, from the least to the most.
    package func word(among levels: [String]) -> String? {
        switch self {
        case .unspecified, .off: levels.contains("none") ? "none" : nil
        case .automatic: nil
        case .level(let word): Self.nearest(to: word, among: levels)
        case .budget(let tokens): Self.nearest(to: Self.word(forBudget: tokens), among: levels)
        }
    }

    /// The word itself, else the next lower that still reasons, else the next higher.
    private static func nearest(to word: String, among levels: [String]) -> String? {
        if levels.contains(word) { return word }
        guard let wanted = rank(of: word) else { return nil }
        let known = levels.compactMap { level in rank(of: level).map { (level: level, rank: $0) } }
        let reasoning = known.filter { $0.rank > 0 }
        let lower = reasoning.filter { $0.rank < wanted }.max { $0.rank < $1.rank }
        let higher = reasoning.filter { $0.rank > wanted }.min { $0.rank < $1.rank }
        return wanted == 0 ? nil : (lower ?? higher)?.level
    }
}
