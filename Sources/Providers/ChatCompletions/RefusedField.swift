/// The optional field that an error refuses, and what is done without it.
///
/// - Note: Source: wordings of OpenAI and Azure (`Unsupported parameter: 'x'`, `Unrecognized request argument supplied: x`,
///   `Unknown parameter: 'x'`), Groq and Cerebras (`property 'x' is unsupported`), Mistral and other FastAPI servers (`Extra
///   inputs are not permitted`) as told in the issues of LiteLLM, opencode and the OpenAI SDKs, seen 2026-11-22.
struct RefusedField: Equatable {
    /// What is changed; `nil` where the field cannot be left out.
    let adjustment: RequestAdjustment?

    /// Names that come in error texts and can be left out, longer ones before those that they hold.
    private static let optional = [
        "stream_options", "parallel_tool_calls", "reasoning_effort", "reasoning_format", "reasoning_split",
        "chat_template_kwargs", "safety_identifier", "prompt_cache_key", "response_format", "response format",
        "tool_choice", "tool_stream", "enable_thinking", "thinking_budget", "service_tier", "cache_control",
        "temperature", "top_p", "top_k", "provider", "plugins", "metadata", "thinking", "reasoning", "store", "stop",
    ]
    /// What a request cannot do without.
    private static let required: Set<String> = ["model", "messages", "input", "stream", "tools", "max_output_tokens"]

    /// Codes by which the error's `param` is a refused field.
    private static let codes: Set<String> = [
        "unsupported_parameter", "unsupported_value", "unknown_parameter", "extra_forbidden",
    ]
    /// Words that refuse what they stand beside.
    private static let refusals = [
        "not support", "unsupported", "unrecognized", "unknown parameter", "unknown field", "unexpected keyword",
        "not permitted", "not allowed", "extra fields", "extra inputs", "not compatible", "incompatible",
        "cannot be specified", "can only be", "must be one of", "unexpected field", "not available", "invalid field",
        "no endpoints found that can handle",
    ]
    /// What directly precedes the field's name; the name ends with the word.
    private static let prefixes = [
        "unsupported parameter:", "unsupported value:", "unknown parameter:", "argument supplied:",
        "arguments supplied:", "unrecognized request argument:", "unknown field", "unexpected keyword argument",
        "property",
    ]

    /// `nil`: the error refuses no field.
    init?(code: String?, parameter: String?, message: String) {
        let text = message.lowercased()
        let isNamed = code.map(Self.codes.contains) ?? false
        guard isNamed || Self.refusals.contains(where: text.contains) else { return nil }
        if text.contains("no endpoints found that can handle") {
            // OpenRouter was told to use no provider that drops a field.
            adjustment = .withoutField("provider")
            return
        }
        guard let path = Self.path(parameter: isNamed ? parameter : nil, in: text) ?? parameter.map(Self.bare) else {
            return nil
        }
        adjustment = Self.adjustment(for: path, in: text)
    }

    private static func path(parameter: String?, in text: String) -> String? {
        if let parameter { return bare(parameter) }
        for prefix in prefixes {
            for range in text.ranges(of: prefix) {
                let rest = text[range.upperBound...].drop { $0 == " " || $0 == ":" }
                let isQuoted = rest.first.map { "`'\"".contains($0) } ?? false
                let word = rest.drop { "`'\"".contains($0) }.prefix(while: isPathCharacter)
                let path = bare(String(word))
                // "property" and "unknown field" are words of other sentences too.
                let isName = isQuoted || path.contains("_") || optional.contains(path) || required.contains(path)
                if isName, !path.isEmpty { return path }
            }
        }
        if let range = text.firstRange(of: ": extra inputs are not permitted") {
            return text[..<range.lowerBound].split { !isPathCharacter($0) }.last.map { bare(String($0)) }
        }
        if text.contains("max_completion_tokens") { return "max_completion_tokens" }
        return optional.first { contains(word: $0, in: text) }
    }

    private static func isPathCharacter(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "_-.[]".contains(character)
    }

    /// `body.messages[0].reasoning` is `messages.reasoning`.
    private static func bare(_ path: String) -> String {
        let names = path.lowercased().split { ".[]'\"` ".contains($0) }.filter { Int($0) == nil }
        return (names.first == "body" ? names.dropFirst() : names[...]).joined(separator: ".")
    }

    private static func contains(word: String, in text: String) -> Bool {
        text.ranges(of: word).contains { range in
            let before = range.lowerBound == text.startIndex ? " " : text[text.index(before: range.lowerBound)]
            let after = range.upperBound == text.endIndex ? " " : text[range.upperBound]
            return ![before, after].contains { $0.isLetter || $0.isNumber || $0 == "_" }
        }
    }

    private static func adjustment(for path: String, in text: String) -> RequestAdjustment? {
        let names = path.split(separator: ".").map(String.init)
        guard let root = names.first, let last = names.last else { return nil }
        switch root {
        case "max_tokens":
            return text.contains("max_completion_tokens") ? .renamedField(root, to: "max_completion_tokens") : nil
        case "max_completion_tokens":
            return .renamedField(root, to: "max_tokens")
        case "reasoning_effort",
            "reasoning" where last == "effort" || root == "reasoning_effort":
            return EffortRefusal(text).adjustment(field: root)
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
