package import MessagesAPI

/// The tools of a request for a dialect that knows functions, and web search at most.
package struct FunctionTools: Sendable {
    /// The functions, in the client's order.
    package private(set) var functions: [FunctionTool] = []
    /// The request's web search, if the upstream has one.
    package private(set) var webSearch: TypedTool?
    /// What was left out, by name only.
    package private(set) var omissions: [String] = []

    /// Puts the list together.
    ///
    /// - Parameters:
    ///   - conversation: What the tools are for.
    ///   - toolNames: The names upstream.
    ///   - rules: The clean-ups of schemas.
    ///   - limit: Most functions that the upstream takes.
    ///   - searchesWeb: Whether the upstream can search the web itself.
    /// - Throws: A failure of kind `unsupportedFeature` if no tool is left of those asked for, as the model would make
    ///   their results up, or if there are too many.
    package init(
        _ conversation: Conversation,
        toolNames: ToolNames,
        rules: SchemaRules,
        limit: Int,
        searchesWeb: Bool
    ) throws(UpstreamFailure) {
        var dropped: [String] = []
        var kept = Self.within(limit, conversation.tools, of: conversation)
        if kept.count < conversation.tools.count { omissions.append("deferred tools") }
        kept.removeAll { tool in
            guard case .typed(let tool) = tool, KnownTypedTool.of(type: tool.type) == nil || tool.name == nil else {
                return false
            }
            if searchesWeb, tool.type.hasPrefix("web_search_") {
                webSearch = tool
            } else {
                dropped.append(tool.type)
            }
            return true
        }
        guard !kept.isEmpty || webSearch != nil || dropped.isEmpty else {
            throw UpstreamFailure(
                .unsupportedFeature,
                "tools: this model does not run server tools (\(dropped.prefix(5).joined(separator: ", "))), and the "
                    + "request has no other tool.",
                status: 400
            )
        }
        guard kept.count <= limit else {
            throw UpstreamFailure(
                .unsupportedFeature,
                "tools: this model takes \(limit) tools at most, and the request has \(kept.count).",
                status: 400
            )
        }
        if !dropped.isEmpty { omissions.append("server tools") }
        functions = kept.compactMap { tool in
            switch tool {
            case .custom(let tool):
                FunctionTool(tool, name: toolNames.upstreamName(tool.name), rules: rules)
            case .typed(let tool): FunctionTool(tool, toolNames: toolNames, rules: rules)
            }
        }
    }

    /// Whether a function of that upstream name is among them.
    package func has(_ name: String) -> Bool {
        functions.contains { $0.name == name }
    }

    /// As many of the tools as the upstream takes, less those at the end that are only there to be searched for.
    private static func within(_ limit: Int, _ tools: [Tool], of conversation: Conversation) -> [Tool] {
        guard tools.count > limit else { return tools }
        let used = conversation.usedTools
        let isNeeded = tools.map { tool in
            guard case .custom(let tool) = tool, tool.deferLoading == true else { return true }
            return used.contains(tool.name)
        }
        var room = limit - isNeeded.count { $0 }
        return zip(tools, isNeeded).compactMap { tool, isNeeded in
            if isNeeded { return tool }
            room -= 1
            return room >= 0 ? tool : nil
        }
    }
}

extension Conversation {
    /// The tools that were called or made available, so that the model knows of them.
    fileprivate var usedTools: Set<String> {
        var names = addedTools
        for case .assistant(let items) in turns {
            for case .call(let call) in items { names.insert(call.name) }
        }
        return names
    }
}
