extension ResponsesValidator {
    /// Longest `call_id`, in characters.
    private static let callIDLimit = 64
    private static let itemFields: [String: Set<String>] = [
        "message": ["type", "role", "content", "id", "status", "phase"],
        "function_call": ["type", "call_id", "name", "arguments", "id", "status"],
        "function_call_output": ["type", "call_id", "output", "id", "status"],
        "reasoning": ["type", "id", "summary", "encrypted_content", "content", "status"],
    ]

    func items(of body: ParsedJSON) -> Complaint? {
        guard rules.contains(.messages) else { return nil }
        let isStored = body["store"]?.boolean != false
        return Complaint.first(of: body["input"]?.array ?? []) { index, item in
            complaint(aboutItem: item, "input[\(index)]", isStored: isStored)
        }
    }

    private func complaint(aboutItem item: ParsedJSON, _ field: String, isStored: Bool) -> Complaint? {
        let type = item["type"]?.string ?? (item["role"] == nil ? "" : "message")
        guard let known = Self.itemFields[type] else {
            let names = Self.itemFields.keys.sorted().map { "'\($0)'" }.joined(separator: ", ")
            return Complaint(
                "Invalid value: '\(type)'. Supported values are: \(names).",
                param: field,
                code: "invalid_value"
            )
        }
        if let unknown = (item.object ?? [:]).keys.sorted().first(where: { !known.contains($0) }) {
            return .unknownParameter("\(field).\(unknown)")
        }
        switch type {
        case "function_call": return call(item, field)
        case "function_call_output": return output(item, field)
        case "reasoning": return reasoning(item, field, isStored: isStored)
        default: return message(item, field)
        }
    }

    private func message(_ item: ParsedJSON, _ field: String) -> Complaint? {
        let role = item["role"]?.string ?? ""
        guard ["user", "assistant", "system", "developer"].contains(role) else {
            return Complaint("Invalid value: '\(role)'.", param: "\(field).role", code: "invalid_value")
        }
        let allowed: Set<String> =
            role == "assistant" ? ["output_text", "refusal"] : ["input_text", "input_image", "input_file"]
        return content(item["content"], "\(field).content", allowed)
    }

    private func content(_ content: ParsedJSON?, _ field: String, _ allowed: Set<String>) -> Complaint? {
        switch content {
        case nil, .null?: return .missing(field)
        case .string?: return nil
        case .array(let parts)?: return Complaint.first(of: parts) { part($1, "\(field)[\($0)]", allowed) }
        case .some(let other): return .type(field, "one of an array of objects or string", other)
        }
    }

    private func part(_ part: ParsedJSON, _ field: String, _ allowed: Set<String>) -> Complaint? {
        let type = part["type"]?.string ?? ""
        guard allowed.contains(type) else {
            let names = allowed.sorted().map { "'\($0)'" }.joined(separator: " and ")
            return Complaint(
                "Invalid value: '\(type)'. Supported values are: \(names).",
                param: field,
                code: "invalid_value"
            )
        }
        let known: Set<String> =
            switch type {
            case "input_image": ["type", "image_url", "file_id", "detail", "prompt_cache_breakpoint"]
            case "input_file": ["type", "filename", "file_data", "file_url", "file_id", "detail"]
            case "refusal": ["type", "refusal"]
            default: ["type", "text", "annotations", "logprobs", "prompt_cache_breakpoint"]
            }
        if let unknown = (part.object ?? [:]).keys.sorted().first(where: { !known.contains($0) }) {
            return .unknownParameter("\(field).\(unknown)")
        }
        if type == "input_image", part["image_url"]?.string == nil, part["file_id"] == nil {
            return .missing("\(field).image_url")
        }
        return type.hasSuffix("_text") && part["text"]?.string == nil ? .missing("\(field).text") : nil
    }

    private func call(_ item: ParsedJSON, _ field: String) -> Complaint? {
        for name in ["call_id", "name", "arguments"] {
            guard let value = item[name] else { return .missing("\(field).\(name)") }
            guard value.string != nil else { return .type("\(field).\(name)", "a string", value) }
        }
        return id(item, field, begins: "fc") ?? callID(item, field)
            ?? ChatValidator.name(item["name"]?.string ?? "", "\(field).name")
    }

    private func output(_ item: ParsedJSON, _ field: String) -> Complaint? {
        guard item["call_id"]?.string != nil else { return .missing("\(field).call_id") }
        return callID(item, field)
            ?? content(item["output"], "\(field).output", ["input_text", "input_image", "input_file"])
    }

    private func reasoning(_ item: ParsedJSON, _ field: String, isStored: Bool) -> Complaint? {
        guard let id = item["id"]?.string else { return .missing("\(field).id") }
        guard item["summary"]?.array != nil else { return .missing("\(field).summary") }
        if let complaint = self.id(item, field, begins: "rs") { return complaint }
        guard let content = item["encrypted_content"]?.string else {
            guard !isStored else { return nil }
            return Complaint(
                "Item with id '\(id)' not found. Items are not persisted when `store` is set to false. Try again with "
                    + "`store` set to true, or remove this item from your input.",
                param: "input"
            )
        }
        guard rules.contains(.issuedThinking), EncryptedReasoning.open(content) == nil, !issued.contains(content) else {
            return nil
        }
        return Complaint(
            "The encrypted content for item \(id) could not be verified. Reason: Encrypted content could not be decrypted "
                + "or parsed.",
            code: "invalid_encrypted_content"
        )
    }

    private func id(_ item: ParsedJSON, _ field: String, begins prefix: String) -> Complaint? {
        guard let id = item["id"], id != .null, id.string?.hasPrefix(prefix) != true else { return nil }
        return Complaint(
            "Invalid '\(field).id': '\(id.string ?? "")'. Expected an ID that begins with '\(prefix)'.",
            param: "\(field).id",
            code: "invalid_value"
        )
    }

    private func callID(_ item: ParsedJSON, _ field: String) -> Complaint? {
        let count = item["call_id"]?.string?.count ?? 0
        guard count == 0 || count > Self.callIDLimit else { return nil }
        return .tooLong("\(field).call_id", "string", Self.callIDLimit, count)
    }
}

/// What goes with what.
extension ResponsesValidator {
    func pairing(of body: ParsedJSON) -> Complaint? {
        guard rules.contains(.toolPairing) else { return nil }
        let items = body["input"]?.array ?? []
        let calls = ids(of: items, "function_call")
        let outputs = ids(of: items, "function_call_output")
        if let open = calls.first(where: { !outputs.contains($0) }) {
            return Complaint("No tool output found for function call \(open).", param: "input")
        }
        if let orphan = outputs.first(where: { !calls.contains($0) }) {
            return Complaint("No tool call found for function call output with call_id \(orphan).", param: "input")
        }
        return lonelyReasoning(items)
    }

    private func ids(of items: [ParsedJSON], _ type: String) -> [String] {
        items.filter { $0["type"]?.string == type }.compactMap { $0["call_id"]?.string }
    }

    /// A reasoning item stands in front of what it led to.
    private func lonelyReasoning(_ items: [ParsedJSON]) -> Complaint? {
        Complaint.first(of: items) { index, item in
            guard item["type"]?.string == "reasoning" else { return nil }
            let following = items.dropFirst(index + 1).first { $0["type"]?.string != "reasoning" }
            let isLed = following?["type"]?.string == "function_call" || following?["role"]?.string == "assistant"
            guard !isLed else { return nil }
            return Complaint(
                "Item '\(item["id"]?.string ?? "")' of type 'reasoning' was provided without its required following item.",
                param: "input"
            )
        }
    }
}
