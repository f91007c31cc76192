import JSONBytes
import MessagesAPI

extension MessagesToChatCompletions {
    /// Writes the functions and how they may be called; nothing where there are none, for empty lists are refused.
    mutating func writeTools() {
        guard !tools.functions.isEmpty else { return }
        if begin("tools") {
            json.beginArray()
            for function in tools.functions { write(function) }
            json.endArray()
        }
        if let mode = request.toolChoice?.mode { writeToolChoice(mode) }
        guard request.toolChoice?.disableParallelToolUse == true else { return }
        if vendor.acceptsParallelToolCalls {
            if begin("parallel_tool_calls") { json.value(false) }
        } else {
            omissions.note("disable_parallel_tool_use")
        }
    }

    private mutating func write(_ function: FunctionTool) {
        json.beginObject()
        json.member("type", "function")
        json.key("function")
        json.beginObject()
        json.member("name", function.name)
        json.member("description", function.description)
        json.key("parameters")
        json.raw(function.parameters)
        if function.isStrict, adjustments.name(of: "tools.strict") != nil { json.member("strict", true) }
        json.endObject()
        json.endObject()
    }

    private mutating func writeToolChoice(_ mode: ToolChoice.Mode) {
        switch mode {
        case .auto: writeToolChoice("auto")
        case .never: writeToolChoice("none")
        case .any:
            guard let word = vendor.requiredToolChoice, mayForce else {
                writeUnforced()
                return
            }
            writeToolChoice(word)
        case .tool(let name):
            let name = toolNames.upstreamName(name)
            guard tools.has(name), mayForce else {
                writeUnforced()
                return
            }
            guard begin("tool_choice") else { return }
            json.beginObject()
            json.member("type", "function")
            json.key("function")
            json.beginObject()
            json.member("name", name)
            json.endObject()
            json.endObject()
        case .unknown: omissions.note("tool_choice")
        }
    }

    private var mayForce: Bool {
        vendor.forcesToolsWhileReasoning || reasoning.isOff || (reasoning == .unsaid && !isReasoningModel)
    }

    private mutating func writeUnforced() {
        omissions.note("tool_choice")
        writeToolChoice("auto")
    }

    private mutating func writeToolChoice(_ word: String) {
        if begin("tool_choice") { json.value(word) }
    }
}
