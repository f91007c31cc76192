/// A reasoning effort that a model does not know, with those that it does.
struct EffortRefusal {
    /// From the least to the most.
    private static let order = ["none", "minimal", "low", "medium", "high", "xhigh", "max"]

    /// What was asked for, where the error says it.
    let asked: String?
    /// What may be asked for, in order.
    let supported: [String]
    /// Whether the model only knows its own way of reasoning by the name `default`.
    let takesDefault: Bool

    /// Reads words in lower case: `'x' does not support 'minimal' with this model. Supported values are: 'low', 'medium', …`.
    init(_ text: String) {
        let marks = ["supported values are", "must be one of", "available values", "valid values", "expected one of"]
        let list = marks.compactMap { text.firstRange(of: $0)?.upperBound }.first.map { text[$0...] } ?? ""
        let words = Self.words(list)
        supported = Self.order.filter(words.contains)
        takesDefault = words.contains("default")
        let before = text[..<(list.isEmpty ? text.endIndex : list.startIndex)]
        asked = Self.words(before).last(where: Self.order.contains)
    }

    /// The nearest level below the one that was asked for; the lowest of all if there is none below; without a list the
    /// field is left out.
    func adjustment(field: String) -> RequestAdjustment {
        if takesDefault { return .reasoningEffort("default") }
        let levels = supported.filter { $0 != "none" || asked == "none" }
        guard let asked, let rank = Self.order.firstIndex(of: asked), let lowest = levels.first ?? supported.first
        else {
            return .withoutField(field)
        }
        let below = levels.last { (Self.order.firstIndex(of: $0) ?? 0) < rank }
        return .reasoningEffort(below ?? lowest)
    }

    private static func words(_ text: Substring) -> [String] {
        text.split { !$0.isLetter && $0 != "_" }.map(String.init)
    }
}
