/// What is particular about a model of a vendor that speaks OpenAI's protocols.
package struct ModelFacts: Sendable, Equatable {
    /// When function tools are refused on Chat Completions.
    package enum ToolRule: Sendable {
        case never
        /// With a given effort other than `none`.
        case withEffort
        /// Unless the effort is given as `none`.
        case unlessNone
    }

    /// What the template or the host of an open model demands beyond the protocol.
    package enum Demand: Sendable, CaseIterable {
        /// An assistant message with calls carries `reasoning_content`, as for DeepSeek and Kimi while they think.
        case reasoningBack
        /// Ids of calls are nine letters and digits, as at Mistral.
        case nineCharacterIDs
        /// No content is the empty string, as at Moonshot and Qwen.
        case filledContent
        /// Users and assistants take turns, as in many templates.
        case alternatingTurns
        /// No forced choice of a tool, as for DeepSeek while it thinks.
        case unforcedChoice
    }

    /// Refuses `max_tokens`, and sampling parameters while it reasons.
    package var isReasoning: Bool
    /// Values of the effort; empty if the field is unknown to the model, `nil` if any value goes.
    package var efforts: [String]?
    /// The effort when none is given.
    package var defaultEffort: String
    package var refusesTools: ToolRule
    package var isResponsesOnly: Bool
    package var takesStop: Bool
    package var takesReasoningFormat: Bool
    package var takesImages: Bool
    package var demands: Set<Demand>

    package init(
        isReasoning: Bool = false,
        efforts: [String]? = nil,
        defaultEffort: String = "medium",
        refusesTools: ToolRule = .never,
        isResponsesOnly: Bool = false,
        takesStop: Bool = true,
        takesReasoningFormat: Bool = true,
        takesImages: Bool = true,
        demands: Set<Demand> = []
    ) {
        self.demands = demands
        self.isReasoning = isReasoning
        self.efforts = efforts
        self.defaultEffort = defaultEffort
        self.refusesTools = refusesTools
        self.isResponsesOnly = isResponsesOnly
        self.takesStop = takesStop
        self.takesReasoningFormat = takesReasoningFormat
        self.takesImages = takesImages
    }
}

extension ModelFacts {
    private static let plain = ModelFacts(efforts: [])

    private static func reasoning(
        _ efforts: String,
        default defaultEffort: String = "medium",
        tools: ToolRule = .never,
        takesStop: Bool = false
    ) -> ModelFacts {
        ModelFacts(
            isReasoning: true,
            efforts: efforts.split(separator: " ").map(String.init),
            defaultEffort: defaultEffort,
            refusesTools: tools,
            takesStop: takesStop
        )
    }

    private static let responsesOnly = ModelFacts(isReasoning: true, isResponsesOnly: true, takesStop: false)

    /// By the beginning of the name; the longest one counts.
    ///
    /// Source: OpenAI's model pages and the flags that LiteLLM keeps, seen 2026-11-22.
    private static let openAI: [String: ModelFacts] = [
        "gpt-3.5": plain, "gpt-4": plain, "chatgpt-": plain, "gpt-5-chat": plain,
        "o1": reasoning("low medium high", takesStop: true),
        "o3": reasoning("low medium high"), "o4-mini": reasoning("low medium high"),
        "gpt-5": reasoning("minimal low medium high"),
        "gpt-5.1": reasoning("none low medium high", default: "none"),
        "gpt-5.2": reasoning("none low medium high xhigh", default: "none"),
        "gpt-5.4": reasoning("none low medium high xhigh", default: "none", tools: .withEffort),
        "gpt-5.5": reasoning("none low medium high xhigh", tools: .unlessNone),
        "gpt-5.6": reasoning("none low medium high xhigh", tools: .unlessNone),
        "gpt-6": reasoning("none low medium high xhigh max", tools: .unlessNone),
        "gpt-6-astra": reasoning("low medium high xhigh max", tools: .unlessNone),
        "gpt-6.1-sol": reasoning("low medium high xhigh max", tools: .unlessNone),
        "gpt-5-codex": responsesOnly, "gpt-5-pro": responsesOnly, "gpt-5.1-codex": responsesOnly,
        "gpt-5.2-codex": responsesOnly, "gpt-5.2-pro": responsesOnly, "gpt-5.3-codex": responsesOnly,
        "gpt-5.4-pro": responsesOnly, "gpt-5.5-pro": responsesOnly, "o3-pro": responsesOnly,
    ]

    private static let groq: [String: ModelFacts] = [
        "openai/gpt-oss": ModelFacts(efforts: ["low", "medium", "high"], takesImages: false),
        "qwen/": ModelFacts(efforts: ["none", "default"], takesImages: false),
        "llama": ModelFacts(efforts: [], takesReasoningFormat: false, takesImages: false),
        "moonshotai/": ModelFacts(efforts: [], takesReasoningFormat: false, takesImages: false),
    ]

    private static let cerebras: [String: ModelFacts] = [
        "gpt-oss": ModelFacts(efforts: ["low", "medium", "high"], takesImages: false),
        "zai-glm": ModelFacts(efforts: ["none"], takesImages: false),
        "llama": ModelFacts(efforts: [], takesReasoningFormat: false, takesImages: false),
        "qwen": ModelFacts(efforts: [], takesImages: false),
    ]

    /// The facts about a model; one that is not known has nothing particular.
    static func of(_ model: String, _ vendor: Vendor) -> ModelFacts {
        let table: [String: ModelFacts] =
            switch vendor {
            case .openAI: openAI
            case .groq: groq
            case .cerebras: cerebras
            case .bedrock, .openRouter, .anthropic, .compatible: [:]
            }
        let name = table.keys.filter(model.hasPrefix).max { $0.utf8.count < $1.utf8.count }
        return name.flatMap { table[$0] } ?? ModelFacts()
    }
}
