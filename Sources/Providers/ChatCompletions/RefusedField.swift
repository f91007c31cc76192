/// The optional field that an error refuses, and what is done without it.
///
/// A field is refused where the error says that it is not known, not supported, not permitted or deprecated. An error that
/// only finds its value out of bounds is about the request, which is wrong anywhere.
/// - Note: Source: wordings of OpenAI and Azure (`Unsupported parameter: 'x'`, `Unrecognized request argument supplied: x`,
///   `Unknown parameter: 'x'`), Groq and Cerebras (`property 'x' is unsupported`), Mistral and other FastAPI servers (`Extra
///   inputs are not permitted`) as told in the issues of LiteLLM, opencode and the OpenAI SDKs, seen 2026-11-22.
struct RefusedField: Equatable {
    /// What is changed; `nil` where the field cannot be left out.
    let adjustment: RequestAdjustment?
    /// Whether the field is refused beside something else in the request, or with its value, so that another request may
    /// have it.
    let isConditional: Bool

    /// Names that come in error texts and can be left out, longer ones before those that they hold.
    private static let optional = [
        "stream_options", "parallel_tool_calls", "reasoning_effort", "reasoning_format", "reasoning_split",
        "chat_template_kwargs", "safety_identifier", "prompt_cache_key", "response_format", "response format",
        "tool_choice", "tool_stream", "enable_thinking", "thinking_budget", "service_tier", "cache_control",
        "temperature", "top_p", "top_k", "provider", "plugins", "metadata", "thinking", "reasoning", "store", "stop",
    ]
    /// What a request cannot do without.
    private static let required: Set<String> = ["model", "messages", "input", "stream", "tools", "max_output_tokens"]

    /// `nil`: the error refuses no field.
    init?(code: String?, parameter: String?, message: String) {
        let text = RefusalText(message)
        let isNamed = code.map(RefusalText.fieldCodes.contains) ?? false
        guard isNamed || (text.refuses && !text.namesBounds && !(code.map(RefusalText.isValueCode) ?? false)) else {
            return nil
        }
        isConditional = text.namesCondition
        if text.lowercased.contains("no endpoints found that can handle") {
            // OpenRouter was told to use no provider that drops a field.
            adjustment = .withoutField("provider")
            return
        }
        let named = isNamed ? parameter.map(RefusalText.bare) : nil
        guard let path = named ?? Self.path(in: text) ?? parameter.map(RefusalText.bare) else { return nil }
        if path == "max_completion_tokens" || path == "max_tokens", !isNamed, !text.givesAnotherName(for: path) {
            return nil
        }
        adjustment = Self.adjustment(for: path, in: text)
    }

    private static func path(in text: RefusalText) -> String? {
        if let path = text.pathBesideRefusal(isName: { optional.contains($0) || required.contains($0) }) { return path }
        let limit = ["max_completion_tokens", "max_tokens"].first { name in
            text.refuses(field: name) && text.givesAnotherName(for: name)
        }
        return limit ?? optional.first(where: text.refuses(field:))
    }

    private static func adjustment(for path: String, in text: RefusalText) -> RequestAdjustment? {
        let names = path.split(separator: ".").map(String.init)
        guard let root = names.first, let last = names.last else { return nil }
        switch root {
        case "max_tokens":
            return text.lowercased.contains("max_completion_tokens")
                ? .renamedField(root, to: "max_completion_tokens") : nil
        case "max_completion_tokens":
            return .renamedField(root, to: "max_tokens")
        case "reasoning_effort",
            "reasoning" where last == "effort" || root == "reasoning_effort":
            return EffortRefusal(text.lowercased).adjustment(field: root)
        case "messages":
            if last.hasPrefix("reasoning") { return .withoutReasoning }
            return last == "cache_control" ? .withoutField(last) : nil
        case "tools":
            return names.count > 1 ? .withoutField("tools.\(last)") : nil
        case "response format":
            return .withoutField("response_format")
        default:
            return required.contains(root) ? nil : .withoutField(root)
        }
    }
}
