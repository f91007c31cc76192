import JSONBytes

/// Where the parts of a choice's `delta`, or of a whole answer's `message`, stand in its JSON; `null` counts as absent.
///
/// - Note: Source: Chat Completions (https://platform.openai.com/docs/api-reference/chat/streaming);
///   `reasoning_content` is DeepSeek's name (https://api-docs.deepseek.com/guides/reasoning_model), `reasoning` that of
///   Groq, Cerebras and OpenRouter (https://console.groq.com/docs/reasoning), `reasoning_details` OpenRouter's
///   (https://openrouter.ai/docs/use-cases/reasoning-tokens), `thinking` was seen from Ollama; seen 2026-11-22.
/// Servers of old send `function_call` (https://platform.openai.com/docs/api-reference/chat/object, deprecated).
struct ChatCompletionDelta {
    var content: JSONValue?
    var refusal: JSONValue?
    var reasoningContent: JSONValue?
    var reasoning: JSONValue?
    var thinking: JSONValue?
    var reasoningDetails: JSONValue?
    var toolCalls: JSONValue?
    /// The only call of an answer, as servers sent it before there were lists of them.
    var functionCall: JSONValue?

    init() {}

    /// Reads the object that comes next.
    init(_ reader: inout JSONReader) throws(JSONError) {
        try reader.beginObject()
        while let key = try reader.nextKey() {
            let value = try reader.skip()
            if value.kind != .null { take(value, key, reader) }
        }
    }

    /// The thought's text, whichever name it has; a server that sends two sends the same twice.
    var thought: JSONValue? {
        [reasoningContent, reasoning, thinking].lazy.compactMap(\.self).first {
            $0.kind == .string && $0.range.count > 2
        }
    }

    /// The fragments of calls, in their order.
    func calls(in document: RawSpan) -> [ToolCallFragment] {
        if let list = toolCalls, list.kind == .array, let calls = try? JSON.elements(of: list, in: document),
            !calls.isEmpty
        {
            return calls.compactMap { try? ToolCallFragment(reading: $0, in: document) }
        }
        guard let functionCall, functionCall.kind == .object,
            let call = try? ToolCallFragment(function: functionCall, in: document)
        else { return [] }
        return [call]
    }

    private mutating func take(_ value: JSONValue, _ key: JSONKey, _ reader: borrowing JSONReader) {
        if reader.matches(key, "content") {
            content = value
        } else if reader.matches(key, "tool_calls") {
            toolCalls = value
        } else if reader.matches(key, "reasoning") {
            reasoning = value
        } else if reader.matches(key, "reasoning_content") {
            reasoningContent = value
        } else if reader.matches(key, "reasoning_details") {
            reasoningDetails = value
        } else if reader.matches(key, "function_call") {
            functionCall = value
        } else if reader.matches(key, "refusal") {
            refusal = value
        } else if reader.matches(key, "thinking") {
            thinking = value
        }
    }
}
