/// How one vendor's Chat Completions differ from the others': what is taken, and what answers look like.
struct ChatTraits: Sendable {
    /// How a field that is not known is refused.
    enum Wording: Sendable {
        case openAI
        case groq
        case cerebras
        case fastAPI
    }

    /// Where reasoning goes in answers and histories.
    enum Reasoning: Sendable {
        /// It is counted and not shown.
        case hidden
        /// `reasoning`.
        case plain
        /// `reasoning` and `reasoning_details`.
        case details
        /// `reasoning_content`.
        case content
    }

    /// Which chunk of a stream carries the usage.
    enum UsagePlace: Sendable {
        /// A chunk of its own without choices, if it was asked for.
        case ownChunk
        /// A chunk of its own with an empty delta, whether asked for or not.
        case ownChunkWithChoice
        /// The finish chunk's `x_groq`, and a chunk of its own if it was asked for.
        case groq
        /// The finish chunk.
        case finishChunk
        case nowhere
    }

    // Requests.
    /// Top-level fields; `nil` takes any.
    var fields: Set<String>?
    /// Top-level fields that are refused whatever their value, though others are taken.
    var refusedFields: Set<String> = []
    /// Fields of a message beside `role` and `content`, by role; `nil` takes any.
    var messageFields: [String: Set<String>]?
    var roles: Set<String> = ["system", "developer", "user", "assistant", "tool"]
    var userParts: Set<String> = ["text", "image_url"]
    var toolParts: Set<String> = ["text"]
    /// Fields of content parts beside `type`; `nil` takes any.
    var partFields: Set<String>? = ["text", "image_url", "file", "input_audio", "refusal"]
    var wording: Wording
    var stopLimit = 4
    var toolLimit = 128
    /// `null` stands for an absent field of a message.
    var takesNulls = true
    /// Largest `n`.
    var choiceLimit = 128
    /// System messages stand in front of all others, as the templates of many open models demand.
    var wantsSystemFirst = false

    // Answers.
    var reasoning: Reasoning
    /// A tool call comes whole in one chunk.
    var sendsWholeCalls = false
    /// Fragments of tool calls carry an `index`.
    var indexesCalls = true
    var usage: UsagePlace = .ownChunk
    /// `: OPENROUTER PROCESSING` before the first token.
    var sendsComments = false
    /// Random `obfuscation` against traffic analysis.
    var obfuscates = false
    /// Members of every chunk, as raw JSON.
    var chunkMembers: [(name: String, json: String)] = []
    /// Tokens that may come out count against the quota when the request comes in.
    var reservesOutput = false
}
