extension OpenAIModelTraits {
    /// The traits of a model, by its name with or without a vendor in front, a date behind, or a fine-tuning around it.
    ///
    /// An unknown GPT of a later version is taken for the latest known one, any other unknown model for one that reasons
    /// not.
    package static func of(model: String) -> Self {
        let name = bare(model.lowercased())
        if let row = table.first(where: { name.hasPrefix($0.prefix) }) { return row.traits }
        return later(name) ?? plain
    }

    /// `ft:gpt-4o:org::id` and `openai/gpt-4o` without what is not the model's own name.
    private static func bare(_ model: String) -> Substring {
        let name = model.split(separator: "/").last ?? ""
        let parts = name.split(separator: ":")
        return parts.first == "ft" ? parts.dropFirst().first ?? name : name
    }

    private static let toHigh = ["low", "medium", "high"]
    private static let toXHigh = ["low", "medium", "high", "xhigh"]
    private static let toMax = ["low", "medium", "high", "xhigh", "max"]
    private static let fromMedium = ["medium", "high", "xhigh"]

    /// A model that does not reason.
    private static let plain = Self(isReasoning: false, takesStop: true)
    private static let gpt6 = Self(efforts: ["none"] + toMax, api: .responsesWithTools)

    private typealias Row = (prefix: String, traits: OpenAIModelTraits)

    /// The first row counts whose prefix the name has: longer prefixes stand before shorter ones.
    private static let table: [Row] =
        responsesOnly + gpt + series + [
            ("gpt-oss", Self(efforts: toHigh, defaultEffort: "medium", takesStop: true, takesImages: false)),
            ("gpt-3.5", Self(isReasoning: false, takesStop: true, takesImages: false)),
        ]

    private static let responsesOnly: [Row] = [
        ("gpt-5.5-pro", Self(efforts: fromMedium, api: .responsesOnly)),
        ("gpt-5.4-pro", Self(efforts: fromMedium, api: .responsesOnly)),
        ("gpt-5.3-codex", Self(efforts: toXHigh, api: .responsesOnly)),
        ("gpt-5.2-codex", Self(efforts: toXHigh, api: .responsesOnly)),
        ("gpt-5.2-pro", Self(efforts: fromMedium, api: .responsesOnly)),
        ("gpt-5.1-codex-max", Self(efforts: toXHigh, api: .responsesOnly)),
        ("gpt-5.1-codex", Self(efforts: toHigh, api: .responsesOnly)),
        ("gpt-5-codex", Self(efforts: toHigh, api: .responsesOnly)),
        ("gpt-5-pro", Self(efforts: ["high"], defaultEffort: "high", api: .responsesOnly)),
        ("o1-pro", Self(efforts: toHigh, api: .responsesOnly)),
        ("o3-pro", Self(efforts: toHigh, api: .responsesOnly)),
        ("o3-deep-research", Self(api: .responsesOnly)),
        ("o4-mini-deep-research", Self(api: .responsesOnly)),
        ("codex-", Self(efforts: toHigh, api: .responsesOnly)),
        ("computer-use", Self(api: .responsesOnly)),
    ]

    private static let gpt: [Row] = [
        ("gpt-6.1-sol", Self(efforts: toMax, api: .responsesWithTools)),
        ("gpt-6-astra", Self(efforts: toMax, api: .responsesWithTools)),
        ("gpt-6.1", gpt6),
        ("gpt-6", gpt6),
        ("gpt-5.6", Self(efforts: ["none"] + toXHigh, api: .responsesWithTools)),
        ("gpt-5.5", Self(efforts: ["none"] + toXHigh, api: .responsesWithTools)),
        ("gpt-5.4", Self(efforts: ["none"] + toXHigh, defaultEffort: "none", api: .responsesWithTools)),
        // The models of ChatGPT: no effort of their own choice, the tuning of a reasoning model.
        ("gpt-5.3-chat", Self()),
        ("gpt-5.2-chat", Self()),
        ("gpt-5.1-chat", Self()),
        ("gpt-5-chat", Self()),
        ("gpt-5.2", Self(efforts: ["none"] + toXHigh, defaultEffort: "none", api: .responsesWithTools)),
        ("gpt-5.1", Self(efforts: ["none"] + toHigh, defaultEffort: "none")),
        ("gpt-5.", Self(efforts: ["none"] + toXHigh, api: .responsesWithTools)),
        ("gpt-5", Self(efforts: ["minimal"] + toHigh, defaultEffort: "medium")),
    ]

    private static let series: [Row] = [
        ("o1-mini", Self(takesStop: true, takesImages: false)),
        ("o1-preview", Self(takesStop: true, takesImages: false)),
        ("o1", Self(efforts: toHigh, defaultEffort: "medium", takesStop: true)),
        ("o3-mini", Self(efforts: toHigh, defaultEffort: "medium", takesImages: false)),
        ("o3", Self(efforts: toHigh, defaultEffort: "medium")),
        ("o4-mini", Self(efforts: toHigh, defaultEffort: "medium")),
    ]

    /// A GPT of a version above those of the table.
    private static func later(_ name: Substring) -> Self? {
        guard name.hasPrefix("gpt-"), let version = Int(name.dropFirst(4).prefix { $0.isNumber }) else { return nil }
        return version > 6 ? gpt6 : nil
    }
}
