/// What one of OpenAI's models takes, by its name.
///
/// - Note: Source: model table of LiteLLM 1.109.1; refusals told in openai-openapi #541, pipecat #4043, livekit PR #5088,
///   LibreChat #14355 and LiteLLM PR #34569; OpenAI API reference, `reasoning_effort`
///   (https://platform.openai.com/docs/api-reference/chat/create); seen 2026-11-22.
package struct OpenAIModelTraits: Sendable, Equatable {
    /// Which of OpenAI's two dialects a model is spoken to in.
    package enum API: Sendable {
        /// Chat Completions, whatever is asked for.
        case chat
        /// Responses if there are tools, for with them Chat Completions refuses to reason.
        ///
        /// Models of which sources disagree about that are among these: Responses is never refused.
        case responsesWithTools
        /// Responses always: Chat Completions does not have the model.
        case responsesOnly
    }

    /// Whether the model reasons.
    package let isReasoning: Bool
    /// The levels of effort that it knows, from the least to the most.
    package let effortLevels: [String]
    /// The effort at which it works when none is asked for, where it is known.
    package let defaultEffort: String?
    /// The dialect it is spoken to in.
    package let api: API
    /// Whether it knows `stop`.
    package let takesStop: Bool
    /// Whether it sees images.
    package let takesImages: Bool

    /// Whether it takes `temperature` and `top_p` at that effort; `nil`: none is asked for.
    ///
    /// Reasoning models refuse them while they reason.
    package func takesTemperature(effort: String?) -> Bool {
        !isReasoning || (effort ?? defaultEffort) == "none"
    }

    init(
        efforts: [String] = [],
        defaultEffort: String? = nil,
        api: API = .chat,
        isReasoning: Bool = true,
        takesStop: Bool = false,
        takesImages: Bool = true
    ) {
        self.isReasoning = isReasoning
        self.effortLevels = efforts
        self.defaultEffort = defaultEffort
        self.api = api
        self.takesStop = takesStop
        self.takesImages = takesImages
    }
}
