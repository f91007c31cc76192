/// Checks a body of the Responses API as strictly as OpenAI does.
///
/// Sources: OpenAI's API reference and the error texts met in the field, seen 2026-11-22.
struct ResponsesValidator {
    let rules: RequestRules
    let facts: ModelFacts
    /// Only the tokens are counted.
    var counts = false
    /// Encrypted reasoning that scripts gave out.
    var issued: Set<String> = []

    private static let countedFields: Set<String> = [
        "model", "input", "instructions", "parallel_tool_calls", "previous_response_id", "conversation", "reasoning",
        "text", "tool_choice", "tools", "truncation",
    ]
    private static let fields = countedFields.union([
        "max_output_tokens", "max_tool_calls", "include", "store", "temperature", "top_p", "top_logprobs", "metadata",
        "service_tier", "prompt", "prompt_cache_key", "prompt_cache_options", "prompt_cache_retention", "user",
        "safety_identifier", "context_management", "stream", "stream_options", "background", "moderation",
    ])

    func complaint(about body: ParsedJSON) -> Complaint? {
        topLevel(of: body) ?? required(of: body) ?? items(of: body) ?? pairing(of: body) ?? tools(of: body)
            ?? options(of: body)
    }

    private func topLevel(of body: ParsedJSON) -> Complaint? {
        guard rules.contains(.topLevelFields) else { return nil }
        let known = counts ? Self.countedFields : Self.fields
        let unknown = (body.object ?? [:]).keys.sorted().first { !known.contains($0) }
        return unknown.map { .unknownParameter($0) }
    }

    private func required(of body: ParsedJSON) -> Complaint? {
        guard rules.contains(.requiredFields) else { return nil }
        switch body["input"] {
        case nil: return .missing("input")
        case .string?: return nil
        case .array(let items)?: return items.isEmpty ? .empty("input") : nil
        case .some(let other): return .type("input", "one of a string or array of input items", other)
        }
    }
}

/// Options.
extension ResponsesValidator {
    /// Least `max_output_tokens`.
    private static let outputMinimum = 16

    private func options(of body: ParsedJSON) -> Complaint? {
        guard rules.contains(.options) else { return nil }
        return maximum(body) ?? state(body) ?? reasoning(body) ?? sampling(body) ?? include(body) ?? streaming(body)
            ?? format(body) ?? identifiers(body)
    }

    private func maximum(_ body: ParsedJSON) -> Complaint? {
        guard let maximum = body["max_output_tokens"], maximum != .null else { return nil }
        guard let count = maximum.integer else { return .type("max_output_tokens", "an integer", maximum) }
        guard count < Self.outputMinimum else { return nil }
        return Complaint(
            "Invalid 'max_output_tokens': integer below minimum value. Expected a value >= \(Self.outputMinimum), but got "
                + "\(count) instead.",
            param: "max_output_tokens",
            code: "integer_below_min_value"
        )
    }

    /// Nothing is kept here, so nothing can be gone back to.
    private func state(_ body: ParsedJSON) -> Complaint? {
        if let store = body["store"], store.boolean == nil, store != .null { return .type("store", "a boolean", store) }
        guard let previous = body["previous_response_id"], previous != .null else { return nil }
        return Complaint(
            "Previous response with id '\(previous.string ?? "")' not found.",
            param: "previous_response_id",
            code: "previous_response_not_found"
        )
    }

    private func reasoning(_ body: ParsedJSON) -> Complaint? {
        guard let reasoning = body["reasoning"], reasoning != .null else { return nil }
        let known: Set<String> = ["effort", "summary", "generate_summary", "context", "mode"]
        if let unknown = (reasoning.object ?? [:]).keys.sorted().first(where: { !known.contains($0) }) {
            return .unknownParameter("reasoning.\(unknown)")
        }
        if let summary = reasoning["summary"], summary != .null {
            let values = ["auto", "concise", "detailed"]
            guard values.contains(summary.string ?? "") else {
                return .unsupportedValue("reasoning.summary", summary.string ?? "", values)
            }
        }
        guard let effort = reasoning["effort"], effort != .null, let efforts = facts.efforts else { return nil }
        if efforts.isEmpty { return .unsupportedParameter("reasoning.effort") }
        let value = effort.string ?? ""
        return efforts.contains(value) ? nil : .unsupportedValue("reasoning.effort", value, efforts)
    }

    private func sampling(_ body: ParsedJSON) -> Complaint? {
        let effort = body["reasoning"]?["effort"]?.string ?? facts.defaultEffort
        guard facts.isReasoning, effort != "none" else { return nil }
        let refused = ["temperature", "top_p", "top_logprobs"].first { body[$0] != nil && body[$0] != .null }
        return refused.map { .unsupportedParameter($0) }
    }

    private func include(_ body: ParsedJSON) -> Complaint? {
        let known = [
            "reasoning.encrypted_content", "message.output_text.logprobs", "message.input_image.image_url",
            "file_search_call.results", "web_search_call.action.sources", "computer_call_output.output.image_url",
            "code_interpreter_call.outputs",
        ]
        return Complaint.first(of: body["include"]?.array ?? []) { index, value in
            let name = value.string ?? ""
            guard !known.contains(name) else { return nil }
            return Complaint("Invalid value: '\(name)'.", param: "include[\(index)]", code: "invalid_value")
        }
    }

    private func streaming(_ body: ParsedJSON) -> Complaint? {
        guard let options = body["stream_options"], options != .null else { return nil }
        let unknown = (options.object ?? [:]).keys.sorted().first { $0 != "include_obfuscation" }
        return unknown.map { .unknownParameter("stream_options.\($0)") }
    }

    private func format(_ body: ParsedJSON) -> Complaint? {
        guard let text = body["text"], text != .null else { return nil }
        if let unknown = (text.object ?? [:]).keys.sorted().first(where: { !["format", "verbosity"].contains($0) }) {
            return .unknownParameter("text.\(unknown)")
        }
        guard let format = text["format"], format["type"]?.string == "json_schema" else { return nil }
        guard let name = format["name"]?.string else { return .missing("text.format.name") }
        if let complaint = ChatValidator.name(name, "text.format.name") { return complaint }
        guard let schema = format["schema"] else { return .missing("text.format.schema") }
        guard format["strict"]?.boolean == true else { return nil }
        let problem = ToolSchemaRules(strict: true).complaint(about: schema)
        return problem.map {
            Complaint("Invalid schema for response_format '\(name)': \($0)", param: "text.format.schema")
        }
    }

    private func identifiers(_ body: ParsedJSON) -> Complaint? {
        for (field, limit) in [("prompt_cache_key", 64), ("safety_identifier", 128)] {
            if let text = body[field]?.string, text.count > limit {
                return .tooLong(field, "string", limit, text.count)
            }
        }
        return nil
    }
}

extension Complaint {
    static func unknownParameter(_ field: String) -> Complaint {
        Complaint("Unknown parameter: '\(field)'.", param: field, code: "unknown_parameter")
    }

    static func missing(_ field: String) -> Complaint {
        Complaint("Missing required parameter: '\(field)'.", param: field, code: "missing_required_parameter")
    }
}
