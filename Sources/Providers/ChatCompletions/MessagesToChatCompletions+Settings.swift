import JSONBytes
import MessagesAPI

extension MessagesToChatCompletions {
    /// The limit that is sent: within what vendor and earlier refusals allow; a request that only warms a cache gets one
    /// token, for 0 is refused.
    static func maxTokens(
        _ request: DecodedMessagesRequest,
        vendor: ChatCompletionsQuirks,
        adjustments: ChatCompletionsAdjustments
    ) -> Int? {
        guard let wanted = request.maxTokens else { return nil }
        let most = min(vendor.maxTokensCeiling ?? .max, adjustments.maxTokens ?? .max)
        return max(min(wanted, most), vendor.minimumMaxTokens, 1)
    }

    mutating func writeLimits() {
        if let maxTokens, begin(vendor.maxTokensField.rawValue) { json.value(maxTokens) }
        let takesSampling = vendor.takesSampling(model: model, effort: reasoning.sentEffort)
        if let temperature = request.temperature { write("temperature", temperature, if: takesSampling) }
        if let topP = request.topP { write("top_p", topP, if: takesSampling) }
        if let topK = request.topK {
            if vendor.acceptsTopK, begin("top_k") { json.value(topK) } else { omissions.note("top_k") }
        }
    }

    private mutating func write(_ field: String, _ value: Double, if isTaken: Bool) {
        guard isTaken else {
            omissions.note(field)
            return
        }
        if begin(field) { json.value(value) }
    }

    /// Writes as many as the model takes and returns those that are left to be found in its answer.
    mutating func writeStopSequences() -> [String] {
        let all = request.stopSequences.filter { !$0.isEmpty }
        let sent = all.prefix(vendor.stopLimit(of: model))
        guard !sent.isEmpty, begin("stop") else { return all }
        json.beginArray()
        for text in sent { json.value(text) }
        json.endArray()
        return Array(all.dropFirst(sent.count))
    }

    mutating func writeStreaming() {
        guard request.isStreaming, begin("stream") else { return }
        json.value(true)
        guard vendor.usesStreamOptions, begin("stream_options") else { return }
        json.beginObject()
        json.member("include_usage", true)
        json.endObject()
    }

    /// The schema that the answer must follow, if there is one.
    var answerSchema: RawJSON? {
        let format = request.outputConfiguration?.format ?? request.outputFormat
        return format?.type == "json_schema" ? format?.schema : nil
    }

    mutating func writeResponseFormat() {
        guard let schema = answerSchema, begin("response_format") else { return }
        json.beginObject()
        switch vendor.responseFormat {
        case .jsonObject: json.member("type", "json_object")
        case .jsonSchema:
            json.member("type", "json_schema")
            json.key("json_schema")
            json.beginObject()
            json.member("name", "output")
            json.key("schema")
            // The shape of an answer need not be an object's; only arguments must be.
            json.raw(ToolSchema.cleaned(schema.bytes, by: vendor.schemaRules.subtracting([.objectAtTop, .mergedTop])))
            json.member("strict", ToolSchema.qualifiesForStrict(schema.bytes))
            json.endObject()
        }
        json.endObject()
    }

    mutating func writeReasoning() {
        switch reasoning {
        case .unsaid: break
        case .effort(let word): if begin("reasoning_effort") { json.value(word) }
        case .objectEffort(let word): writeObject("reasoning") { $0.member("effort", word) }
        case .objectBudget(let tokens): writeObject("reasoning") { $0.member("max_tokens", tokens) }
        case .objectEnabled(let isOn): writeObject("reasoning") { $0.member("enabled", isOn) }
        case .thinkingType(let isOn):
            writeObject("thinking") { $0.member("type", isOn ? "enabled" : "disabled") }
        case .enableThinking(let isOn, let budget):
            if begin("enable_thinking") { json.value(isOn) }
            if let budget, begin("thinking_budget") { json.value(budget) }
        }
    }

    private mutating func writeObject(_ field: String, _ members: (inout JSONWriter) -> Void) {
        guard begin(field) else { return }
        json.beginObject()
        members(&json)
        json.endObject()
    }

    /// Names the user by a hash, and the conversation by the client's session: a key for all of a user's conversations
    /// would send them all to one server.
    mutating func writeIdentity() {
        guard let identity = ClientIdentity(userID: request.metadata?.userID ?? "") else { return }
        if vendor.acceptsSafetyIdentifier, begin("safety_identifier") { json.value(identity.userHash) }
        guard vendor.acceptsPromptCacheKey, let session = identity.sessionID, begin("prompt_cache_key") else { return }
        json.value(session)
    }

    mutating func writeFixedFields() {
        if keepsCacheControl, let cacheControl = request.cacheControl, begin("cache_control") {
            write(cacheControl)
        }
        if tools.webSearch != nil, begin("plugins") { json.raw(Array(#"[{"id":"web"}]"#.utf8)) }
        for field in vendor.fixedFields where applies(field.condition) {
            if begin(field.name) { json.raw(Array(field.json.utf8)) }
        }
    }

    private func applies(_ condition: ChatCompletionsQuirks.FixedField.Condition) -> Bool {
        switch condition {
        case .always: true
        case .reasoningModel: isReasoningModel
        case .tools: !tools.functions.isEmpty
        }
    }
}
