extension ChatValidator {
    func messages(of body: ParsedJSON) -> Complaint? {
        guard rules.contains(.messages) else { return nil }
        let list = body["messages"]?.array ?? []
        if let complaint = Complaint.first(of: list, { complaint(aboutMessage: $1, $0) }) { return complaint }
        guard traits.wantsSystemFirst else { return nil }
        let isLate = list.drop { $0["role"]?.string == "system" }.contains { $0["role"]?.string == "system" }
        return isLate ? Complaint("System message must be at the beginning.") : nil
    }

    private func complaint(aboutMessage message: ParsedJSON, _ index: Int) -> Complaint? {
        guard let role = message["role"]?.string, traits.roles.contains(role) else {
            let names = traits.roles.sorted().map { "'\($0)'" }.joined(separator: ", ")
            return Complaint(
                "Invalid value: '\(message["role"]?.string ?? "")'. Supported values are: \(names).",
                param: "messages[\(index)].role",
                code: "invalid_value"
            )
        }
        return fields(of: message, index, role)
            ?? calls(of: message, index, role)
            ?? content(of: message, index, role)
            ?? reasoning(of: message, index)
    }

    private func fields(of message: ParsedJSON, _ index: Int, _ role: String) -> Complaint? {
        let members = message.object ?? [:]
        let isExtra = members.keys.sorted().first { field in
            guard let known = traits.messageFields?[role] else { return false }
            return field != "role" && field != "content" && !known.contains(field)
        }
        if let isExtra { return traits.unknown(isExtra, message: index, role: role) }
        guard !traits.takesNulls else { return nil }
        let null = members.keys.sorted().first { $0 != "content" && members[$0] == .null }
        return null.map { traits.unknown($0, message: index, role: role) }
    }

    private func content(of message: ParsedJSON, _ index: Int, _ role: String) -> Complaint? {
        let field = "messages[\(index)].content"
        switch message["content"] {
        case .string: return nil
        case .array(let parts): return parts.isEmpty ? .empty(field) : self.parts(parts, index, role)
        case nil, .null?:
            let calls = message["tool_calls"]?.array?.isEmpty == false
            if role == "assistant", calls || message["refusal"]?.string != nil { return nil }
            return Complaint(
                "Invalid value for 'content': expected a string, got null.",
                param: field,
                code: "invalid_type"
            )
        case .some(let other): return .type(field, "one of an array of objects or string", other)
        }
    }

    private func parts(_ parts: [ParsedJSON], _ index: Int, _ role: String) -> Complaint? {
        Complaint.first(of: parts) { number, part in
            let type = part["type"]?.string ?? ""
            if let complaint = complaint(aboutPartOfType: type, index, number, role) { return complaint }
            let unknown = (part.object ?? [:]).keys.sorted().first { field in
                field != "type" && traits.partFields.map { !$0.contains(field) } ?? false
            }
            if let unknown { return traits.unknown(unknown, message: index, role: role, path: "content[\(number)]") }
            return type == "image_url" ? image(part, "messages[\(index)].content[\(number)].image_url") : nil
        }
    }

    private func complaint(aboutPartOfType type: String, _ index: Int, _ number: Int, _ role: String) -> Complaint? {
        let allowed: Set<String> =
            switch role {
            case "user": traits.userParts
            case "tool": traits.toolParts
            case "assistant": ["text", "refusal"]
            default: ["text"]
            }
        guard !allowed.contains(type) else { return nil }
        if type == "image_url" {
            return Complaint(
                "Invalid 'messages[\(index)]'. Image URLs are only allowed for messages with role 'user', but this message "
                    + "with role '\(role)' contains an image URL.",
                param: "messages[\(index)]",
                code: "invalid_value"
            )
        }
        let names = allowed.sorted().map { "'\($0)'" }.joined(separator: ", ")
        return Complaint(
            "Invalid value: '\(type)'. Supported values are: \(names).",
            param: "messages[\(index)].content[\(number)].type",
            code: "invalid_value"
        )
    }

    private func image(_ part: ParsedJSON, _ field: String) -> Complaint? {
        guard facts.takesImages else { return Complaint("This model does not support image input.", param: field) }
        let url = part["image_url"]?["url"]?.string ?? ""
        let isData = url.hasPrefix("data:image/") && url.contains(";base64,")
        guard !isData, !url.hasPrefix("https://"), !url.hasPrefix("http://") else { return nil }
        return Complaint(
            "Invalid '\(field).url'. Expected a valid URL, but got a value with an invalid format.",
            param: "\(field).url",
            code: "invalid_value"
        )
    }
}

extension ChatValidator {
    /// Longest id of a tool call, in characters.
    private static let callIDLimit = 64

    private func calls(of message: ParsedJSON, _ index: Int, _ role: String) -> Complaint? {
        if role == "tool", message["tool_call_id"]?.string == nil {
            let field = "messages[\(index)].tool_call_id"
            return Complaint(
                "Missing required parameter: '\(field)'.",
                param: field,
                code: "missing_required_parameter"
            )
        }
        guard let calls = message["tool_calls"], calls != .null else { return nil }
        let field = "messages[\(index)].tool_calls"
        guard let list = calls.array else { return .type(field, "an array of objects", calls) }
        if list.isEmpty { return .empty("messages.\(index).tool_calls") }
        return Complaint.first(of: list) { complaint(aboutCall: $1, "\(field)[\($0)]") }
    }

    private func complaint(aboutCall call: ParsedJSON, _ field: String) -> Complaint? {
        for path in [["id"], ["type"], ["function", "name"], ["function", "arguments"]] {
            let name = ([field] + path).joined(separator: ".")
            let value = path.reduce(call as ParsedJSON?) { $0?[$1] }
            guard let value else {
                return Complaint(
                    "Missing required parameter: '\(name)'.",
                    param: name,
                    code: "missing_required_parameter"
                )
            }
            guard value.string != nil else { return .type(name, "a string", value) }
        }
        let id = call["id"]?.string ?? ""
        if id.isEmpty || id.count > Self.callIDLimit {
            return .tooLong("\(field).id", "string", Self.callIDLimit, id.count)
        }
        if let complaint = Self.name(call["function"]?["name"]?.string ?? "", "\(field).function.name") {
            return complaint
        }
        guard ParsedJSON(call["function"]?["arguments"]?.string ?? "")?.object == nil else { return nil }
        return Complaint(
            "Invalid '\(field).function.arguments': expected the JSON text of an object.",
            param: "\(field).function.arguments",
            code: "invalid_value"
        )
    }

    /// Reasoning that came with a signature comes back with the same text.
    private func reasoning(of message: ParsedJSON, _ index: Int) -> Complaint? {
        guard rules.contains(.issuedThinking), let details = message["reasoning_details"]?.array else { return nil }
        let isForeign = details.contains { detail in
            guard let signature = detail["signature"]?.string else { return false }
            return signature != AnswerBlock.signature(of: detail["text"]?.string ?? "") && !issued.contains(signature)
        }
        guard isForeign else { return nil }
        return Complaint("messages.\(index).content.0: Invalid `signature` in `thinking` block")
    }
}
