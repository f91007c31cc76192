import JSONBytes
package import MessagesAPI
import NIOCore

/// Translates a Messages request to OpenAI's Responses API, for one vendor and model.
///
/// The whole conversation goes up with every request, nothing is kept there. Each block becomes an item of its own in the
/// order of the history, which this dialect can tell, text behind a call included. A pure function of its arguments, so
/// that prompt caches upstream see the same bytes again.
/// - Note: Source: Messages API (https://docs.claude.com/en/api/messages) and Responses API
///   (https://platform.openai.com/docs/api-reference/responses/create), seen 2026-11-22.
package struct MessagesToResponses {
    /// What the body is for.
    enum Purpose {
        case answer
        /// To have its tokens counted; what only shapes the answer is left out.
        case tokenCount
    }

    /// Fewest output tokens that may be asked for.
    ///
    /// - Note: Source: `max_output_tokens` (https://platform.openai.com/docs/api-reference/responses/create), seen
    ///   2026-11-22: "integer below minimum value. Expected a value >= 16".
    private static let minimumOutputTokens = 16

    let request: DecodedMessagesRequest
    let vendor: ChatCompletionsQuirks
    let adjustments: ChatCompletionsAdjustments
    let toolNames: ToolNames
    let conversation: Conversation
    let tools: FunctionTools
    /// The effort that is sent; `nil` where the model's default counts.
    let effort: String?
    let takesImages: Bool
    private let model: String
    private let purpose: Purpose

    var json: JSONWriter
    var omissions = Omissions()

    /// Translates.
    ///
    /// - Parameters:
    ///   - request: The client's request.
    ///   - model: The upstream's name of the model.
    ///   - vendor: What its server and its models take; what concerns Chat Completions alone does not matter.
    ///   - searchesWeb: Whether the server searches the web itself, as OpenAI's does.
    ///   - adjustments: What refusals of earlier attempts taught.
    ///   - origin: ``ReasoningSignature/origin(of:)`` of the target.
    /// - Returns: The body, and what the translation of the answer must know.
    /// - Throws: A failure of kind `invalidRequest`, or of kind `unsupportedFeature` where another target may do.
    package static func body(
        for request: DecodedMessagesRequest,
        model: String,
        vendor: ChatCompletionsQuirks,
        searchesWeb: Bool,
        adjustments: Set<RequestAdjustment>,
        origin: String
    ) throws(UpstreamFailure) -> TranslatedRequest {
        var translation = try Self(
            request,
            for: .answer,
            model: model,
            vendor: vendor,
            searchesWeb: searchesWeb,
            adjustments: adjustments,
            origin: origin
        )
        return try translation.translated()
    }

    init(
        _ request: DecodedMessagesRequest,
        for purpose: Purpose,
        model: String,
        vendor: ChatCompletionsQuirks,
        searchesWeb: Bool,
        adjustments: Set<RequestAdjustment>,
        origin: String
    ) throws(UpstreamFailure) {
        self.request = request
        self.purpose = purpose
        self.model = model
        self.vendor = vendor
        self.adjustments = ChatCompletionsAdjustments(adjustments)
        toolNames = ToolNames(request)
        conversation = try Conversation(
            request,
            toolNames: toolNames,
            origin: self.adjustments.withoutReasoning ? nil : origin
        )
        tools = try FunctionTools(
            conversation,
            toolNames: toolNames,
            rules: vendor.schemaRules,
            limit: vendor.toolLimit,
            searchesWeb: searchesWeb
        )
        let wanted = ReasoningEffort(request).word(among: vendor.effortLevels(of: model))
        effort = self.adjustments.reasoningEffort ?? wanted
        takesImages = vendor.takesImages(model: model)
        json = JSONWriter(capacity: RequestSize.estimate(conversation, tools))
    }

    mutating func translated() throws(UpstreamFailure) -> TranslatedRequest {
        try RefusedFields.check(request)
        omissions.note(conversation.omissions)
        omissions.note(tools.omissions)
        json.beginObject()
        json.member("model", model)
        writeInstructions()
        try writeInput()
        writeTools()
        writeReasoning(isReasoningModel: vendor.isReasoning(model: model))
        writeTextFormat()
        if purpose == .answer { writeAnswerSettings() }
        json.endObject()
        return TranslatedRequest(
            body: ByteBuffer(bytes: json.bytes),
            toolNames: toolNames,
            stopSequences: request.stopSequences.filter { !$0.isEmpty },
            omissions: omissions.names
        )
    }

    /// Writes a top-level field's name as earlier refusals have it; `false` if it is to be left out.
    mutating func begin(_ field: String) -> Bool {
        guard let name = adjustments.name(of: field) else {
            omissions.note(field)
            return false
        }
        json.key(name)
        return true
    }

    private mutating func writeInstructions() {
        guard !conversation.system.isEmpty, begin("instructions") else { return }
        json.value(conversation.system.map(\.text).joined(separator: "\n\n"))
    }

    private mutating func writeAnswerSettings() {
        writeMaxTokens()
        let takesSampling = vendor.takesSampling(model: model, effort: effort)
        if let temperature = request.temperature { write("temperature", temperature, if: takesSampling) }
        if let topP = request.topP { write("top_p", topP, if: takesSampling) }
        if request.topK != nil { omissions.note("top_k") }
        if request.isStreaming, begin("stream") { json.value(true) }
        // Kept upstream it would be found by nobody: the client has the history.
        if begin("store") { json.value(false) }
        writeInclude()
        writeIdentity()
    }

    private mutating func writeMaxTokens() {
        guard let wanted = request.maxTokens, begin("max_output_tokens") else { return }
        let most = min(vendor.maxTokensCeiling ?? .max, adjustments.maxTokens ?? .max)
        json.value(max(min(wanted, most), Self.minimumOutputTokens))
    }

    private mutating func write(_ field: String, _ value: Double, if isTaken: Bool) {
        guard isTaken else {
            omissions.note(field)
            return
        }
        if begin(field) { json.value(value) }
    }

    /// Asks for the reasoning in the form in which it can be sent back.
    private mutating func writeInclude() {
        guard vendor.isReasoning(model: model), begin("include") else { return }
        json.beginArray()
        json.value("reasoning.encrypted_content")
        json.endArray()
    }

    /// Names the user by a hash, and the conversation by the client's session: a key for all of a user's conversations
    /// would send them all to one server.
    private mutating func writeIdentity() {
        guard let identity = ClientIdentity(userID: request.metadata?.userID ?? "") else { return }
        if vendor.acceptsPromptCacheKey, let session = identity.sessionID, begin("prompt_cache_key") {
            json.value(session)
        }
        if vendor.acceptsSafetyIdentifier, begin("safety_identifier") { json.value(identity.userHash) }
    }
}
