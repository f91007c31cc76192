extension RequestValidator {
    /// Typed tools that the client runs, by the beginning of their type.
    private static let clientTools = ["bash_", "text_editor_", "memory_", "computer_2024", "computer_2025"]
    private static let nameLimit = 64

    func tools(of body: ParsedJSON) -> String? {
        guard rules.contains(.tools), let tools = body["tools"] else { return nil }
        guard let list = tools.array else { return "tools: Input should be a valid list" }
        let betas = Set(betas(of: body))
        if let complaint = first(of: list, { complaint(aboutTool: $1, $0, betas) }) { return complaint }
        let names = list.compactMap { $0["name"]?.string }
        return Set(names).count == names.count ? nil : "tools: Tool names must be unique."
    }

    private func complaint(aboutTool tool: ParsedJSON, _ index: Int, _ betas: Set<String>) -> String? {
        guard let type = tool["type"]?.string, type != "custom" else {
            return complaint(aboutCustomTool: tool, "tools.\(index).custom", betas)
        }
        if variant.takesServerTools || Self.clientTools.contains(where: type.hasPrefix) { return nil }
        let searches = type.hasPrefix("tool_search_tool") && betas.contains("tool-search-tool-2025-10-19")
        return searches ? nil : "The provided request is not valid"
    }

    private func complaint(aboutCustomTool tool: ParsedJSON, _ path: String, _ betas: Set<String>) -> String? {
        var allowed = variant.toolFields
        if betas.contains("tool-search-tool-2025-10-19") { allowed.insert("defer_loading") }
        if betas.contains("tool-examples-2025-10-29") { allowed.insert("input_examples") }
        return Self.extra(in: tool, allowed: allowed, path: path) ?? name(of: tool, path) ?? schema(of: tool, path)
    }

    private func name(of tool: ParsedJSON, _ path: String) -> String? {
        guard let name = tool["name"]?.string else { return "\(path).name: Field required" }
        let isWellFormed = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard !isWellFormed || name.isEmpty || name.utf8.count > Self.nameLimit else { return nil }
        return "\(path).name: String should match pattern '^[a-zA-Z0-9_-]{1,\(Self.nameLimit)}$'"
    }

    private func schema(of tool: ParsedJSON, _ path: String) -> String? {
        guard let schema = tool["input_schema"], schema.object != nil else {
            return "\(path).input_schema: Field required"
        }
        guard let type = schema["type"] else { return "\(path).input_schema.type: Field required" }
        return type == .string("object") ? nil : "\(path).input_schema.type: Input should be 'object'"
    }
}
