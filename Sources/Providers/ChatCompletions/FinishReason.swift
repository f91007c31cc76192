import JSONBytes

/// Why a choice ended, as far as it matters to a message.
///
/// - Note: Source: Chat Completions, `finish_reason` (https://platform.openai.com/docs/api-reference/chat/object);
///   others say `error` (https://openrouter.ai/docs/api-reference/errors), `insufficient_system_resource`
///   (https://api-docs.deepseek.com/api/create-chat-completion) and `abort`
///   (https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html); seen 2026-11-22.
enum FinishReason: Sendable, Equatable {
    /// The model was done, or a stop sequence was found; also what nobody knows.
    case stop
    case length
    case toolCalls
    case contentFilter

    /// Reads the reason, inside a document that was validated before.
    /// - Throws: A failure for reasons that say that there is no whole answer.
    init(reading value: JSONValue, in document: RawSpan) throws(UpstreamFailure) {
        switch try? JSON.string(value, in: document) {
        case "length": self = .length
        case "tool_calls", "function_call": self = .toolCalls
        case "content_filter": self = .contentFilter
        case "error": throw UpstreamFailure(.unavailable, "The upstream's model failed.", upstreamType: "error")
        case "insufficient_system_resource":
            let type = "insufficient_system_resource"
            throw UpstreamFailure(
                .overloaded,
                "The upstream ran out of capacity during its answer.",
                upstreamType: type
            )
        case "abort": throw UpstreamFailure(.incomplete, "The upstream gave its answer up.", upstreamType: "abort")
        default: self = .stop
        }
    }
}
