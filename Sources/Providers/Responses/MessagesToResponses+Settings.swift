import JSONBytes
import MessagesAPI
import NIOCore

extension MessagesToResponses {
    /// Writes the functions and how they may be called; nothing where there are none.
    mutating func writeTools() {
        guard !tools.functions.isEmpty || tools.webSearch != nil else { return }
        if begin("tools") {
            json.beginArray()
            for function in tools.functions { write(function) }
            if let search = tools.webSearch { write(search) }
            json.endArray()
        }
        if let mode = request.toolChoice?.mode { writeToolChoice(mode) }
        if request.toolChoice?.disableParallelToolUse == true, begin("parallel_tool_calls") { json.value(false) }
    }

    /// A function is flat here, and strict unless that is denied: then `required` would be rewritten.
    private mutating func write(_ function: FunctionTool) {
        json.beginObject()
        json.member("type", "function")
        json.member("name", function.name)
        json.member("description", function.description)
        json.key("parameters")
        json.raw(function.parameters)
        json.member("strict", function.isStrict)
        json.endObject()
    }

    /// The server's own search; the client's limits on places and sites are the same there, in part under other names.
    ///
    /// - Note: Source: web search (https://platform.openai.com/docs/guides/tools-web-search, seen 2026-11-22).
    private mutating func write(_ search: TypedTool) {
        json.beginObject()
        json.member("type", "web_search")
        for field in search.otherFields {
            switch field.name {
            case "allowed_domains":
                json.key("filters")
                json.beginObject()
                json.key("allowed_domains")
                json.raw(field.value.bytes.readableBytesSpan)
                json.endObject()
            case "user_location":
                json.key("user_location")
                json.raw(field.value.bytes.readableBytesSpan)
            default: omissions.note("web_search.\(field.name.prefix(64))")
            }
        }
        json.endObject()
    }

    private mutating func writeToolChoice(_ mode: ToolChoice.Mode) {
        switch mode {
        case .auto: writeToolChoice("auto")
        case .never: writeToolChoice("none")
        case .any: writeToolChoice("required")
        case .tool(let name):
            let name = toolNames.upstreamName(name)
            guard tools.has(name) else {
                omissions.note("tool_choice")
                writeToolChoice("auto")
                return
            }
            guard begin("tool_choice") else { return }
            json.beginObject()
            json.member("type", "function")
            json.member("name", name)
            json.endObject()
        case .unknown: omissions.note("tool_choice")
        }
    }

    private mutating func writeToolChoice(_ word: String) {
        if begin("tool_choice") { json.value(word) }
    }

    /// Asks for an effort, and for a summary where the client shows what the model thinks.
    mutating func writeReasoning(isReasoningModel: Bool) {
        let effort = adjustments.name(of: "reasoning.effort") == nil ? nil : effort
        let asksSummary = isReasoningModel && effort != "none" && request.thinkingDisplay == .shown
        let summary = asksSummary && adjustments.name(of: "reasoning.summary") != nil ? "auto" : nil
        guard effort != nil || summary != nil, begin("reasoning") else { return }
        json.beginObject()
        json.member("effort", effort)
        json.member("summary", summary)
        json.endObject()
    }

    /// Writes the shape that the answer must have.
    mutating func writeTextFormat() {
        let format = request.outputConfiguration?.format ?? request.outputFormat
        guard let format, format.type == "json_schema", let schema = format.schema, begin("text") else { return }
        json.beginObject()
        json.key("format")
        json.beginObject()
        json.member("type", "json_schema")
        json.member("name", "output")
        json.key("schema")
        // The shape of an answer need not be an object's; only arguments must be.
        json.raw(ToolSchema.cleaned(schema.bytes, by: vendor.schemaRules.subtracting([.objectAtTop, .mergedTop])))
        json.member("strict", ToolSchema.qualifiesForStrict(schema.bytes))
        json.endObject()
        json.endObject()
    }
}
