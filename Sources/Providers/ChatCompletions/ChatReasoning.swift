/// What a Chat Completions request says about reasoning.
enum ChatReasoning: Sendable, Equatable {
    /// Nothing.
    case unsaid
    /// `reasoning_effort: …`.
    case effort(String)
    /// `reasoning: {effort: …}`.
    case objectEffort(String)
    /// `reasoning: {max_tokens: …}`.
    case objectBudget(Int)
    /// `reasoning: {enabled: …}`.
    case objectEnabled(Bool)
    /// `thinking: {type: enabled | disabled}`.
    case thinkingType(isEnabled: Bool)
    /// `enable_thinking: …` and `thinking_budget: …`.
    case enableThinking(Bool, budget: Int?)

    /// The words that OpenRouter knows whatever the model.
    ///
    /// - Note: Source: reasoning tokens (https://openrouter.ai/docs/use-cases/reasoning-tokens, seen 2026-11-22).
    private static let objectLevels = ["minimal", "low", "medium", "high", "xhigh"]

    /// Decides.
    ///
    /// - Parameters:
    ///   - wish: What the client asked for.
    ///   - model: The upstream's name of the model.
    ///   - vendor: What its server is like.
    ///   - asked: An effort that the upstream's refusal asked for.
    ///   - hasTools: Whether there are tools.
    ///   - maxTokens: The answer's limit, which a budget must stay below.
    init(
        _ wish: ReasoningEffort,
        model: String,
        vendor: ChatCompletionsQuirks,
        asked: String?,
        hasTools: Bool,
        maxTokens: Int?
    ) {
        var wish = asked.map { ReasoningEffort.level($0) } ?? wish
        if asked == "none" { wish = .off }
        switch vendor.reasoningRequest {
        case .none: self = .unsaid
        case .effort:
            let levels = vendor.effortLevels(of: model)
            // With tools these models answer in Chat Completions only if they do not reason.
            if asked == nil, hasTools, vendor.refusesReasoningWithTools(model: model), levels.contains("none") {
                self = .effort("none")
            } else {
                self = (asked ?? wish.word(among: levels)).map(Self.effort) ?? .unsaid
            }
        case .object: self = Self.object(wish, levels: vendor.effortLevels(of: model), maxTokens: maxTokens)
        case .thinkingType:
            let isOn = vendor.isReasoning(model: model) ? Self.onOff(wish) : nil
            self = isOn.map { .thinkingType(isEnabled: $0) } ?? .unsaid
        case .enableThinking:
            var budget: Int?
            if case .budget(let tokens) = wish { budget = tokens }
            let isOn = vendor.isReasoning(model: model) ? Self.onOff(wish) : nil
            self = isOn.map { .enableThinking($0, budget: budget) } ?? .unsaid
        }
    }

    private static func object(_ wish: ReasoningEffort, levels: [String], maxTokens: Int?) -> Self {
        let levels = levels.isEmpty ? objectLevels : levels
        switch wish {
        case .unspecified: return .unsaid
        case .off: return .objectEnabled(false)
        case .automatic: return .objectEnabled(true)
        case .budget(let tokens) where tokens < maxTokens ?? .max: return .objectBudget(tokens)
        case .level, .budget: return wish.word(among: levels).map(Self.objectEffort) ?? .objectEnabled(true)
        }
    }

    private static func onOff(_ wish: ReasoningEffort) -> Bool? {
        switch wish {
        case .unspecified: nil
        case .off: false
        case .automatic, .level, .budget: true
        }
    }

    /// The effort that is sent as `reasoning_effort`.
    var sentEffort: String? {
        if case .effort(let word) = self { word } else { nil }
    }

    /// Whether the request says that the model is not to reason.
    var isOff: Bool {
        switch self {
        case .effort(let word), .objectEffort(let word): word == "none"
        case .objectEnabled(let isOn), .thinkingType(let isOn), .enableThinking(let isOn, _): !isOn
        case .unsaid, .objectBudget: false
        }
    }
}

extension ChatCompletionsQuirks {
    /// Whether this is one of OpenAI's models that do not reason with tools in Chat Completions.
    fileprivate func refusesReasoningWithTools(model: String) -> Bool {
        switch models {
        case .openAI: OpenAIModelTraits.of(model: model).api == .responsesWithTools
        case .table: false
        }
    }
}
