extension TokenCounter {
    /// Tokens of the system prompt that the API adds as soon as there are tools, by what the model must do.
    ///
    /// Those of Claude 4.5 and 4.6 (4.0 and 4.1 have 313 and 315), and the most that models from 4.8 on have; 4.7 alone has
    /// 675 and 804.
    /// - Note: Source: tool use pricing (https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview), from a
    ///   copy of the page, seen 2026-11-22.
    private var toolPrompt: (free: Int, forced: Int) {
        switch generation {
        case .standard: (free: 497, forced: 589)
        case .dense: (free: 354, forced: 588)
        }
    }

    /// Tokens of a tool whose description and schema Anthropic keeps.
    ///
    /// - Note: Source: specific tool pricing (https://platform.claude.com/docs/en/about-claude/pricing), from a copy of
    ///   the page, seen 2026-11-22: bash 244, and 325 from 4.7 on, which is what the tokenizer's factor makes of it; text
    ///   editor 700; computer use 735. The others are a guess.
    private static func definition(of type: String) -> Double {
        if type.hasPrefix("bash_") { return 244 }
        if type.hasPrefix("text_editor_") { return 700 }
        if type.hasPrefix("computer_") { return 735 }
        return 500
    }

    mutating func add(_ tools: [Tool], _ choice: ToolChoice?) {
        if tools.isEmpty { return }
        switch choice?.mode {
        case .any, .tool: add(fixed: toolPrompt.forced)
        case .auto, .never, .unknown, nil: add(fixed: toolPrompt.free)
        }
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
