import MessagesAPI

/// A decoded request as lines of text, one for each thing that was read, so that it can be held against a file.
struct RequestSummary {
    private(set) var lines: [String] = []

    init(_ request: DecodedMessagesRequest) {
        addSettings(request)
        if let system = request.system { add(system, "system") }
        for message in request.messages {
            lines.append("message \(message.role.rawValue)\(shown(others: message.otherFields))")
            add(message.content, "  ")
        }
        for tool in request.tools { add(tool) }
    }

    private mutating func addSettings(_ request: DecodedMessagesRequest) {
        lines += [
            "model \(request.model) max \(shown(request.maxTokens)) stream \(request.isStreaming)",
            "temperature \(shown(request.temperature)) top_p \(shown(request.topP)) top_k \(shown(request.topK))",
            "stop \(request.stopSequences.map { $0.debugDescription })",
            "tier \(shown(request.serviceTier)) speed \(shown(request.speed)) geo \(shown(request.inferenceGeo))",
            "user \(shown(request.metadata?.userID))\(shown(others: request.metadata?.otherFields ?? []))",
            "thinking \(shown(request.thinking?.mode)) \(shown(request.thinking?.display))"
                + shown(others: request.thinking?.otherFields ?? []),
            "choice \(shown(request.toolChoice?.mode)) \(shown(request.toolChoice?.disableParallelToolUse))",
            "effort \(shown(request.outputConfiguration?.effort))"
                + " format \(shown(request.outputConfiguration?.format?.type))"
                + " \(shown(request.outputConfiguration?.format?.schema?.text))"
                + shown(others: request.outputConfiguration?.otherFields ?? []),
            "cache\(shown(cache: request.cacheControl))\(shown(others: request.otherFields))",
        ]
    }

    private mutating func add(_ content: Content, _ indent: String) {
        switch content {
        case .text(let text): lines.append("\(indent) string \(text.debugDescription)")
        case .blocks(let blocks): for block in blocks { add(block, indent) }
        }
    }

    private mutating func add(_ block: ContentBlock, _ indent: String) {
        lines.append("\(indent) \(BlockSummary(block).line)")
        switch block {
        case .toolResult(let block): if let content = block.content { add(content, indent + "  ") }
        case .mcpToolResult(let block): if let content = block.content { add(content, indent + "  ") }
        case .searchResult(let block): for inner in block.content { add(inner, indent + "  ") }
        case .document(let block): if case .content(let content) = block.source { add(content, indent + "  ") }
        default: break
        }
    }

    private mutating func add(_ tool: Tool) {
        switch tool {
        case .custom(let tool):
            lines.append(
                "tool \(tool.name) \(shown(tool.description)) \(tool.inputSchema.text) strict \(shown(tool.strict))"
                    + " defer \(shown(tool.deferLoading)) eager \(shown(tool.eagerInputStreaming))"
                    + " callers \(shown(tool.allowedCallers)) examples \(shown(tool.inputExamples?.map(\.text)))"
                    + shown(cache: tool.cacheControl) + shown(others: tool.otherFields)
            )
        case .typed(let tool):
            lines.append(
                "typed tool \(tool.type) \(shown(tool.name)) defer \(shown(tool.deferLoading))"
                    + shown(cache: tool.cacheControl)
                    + shown(others: tool.otherFields)
            )
        }
    }
}
