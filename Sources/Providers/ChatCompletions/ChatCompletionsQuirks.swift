/// How one vendor's Chat Completions differs from the others', as data: what may be sent, and how it is spelled.
///
/// The defaults fit a server of which nothing is known: the oldest spellings, and no field that is not everywhere.
/// - Note: Source: OpenAI API reference, Chat Completions (https://platform.openai.com/docs/api-reference/chat/create), seen
///   2026-11-22; each vendor's differences are told where its data stand.
package struct ChatCompletionsQuirks: Sendable, Equatable {
    /// The field that limits the answer.
    package var maxTokensField = MaxTokensField.maxTokens
    /// Most tokens ever asked for; `nil`: as many as the client says.
    package var maxTokensCeiling: Int?
    /// Fewest tokens ever asked for.
    package var minimumMaxTokens = 1

    /// The role of the operator's text.
    package var systemRole = SystemRole.system
    /// How the operator's text is written.
    package var systemContent = ContentStyle.string
    /// Where a `system` turn inside the conversation goes.
    package var laterSystemTurns = LaterSystemTurns.asUser
    /// How a user turn of text alone is written; with images it is always parts.
    package var textContent = ContentStyle.string
    /// What stands for the text of an assistant turn that has only tool calls.
    package var emptyAssistantContent = EmptyContent.null
    /// What stands for the text of a tool result that has none.
    package var emptyToolResult = "(no output)"
    /// Whether a `tool` message may hold text parts.
    package var toolResultParts = false
    /// Whether user turns that follow each other are merged into one, as strict chat templates ask.
    package var mergesUserTurns = true
    /// What is done with a last turn that the assistant is to go on with.
    package var prefill = Prefill.refused
    /// Whether models that see images may be sent some.
    package var acceptsImages = true
    /// Whether PDFs are taken, as `file` parts.
    package var acceptsFiles = false
    /// Whether the address of a PDF may stand in the place of its data.
    package var acceptsFileAddresses = false
    /// The models, by the beginning of their names, for which `cache_control` is kept on content parts.
    package var cacheControlModels: [String] = []

    /// Whether `stream_options: {include_usage: true}` is sent.
    package var usesStreamOptions = true
    /// Longest list of `stop`; 0: none is sent, and the proxy ends the answer itself.
    package var stopLimit = 4
    /// Whether `top_k` is known.
    package var acceptsTopK = false
    /// Whether `safety_identifier` is known.
    package var acceptsSafetyIdentifier = false
    /// Whether `prompt_cache_key` is known.
    package var acceptsPromptCacheKey = false
    /// How an answer of a given shape is asked for.
    package var responseFormat = ResponseFormat.jsonSchema

    /// Most tools in one request.
    package var toolLimit = 128
    /// Whether `parallel_tool_calls` is known.
    package var acceptsParallelToolCalls = false
    /// The word for "some tool must be called"; `nil`: there is none, so that it becomes `auto`.
    package var requiredToolChoice: String? = "required"
    /// Whether a tool may be forced while the model reasons; if not, the choice becomes `auto`.
    package var forcesToolsWhileReasoning = true
    /// What ids of tool calls look like.
    package var toolCallIDs = ToolCallIDs.original
    /// The clean-ups of tools' schemas.
    package var schemaRules: SchemaRules = .grammar
    /// Whether the vendor searches the web itself.
    package var webSearch = WebSearch.none

    /// How reasoning is asked for.
    package var reasoningRequest = ReasoningRequest.none
    /// How the reasoning of earlier turns is sent back.
    package var reasoningReplay = ReasoningReplay.none
    /// Fields that are always sent, or always in one case.
    package var fixedFields: [FixedField] = []
    /// What depends on the model.
    package var models = ChatModelFacts.table([])

    /// Whether `<think>…</think>` in the answer's text is reasoning.
    package var splitsThinkTags = false
    /// Whether streams are known to end without a reason and without `[DONE]`.
    package var endsWithoutFinish = false

    package init() {}

    /// The defaults with some changes.
    package init(_ change: (inout Self) -> Void) {
        change(&self)
    }
}
