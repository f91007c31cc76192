extension TokenCounter {
    /// Tokens of the system prompt that the API adds as soon as there are tools, by what the model must do.
    ///
    /// - Note: Source: tool use pricing of Claude 4
    ///   (https://docs.claude.com/en/docs/agents-and-tools/tool-use/overview, seen 2026-11-22).
    private static func toolPrompt(_ choice: ToolChoice?) -> Double {
        switch choice?.mode {
        case .any, .tool: 313
        case .auto, .never, .unknown, nil: 346
        }
    }

    /// Tokens of a tool whose description and schema Anthropic keeps.
    ///
    /// - Note: Source: the pages of the bash (245), text editor (700) and computer use (735) tools
    ///   (https://docs.claude.com/en/docs/agents-and-tools/tool-use/bash-tool, seen 2026-11-22). The others are a
    ///   guess.
    private static func definition(of type: String) -> Double {
        if type.hasPrefix("bash_") { return 245 }
        if type.hasPrefix("text_editor_") { return 700 }
        if type.hasPrefix("computer_") { return 735 }
        return 500
    }

    mutating func add(_ tools: [Tool], _ choice: ToolChoice?) {
        if tools.isEmpty { return }
        add(tokens: Self.toolPrompt(choice))
        for tool in tools {
            add(tokens: TokenEstimate.toolOverhead)
            switch tool {
            case .custom(let tool): add(tool)
            case .typed(let tool): add(tokens: Self.definition(of: tool.type))
            }
        }
    }

    private mutating func add(_ tool: CustomTool) {
        add(tool.name, as: .json)
        // A deferred tool is not in the prompt until it is found.
        if tool.deferLoading == true { return }
        add(tool.description ?? "", as: .prose)
        add(tool.inputSchema)
        for example in tool.inputExamples ?? [] { add(example) }
    }
}
