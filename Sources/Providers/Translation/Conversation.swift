package import MessagesAPI

/// A history that every dialect with separate tool messages can take: repaired, flattened, and in order.
///
/// What holds:
/// - behind an assistant turn with calls stands one ``Turn/toolResults(_:)`` with one answer a call, in the calls' order;
///   such a turn stands nowhere else;
/// - no two assistant turns stand next to each other, and no turn is empty;
/// - a result that no call waits for has become text of the user's, naming the call;
/// - thoughts are only those that the upstream asked for itself had.
///
/// A pure function of the request, so that the upstream's prompt cache sees the same prefix every time.
package struct Conversation: Sendable, Equatable {
    /// What the model is told in place of a result that the history does not have.
    package static let missingResult = "(no result: the call was interrupted)"

    /// The operator's prompt, one text a block; empty texts and Claude Code's billing header are gone.
    package var system: [Text]
    /// What was said.
    package var turns: [Turn]
    /// The tools that are there in the end: those removed in mid-conversation are gone.
    package var tools: [Tool]
    /// The names of tools that a turn made available, so that they matter more than others whose loading is deferred.
    package var addedTools: Set<String>
    /// What was left out, by name only, each once in the order of appearance.
    package var omissions: [String]

    /// Repairs the history of a request.
    ///
    /// - Parameters:
    ///   - request: The client's request.
    ///   - toolNames: The names that tools have upstream, for text that speaks of them.
    ///   - origin: Whose thoughts are kept, as ``ReasoningSignature/origin(of:)`` has it; `nil` keeps none.
    /// - Throws: A failure of kind `invalidRequest` in the Messages API's wording, where the request has no meaning.
    package init(
        _ request: DecodedMessagesRequest,
        toolNames: ToolNames,
        origin: String?
    ) throws(UpstreamFailure) {
        var builder = ConversationBuilder(toolNames: toolNames, origin: origin)
        for (index, message) in request.messages.enumerated() {
            try builder.add(message, at: index)
        }
        builder.close()
        guard !builder.turns.isEmpty else {
            throw UpstreamFailure(.invalidRequest, "messages: at least one message with content is required")
        }
        system = Self.system(request.system)
        turns = builder.turns
        tools = request.tools.filter { tool in builder.toolChanges[tool.name ?? ""] != .removal }
        addedTools = Set(builder.toolChanges.filter { $0.value == .addition }.keys)
        omissions = builder.omissions.names
    }

    /// Whether the history ends with words put into the model's mouth, which it is to go on with.
    package var endsWithPrefill: Bool {
        if case .assistant = turns.last { true } else { false }
    }

    private static func system(_ content: Content?) -> [Text] {
        switch content {
        case .none: []
        case .text(let text): [BillingHeader.removed(from: text)].filter { !$0.isEmpty }.map { Text($0) }
        case .blocks(let blocks):
            blocks.compactMap { block in
                guard case .text(let block) = block else { return nil }
                let text = BillingHeader.removed(from: block.text)
                return text.isEmpty ? nil : Text(text, cacheControl: block.cacheControl)
            }
        }
    }
}

extension Tool {
    /// The name that the model calls it by; a toolset has none.
    package var name: String? {
        switch self {
        case .custom(let tool): tool.name
        case .typed(let tool): tool.name
        }
    }
}
