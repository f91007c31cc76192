/// The vendors' tables.
///
/// Sources: the request types of the Python packages `openai` 3.54.0, `groq` 1.7.0 and `cerebras-cloud-sdk` 1.91.0, the
/// vendors' pages on errors and compatibility, and refusals reported in client projects; seen 2026-11-22.
extension ChatTraits {
    static func of(_ vendor: Vendor) -> ChatTraits {
        switch vendor {
        case .bedrock, .anthropic, .openAI: openAI
        case .groq: groq
        case .cerebras: cerebras
        case .openRouter: openRouter
        case .compatible: compatible
        }
    }

    /// What all of them know.
    private static let commonFields: Set<String> = [
        "model", "messages", "max_tokens", "max_completion_tokens", "temperature", "top_p", "n", "stream",
        "stream_options",
        "stop", "seed", "response_format", "tools", "tool_choice", "parallel_tool_calls", "reasoning_effort",
        "service_tier", "user",
    ]

    private static let openAI = ChatTraits(
        fields: commonFields.union([
            "presence_penalty", "frequency_penalty", "logit_bias", "logprobs", "top_logprobs", "verbosity", "store",
            "metadata", "safety_identifier", "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention",
            "prediction", "modalities", "audio", "web_search_options", "moderation", "functions", "function_call",
        ]),
        messageFields: [
            "system": ["name"], "developer": ["name"], "user": ["name"],
            "assistant": ["name", "tool_calls", "refusal", "audio", "function_call"], "tool": ["tool_call_id"],
        ],
        userParts: ["text", "image_url", "input_audio", "file"],
        partFields: ["text", "image_url", "file", "input_audio", "refusal", "prompt_cache_breakpoint"],
        wording: .openAI,
        reasoning: .hidden,
        obfuscates: true,
        chunkMembers: [("service_tier", #""default""#), ("system_fingerprint", #""fp_simulated""#)]
    )

    private static let groq = ChatTraits(
        fields: commonFields.union([
            "presence_penalty", "frequency_penalty", "include_reasoning", "reasoning_format", "disable_tool_validation",
            "functions", "function_call", "documents", "citation_options", "compound_custom", "search_settings",
        ]),
        messageFields: [
            "system": [], "developer": [], "user": [], "assistant": ["tool_calls", "function_call", "reasoning"],
            "tool": ["tool_call_id"],
        ],
        toolParts: ["text", "image_url"],
        wording: .groq,
        takesNulls: false,
        choiceLimit: 1,
        reasoning: .plain,
        sendsWholeCalls: true,
        usage: .groq,
        chunkMembers: [("system_fingerprint", #""fp_simulated""#)]
    )

    private static let cerebras = ChatTraits(
        fields: commonFields.union([
            "min_completion_tokens", "min_tokens", "clear_thinking", "disable_reasoning", "reasoning_format",
            "prediction",
            "prompt_cache_key", "logprobs", "top_logprobs",
        ]),
        messageFields: [
            "system": ["name"], "developer": ["name"], "user": ["name"],
            "assistant": ["name", "tool_calls", "reasoning", "refusal"], "tool": ["tool_call_id", "name"],
        ],
        wording: .cerebras,
        reasoning: .plain,
        sendsWholeCalls: true,
        indexesCalls: false,
        usage: .finishChunk,
        chunkMembers: [("system_fingerprint", #""fp_simulated""#)],
        reservesOutput: true
    )

    private static let openRouter = ChatTraits(
        userParts: ["text", "image_url", "input_audio", "file"],
        toolParts: ["text", "image_url", "file"],
        partFields: nil,
        wording: .openAI,
        reasoning: .details,
        usage: .ownChunkWithChoice,
        sendsComments: true,
        chunkMembers: [("provider", #""Simulated""#)]
    )

    private static let compatible = ChatTraits(
        refusedFields: ["stream_options", "max_completion_tokens"],
        roles: ["system", "user", "assistant", "tool"],
        partFields: nil,
        wording: .fastAPI,
        wantsSystemFirst: true,
        reasoning: .content,
        usage: .nowhere
    )
}
