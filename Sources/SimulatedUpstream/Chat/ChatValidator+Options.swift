extension ChatValidator {
    func options(of body: ParsedJSON) -> Complaint? {
        guard rules.contains(.options) else { return nil }
        return limits(body) ?? stop(body) ?? effort(body) ?? reasoningTools(body) ?? sampling(body) ?? streaming(body)
            ?? identifiers(body) ?? format(body) ?? reasoningFormat(body)
    }

    private func limits(_ body: ParsedJSON) -> Complaint? {
        if facts.isReasoning, body["max_tokens"] != nil {
            return .unsupportedParameter("max_tokens", instead: "max_completion_tokens")
        }
        for field in ["max_tokens", "max_completion_tokens"] {
            guard let value = body[field], value != .null else { continue }
            guard let count = value.integer else { return .type(field, "an integer", value) }
            // Cerebras takes -1 for as many as there are.
            guard count < 1, !(vendor == .cerebras && count == -1) else { continue }
            return Complaint(
                "Invalid '\(field)': integer below minimum value. Expected a value >= 1, but got \(count) instead.",
                param: field,
                code: "integer_below_min_value"
            )
        }
        guard let choices = body["n"]?.integer, choices > traits.choiceLimit else { return nil }
        return Complaint("'n' : number must be at most \(traits.choiceLimit)", param: "n")
    }

    private func stop(_ body: ParsedJSON) -> Complaint? {
        guard let stop = body["stop"], stop != .null else { return nil }
        if !facts.takesStop { return .unsupportedParameter("stop") }
        guard let count = stop.array?.count, count > traits.stopLimit else { return nil }
        return .tooLong("stop", "array", traits.stopLimit, count)
    }

    private func effort(_ body: ParsedJSON) -> Complaint? {
        guard let effort = body["reasoning_effort"], effort != .null, let efforts = facts.efforts else { return nil }
        if efforts.isEmpty {
            return vendor == .openAI
                ? traits.unknown("reasoning_effort")
                : Complaint("`reasoning_effort` is not supported with this model", param: "reasoning_effort")
        }
        guard let value = effort.string else { return .type("reasoning_effort", "a string", effort) }
        return efforts.contains(value) ? nil : .unsupportedValue("reasoning_effort", value, efforts)
    }

    private func reasoningTools(_ body: ParsedJSON) -> Complaint? {
        let tools = body["tools"]?.array ?? []
        let effort = body["reasoning_effort"]?.string
        let refuses =
            switch facts.refusesTools {
            case .never: false
            case .withEffort: effort != nil && effort != "none"
            case .unlessNone: effort != "none"
            }
        guard refuses, tools.contains(where: { $0["type"]?.string == "function" }) else { return nil }
        return Complaint(
            "Function tools with reasoning_effort are not supported for \(body["model"]?.string ?? "this model") in "
                + "/v1/chat/completions. To use function tools, use /v1/responses or set reasoning_effort to 'none'.",
            param: "reasoning_effort"
        )
    }

    private func sampling(_ body: ParsedJSON) -> Complaint? {
        let effort = body["reasoning_effort"]?.string ?? facts.defaultEffort
        guard facts.isReasoning, effort != "none" else { return nil }
        for field in ["temperature", "top_p"] {
            guard let value = body[field], value != .null, value != .number(1) else { continue }
            return Complaint(
                "Unsupported value: '\(field)' does not support this value with this model. Only the default (1) value is "
                    + "supported.",
                param: field,
                code: "unsupported_value"
            )
        }
        let refused = ["logprobs", "top_logprobs", "presence_penalty", "frequency_penalty", "logit_bias"]
        return refused.first { body[$0] != nil }.map { .unsupportedParameter($0) }
    }

    private func streaming(_ body: ParsedJSON) -> Complaint? {
        guard let options = body["stream_options"], options != .null else { return nil }
        if body["stream"]?.boolean != true {
            return Complaint(
                "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
                param: "stream_options"
            )
        }
        let unknown = (options.object ?? [:]).keys.sorted().first {
            !["include_usage", "include_obfuscation"].contains($0)
        }
        return unknown.map { traits.unknown("stream_options.\($0)") }
    }

    private func identifiers(_ body: ParsedJSON) -> Complaint? {
        for (field, limit) in [("prompt_cache_key", 64), ("safety_identifier", 128), ("user", 512)] {
            if let text = body[field]?.string, text.count > limit {
                return .tooLong(field, "string", limit, text.count)
            }
        }
        guard vendor == .openAI, body["metadata"] != nil, body["store"]?.boolean != true else { return nil }
        return Complaint("The 'metadata' parameter is only allowed when 'store' is enabled.", param: "metadata")
    }

    private func format(_ body: ParsedJSON) -> Complaint? {
        guard let format = body["response_format"], format["type"]?.string == "json_schema" else { return nil }
        if vendor == .groq, body["stream"]?.boolean == true, body["tools"] != nil {
            return Complaint("response_format` does not support streaming with tools", param: "response_format")
        }
        guard let schema = format["json_schema"], let name = schema["name"]?.string else {
            let field = "response_format.json_schema"
            return Complaint(
                "Missing required parameter: '\(field).name'.",
                param: field,
                code: "missing_required_parameter"
            )
        }
        if let complaint = Self.name(name, "response_format.json_schema.name") { return complaint }
        let strict = schema["strict"]?.boolean == true
        guard strict, let text = ToolSchemaRules(strict: true).complaint(about: schema["schema"] ?? .null) else {
            return nil
        }
        return Complaint("Invalid schema for response_format '\(name)': \(text)", param: "response_format")
    }

    private func reasoningFormat(_ body: ParsedJSON) -> Complaint? {
        guard let format = body["reasoning_format"], format != .null, vendor == .groq || vendor == .cerebras else {
            return nil
        }
        if body["include_reasoning"] != nil {
            return Complaint("cannot specify both `reasoning_format` and `include_reasoning`")
        }
        if !facts.takesReasoningFormat {
            return Complaint("`reasoning_format` is not supported with this model", param: "reasoning_format")
        }
        let known = vendor == .groq ? ["parsed", "raw", "hidden"] : ["none", "parsed", "text_parsed", "raw", "hidden"]
        guard let value = format.string, known.contains(value) else {
            return .unsupportedValue("reasoning_format", format.string ?? "", known)
        }
        let wantsForm = body["tools"] != nil || body["response_format"] != nil
        guard vendor == .groq, value == "raw", wantsForm else { return nil }
        return Complaint("`reasoning_format` must be set to either `parsed` or `hidden` with tools or JSON mode")
    }
}

extension Complaint {
    static func unsupportedValue(_ field: String, _ value: String, _ known: [String]) -> Complaint {
        let names = known.map { "'\($0)'" }
        let list =
            names.count < 2
            ? names.joined() : names.dropLast().joined(separator: ", ") + ", and " + names.suffix(1).joined()
        return Complaint(
            "Unsupported value: '\(field)' does not support '\(value)' with this model. Supported values are: \(list).",
            param: field,
            code: "unsupported_value"
        )
    }
}
