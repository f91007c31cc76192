import JSONBytes
package import MessagesAPI
import NIOCore

/// Translates a Messages request to Chat Completions, for one vendor and model.
///
/// A pure function of its arguments, so that prompt caches upstream see the same bytes again. What a vendor cannot be told
/// is left out and named, or refused where the answer would be wrong rather than poorer.
/// - Note: Source: Messages API (https://docs.claude.com/en/api/messages) and Chat Completions
///   (https://platform.openai.com/docs/api-reference/chat/create), seen 2026-11-22.
package struct MessagesToChatCompletions {
    let request: DecodedMessagesRequest
    let model: String
    let vendor: ChatCompletionsQuirks
    let adjustments: ChatCompletionsAdjustments
    let toolNames: ToolNames
    let conversation: Conversation
    let tools: FunctionTools
    let reasoning: ChatReasoning
    /// Most tokens to answer with, as they are sent.
    let maxTokens: Int?
    let isReasoningModel: Bool
    let keepsCacheControl: Bool
    let takesImages: Bool

    var json: JSONWriter
    var omissions = Omissions()
    /// What the user says in turns that are to be merged.
    var pending: [Conversation.Item] = []
    /// Whether a message other than the operator's was written.
    var hasMessages = false
    private var stopSequences: [String] = []

    /// Translates.
    ///
    /// - Parameters:
    ///   - request: The client's request.
    ///   - model: The upstream's name of the model.
    ///   - vendor: How its server differs from others.
    ///   - adjustments: What refusals of earlier attempts taught.
    ///   - origin: ``ReasoningSignature/origin(of:)`` of the target.
    /// - Returns: The body, and what the translation of the answer must know.
    /// - Throws: A failure of kind `invalidRequest`, or of kind `unsupportedFeature` where another target may do.
    package static func body(
        for request: DecodedMessagesRequest,
        model: String,
        vendor: ChatCompletionsQuirks,
        adjustments: Set<RequestAdjustment>,
        origin: String
    ) throws(UpstreamFailure) -> TranslatedRequest {
        let adjustments = ChatCompletionsAdjustments(adjustments)
        var translation = try Self(request, model: model, vendor: vendor, adjustments: adjustments, origin: origin)
        return try translation.translated()
    }

    private init(
        _ request: DecodedMessagesRequest,
        model: String,
        vendor: ChatCompletionsQuirks,
        adjustments: ChatCompletionsAdjustments,
        origin: String
    ) throws(UpstreamFailure) {
        self.request = request
        self.model = model
        self.vendor = vendor
        self.adjustments = adjustments
        toolNames = ToolNames(request)
        let replays = vendor.reasoningReplay != .none && !adjustments.withoutReasoning
        conversation = try Conversation(request, toolNames: toolNames, origin: replays ? origin : nil)
        tools = try FunctionTools(
            conversation,
            toolNames: toolNames,
            rules: vendor.schemaRules,
            limit: vendor.toolLimit,
            searchesWeb: vendor.webSearch != .none
        )
        maxTokens = Self.maxTokens(request, vendor: vendor, adjustments: adjustments)
        reasoning = ChatReasoning(
            ReasoningEffort(request),
            model: model,
            vendor: vendor,
            asked: adjustments.reasoningEffort,
            hasTools: !tools.functions.isEmpty,
            maxTokens: maxTokens
        )
        isReasoningModel = vendor.isReasoning(model: model)
        keepsCacheControl = vendor.keepsCacheControl(model: model) && adjustments.name(of: "cache_control") != nil
        takesImages = vendor.takesImages(model: model)
        json = JSONWriter(capacity: RequestSize.estimate(conversation, tools))
    }

    private mutating func translated() throws(UpstreamFailure) -> TranslatedRequest {
        try RefusedFields.check(request)
        omissions.note(conversation.omissions)
        omissions.note(tools.omissions)
        json.beginObject()
        json.member("model", model)
        try writeMessages()
        writeTools()
        writeLimits()
        stopSequences = writeStopSequences()
        writeStreaming()
        writeResponseFormat()
        writeReasoning()
        writeIdentity()
        writeFixedFields()
        json.endObject()
        return TranslatedRequest(
            body: ByteBuffer(bytes: json.bytes),
            toolNames: toolNames,
            stopSequences: stopSequences,
            omissions: omissions.names
        )
    }

    /// Writes a top-level field's name as the vendor and earlier refusals have it; `false` if it is to be left out.
    mutating func begin(_ field: String) -> Bool {
        guard let name = adjustments.name(of: field) else {
            omissions.note(field)
            return false
        }
        json.key(name)
        return true
    }
}
