extension ChatValidator {
    /// Longest name of a function, in characters.
    private static let nameLimit = 64
    private static let functionFields: Set<String> = ["name", "description", "parameters", "strict"]

    func tools(of body: ParsedJSON) -> Complaint? {
        guard rules.contains(.tools) else { return nil }
        guard let tools = body["tools"] else { return withoutTools(body) }
        guard let list = tools.array else { return .type("tools", "an array of objects", tools) }
        if list.isEmpty { return .empty("tools") }
        if list.count > traits.toolLimit { return .tooLong("tools", "array", traits.toolLimit, list.count) }
        return Complaint.first(of: list) { complaint(aboutTool: $1, "tools[\($0)]") } ?? choice(of: body, list)
    }

    /// What only goes with tools.
    private func withoutTools(_ body: ParsedJSON) -> Complaint? {
        for field in ["parallel_tool_calls", "tool_choice"] where body[field] != nil {
            if field == "tool_choice", body[field]?.string == "none" { continue }
            return Complaint(
                "Invalid value for '\(field)': '\(field)' is only allowed when 'tools' are specified.",
                param: field
            )
        }
        return nil
    }

    private func complaint(aboutTool tool: ParsedJSON, _ field: String) -> Complaint? {
        let type = tool["type"]?.string ?? ""
        if type == "custom", vendor == .openAI { return nil }
        guard type == "function" else {
            return Complaint(
                "Invalid value: '\(type)'. Supported values are: 'function' and 'custom'.",
                param: "\(field).type",
                code: "invalid_value"
            )
        }
        guard let function = tool["function"], function.object != nil else {
            return Complaint(
                "Missing required parameter: '\(field).function'.",
                param: "\(field).function",
                code: "missing_required_parameter"
            )
        }
        return extras(tool, allowed: ["type", "function"], field)
            ?? extras(function, allowed: Self.functionFields, "\(field).function")
            ?? Self.name(function["name"]?.string ?? "", "\(field).function.name")
            ?? schema(of: function, field)
    }

    private func extras(_ value: ParsedJSON, allowed: Set<String>, _ field: String) -> Complaint? {
        guard traits.fields != nil else { return nil }
        let unknown = (value.object ?? [:]).keys.sorted().first { !allowed.contains($0) }
        return unknown.map {
            Complaint("Unknown parameter: '\(field).\($0)'.", param: "\(field).\($0)", code: "unknown_parameter")
        }
    }

    static func name(_ name: String, _ field: String) -> Complaint? {
        if name.count > nameLimit { return .tooLong(field, "string", nameLimit, name.count) }
        let isWellFormed = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard !isWellFormed || name.isEmpty else { return nil }
        return Complaint(
            "Invalid '\(field)': string does not match pattern. Expected a string that matches the pattern "
                + "'^[a-zA-Z0-9_-]+$'.",
            param: field,
            code: "invalid_value"
        )
    }

    private func choice(of body: ParsedJSON, _ tools: [ParsedJSON]) -> Complaint? {
        switch body["tool_choice"] {
        case nil, .string("none")?, .string("auto")?, .string("required")?: return nil
        case .some(let choice):
            let name = choice["function"]?["name"]?.string
            if choice["type"]?.string == "allowed_tools", vendor == .openAI { return nil }
            if name != nil, tools.contains(where: { $0["function"]?["name"]?.string == name }) { return nil }
            return Complaint(
                "Invalid value for 'tool_choice': no function named '\(name ?? "")' was specified in the 'tools' parameter.",
                param: "tool_choice",
                code: "invalid_value"
            )
        }
    }

    private func schema(of function: ParsedJSON, _ field: String) -> Complaint? {
        guard let parameters = function["parameters"] else { return nil }
        let name = function["name"]?.string ?? ""
        let strict = function["strict"]?.boolean == true
        let rules = ToolSchemaRules(strict: strict, wantsProperties: vendor == .openAI)
        guard let text = rules.complaint(about: parameters) else { return nil }
        return Complaint(
            "Invalid schema for function '\(name)': \(text)",
            param: "\(field).function.parameters",
            code: "invalid_function_parameters"
        )
    }
}
