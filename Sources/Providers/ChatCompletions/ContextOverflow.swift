/// A prompt that does not fit the model's window, with the sizes that the upstream tells.
///
/// - Note: Source: wordings of OpenAI, Azure, Groq, Cerebras, OpenRouter, DeepSeek, Moonshot, Mistral, Gemini, xAI, Qwen,
///   MiniMax, Together, vLLM, SGLang, llama.cpp and LM Studio as told in their documentation and in issues of LiteLLM,
///   opencode, cline and HELM, seen 2026-11-22.
struct ContextOverflow: Equatable {
    /// Fewest tokens for an answer that are worth a second request.
    static let usefulOutput = 1_024
    /// A count below that is none of a window: a status, a position, a version.
    private static let smallestCount = 256

    /// What the prompt has, or the prompt and the room for the answer together.
    let tokens: Int?
    /// What the window holds.
    let maximum: Int?
    /// How many tokens the answer may have so that all fits, where the prompt alone does.
    let remaining: Int?

    static let words = [
        "maximum context length", "prompt is too long", "context length exceeded", "exceeds the context window",
        "exceeds the model's context", "context window exceeds limit", "reduce the length of the messages",
        "input is too long", "maximum prompt length", "available context size", "context size has been exceeded",
        "token count exceeds", "input token count", "range of input length should be", "model token limit",
        "too large for model with", "exceed the configured limit of", "to keep from the initial prompt",
        "when context the overflows", "context the overflows", "prompt exceeds max length", "maximum input length",
        "longer than the maximum model length", "contextwindowexceedederror", "exceed context limit",
        "model's context length is only", "context_length_exceeded", "`max_new_tokens` must be <=",
        "`inputs` must have less than",
    ]

    init(_ message: String) {
        let numbers = TextNumbers(text: message.lowercased())
        let input = numbers.sum(before: Self.inputMarks) ?? numbers.after(Self.inputPhrases)
        let total = numbers.after(Self.totalPhrases) ?? input
        let told = numbers.after(Self.maximumPhrases) ?? numbers.sum(before: [" maximum context length"])
        let counts = numbers.all.filter { $0 >= Self.smallestCount }
        let window = told ?? (counts.count > 1 ? counts.min() : nil)
        let size = total ?? counts.max()
        maximum = window
        tokens = size.flatMap { size in window.map { size > $0 ? size : nil } ?? nil }
        // A hundredth is left over: some count the prompt only roughly.
        let room = input.flatMap { input in window.map { $0 - input - input / 100 } } ?? 0
        remaining = room >= Self.usefulOutput ? room : nil
    }

    /// The words by which clients know that they are to shorten the conversation.
    ///
    /// - Note: Source: Messages API, https://docs.claude.com/en/docs/build-with-claude/context-windows, seen 2026-11-22.
    var message: String {
        switch (tokens, maximum) {
        case (let tokens?, let maximum?): "prompt is too long: \(tokens) tokens > \(maximum) maximum"
        case (nil, let maximum?): "prompt is too long for this model's window of \(maximum) tokens"
        case (_, nil): "prompt is too long for this model's window"
        }
    }

    private static let maximumPhrases = [
        "maximum context length is", "maximum context length of", "maximum prompt length is", "configured limit of",
        "while limit is", "context length of only", "context length is only", "available context size",
        "maximum number of tokens allowed", "model token limit", "context window of", "tokens >",
        "input length should be [1,",
        "`max_new_tokens` must be <=", "`inputs` must have less than",
        "maximum input length of", "maximum model length of", "is greater than the context length",
    ]

    private static let totalPhrases = [
        "resulted in", "you requested a total of", "you requested about", "you requested", "requested:",
        "current length is", "prompt is too long", "input token count", "prompt contains", "request contains",
        "to keep the first", "request (", "the decoder prompt (length",
    ]

    private static let inputPhrases = ["request has", "you passed", "messages resulted in"]

    private static let inputMarks = [
        " in the messages", " in the functions", " of text input", " of tool input", " of image input",
        " from the input messages", " `inputs` tokens",
    ]
}
