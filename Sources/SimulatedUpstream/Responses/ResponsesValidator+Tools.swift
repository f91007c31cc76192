extension ResponsesValidator {
    private static let toolLimit = 128

    func tools(of body: ParsedJSON) -> Complaint? {
        guard rules.contains(.tools) else { return nil }
        let list = body["tools"]?.array ?? []
        if list.count > Self.toolLimit { return .tooLong("tools", "array", Self.toolLimit, list.count) }
        return Complaint.first(of: list) { complaint(aboutTool: $1, "tools[\($0)]") } ?? choice(of: body, list)
    }

    private func complaint(aboutTool tool: ParsedJSON, _ field: String) -> Complaint? {
        guard let type = tool["type"]?.string else { return .missing("\(field).type") }
        // Tools that the host runs, and free-text tools, have fields of their own.
        guard type == "function" else { return nil }
        guard let name = tool["name"]?.string else { return .missing("\(field).name") }
        let known: Set<String> = ["type", "name", "description", "parameters", "strict"]
        if let unknown = (tool.object ?? [:]).keys.sorted().first(where: { !known.contains($0) }) {
            return .unknownParameter("\(field).\(unknown)")
        }
        guard let parameters = tool["parameters"] else { return .missing("\(field).parameters") }
        if let complaint = ChatValidator.name(name, "\(field).name") { return complaint }
        // Left out it is true, unlike on Chat Completions.
        let rules = ToolSchemaRules(strict: tool["strict"]?.boolean ?? true)
        return rules.complaint(about: parameters).map {
            Complaint(
                "Invalid schema for function '\(name)': \($0)",
                param: "\(field).parameters",
                code: "invalid_function_parameters"
            )
        }
    }

    private func choice(of body: ParsedJSON, _ tools: [ParsedJSON]) -> Complaint? {
        guard let choice = body["tool_choice"], choice.object != nil, choice["type"]?.string == "function" else {
            return nil
        }
        let name = choice["name"]?.string
        guard let name else { return .missing("tool_choice.name") }
        guard !tools.contains(where: { $0["name"]?.string == name }) else { return nil }
        return Complaint("Tool choice 'function' not found in 'tools' parameter.", param: "tool_choice")
    }
}
