import MessagesAPI

/// Takes the client's messages one by one and puts results behind their calls.
///
/// Messages of one side that follow each other count as one turn, as the Messages API takes them.
struct ConversationBuilder {
    private let flattening: ContentFlattening
    /// Whose thoughts are kept.
    private let origin: String?
    /// What was said so far; complete after ``close()``.
    private(set) var turns: [Conversation.Turn] = []
    /// What happened to each tool last.
    private(set) var toolChanges: [String: ToolChangeBlock.Change] = [:]
    private(set) var omissions = Omissions()
    /// The calls of the last turn, which is the assistant's.
    private var open: OpenCalls?

    init(toolNames: ToolNames, origin: String?) {
        flattening = ContentFlattening(toolNames: toolNames)
        self.origin = origin
    }

    /// Takes the next message.
    mutating func add(_ message: Message, at index: Int) throws(UpstreamFailure) {
        switch message.role {
        case .user: try addUser(message.content, at: index)
        case .assistant: try addAssistant(message.content, at: index)
        case .system: addSystem(message.content)
        default:
            throw UpstreamFailure(
                .invalidRequest,
                "messages.\(index).role: Input should be 'user', 'assistant' or 'system'"
            )
        }
    }

    /// Answers the calls that nobody answered; to be called once more after the last message.
    mutating func close() {
        guard let calls = open else { return }
        open = nil
        let ids = calls.uniqueIDs()
        if ids != calls.ids, case .assistant(let items) = turns.last {
            turns[turns.count - 1] = .assistant(Self.items(items, withIDs: ids))
        }
        turns.append(.toolResults(calls.answers(to: ids)))
        turns += calls.deferred
    }

    private static func items(
        _ items: [Conversation.AssistantItem],
        withIDs ids: [String]
    ) -> [Conversation.AssistantItem] {
        var ids = ids[...]
        return items.map { item in
            guard case .call(var call) = item, let id = ids.popFirst() else { return item }
            call.id = id
            return .call(call)
        }
    }

    // MARK: User and system

    private mutating func addUser(_ content: Content, at index: Int) throws(UpstreamFailure) {
        var items: [Conversation.Item] = []
        switch content {
        case .text(let text): flattening.append(text, cacheControl: nil, to: &items)
        case .blocks(let blocks):
            items.reserveCapacity(blocks.count)
            for (number, block) in blocks.enumerated() {
                let place = Conversation.Place(message: index, block: number)
                switch block {
                case .toolResult(let result): addResult(result, at: place, to: &items)
                case .toolChange(let change): toolChanges[change.toolName] = change.change
                case .toolUse:
                    throw UpstreamFailure(
                        .invalidRequest,
                        "\(place): `tool_use` blocks can only be in `assistant` messages"
                    )
                default: flattening.append(block, at: place, to: &items, &omissions)
                }
            }
        }
        if !items.isEmpty { append(.user(items)) }
    }

    /// Puts a turn that is not the assistant's behind the results that are still to come.
    private mutating func append(_ turn: Conversation.Turn) {
        if open == nil {
            turns.append(turn)
        } else {
            open?.deferred.append(turn)
        }
    }

    /// Gives a result to the first call of that id which has none, or makes text of it.
    private mutating func addResult(
        _ result: ToolResultBlock,
        at place: Conversation.Place,
        to items: inout [Conversation.Item]
    ) {
        var content: [Conversation.Item] = []
        if let inner = result.content { flattening.append(inner, at: place, to: &content, &omissions) }
        if open?.answer(result, with: content) != true {
            let error = result.isError == true ? " Error:" : ""
            let head = "[result of an earlier tool call \(result.toolUseID)]\(error)"
            flattening.append(head, cacheControl: nil, to: &items)
            items += content
        }
    }

    private mutating func addSystem(_ content: Content) {
        var texts: [Conversation.Text] = []
        switch content {
        case .text(let text): if !text.isEmpty { texts.append(Conversation.Text(text)) }
        case .blocks(let blocks):
            for block in blocks {
                switch block {
                case .text(let block):
                    guard !block.text.isEmpty else { continue }
                    texts.append(Conversation.Text(block.text, cacheControl: block.cacheControl))
                case .toolChange(let change): toolChanges[change.toolName] = change.change
                default: omissions.note("blocks of a system turn")
                }
            }
        }
        if !texts.isEmpty { append(.system(texts)) }
    }

    // MARK: Assistant

    private mutating func addAssistant(_ content: Content, at index: Int) throws(UpstreamFailure) {
        var turn = AssistantFlattening(flattening: flattening, origin: origin)
        switch content {
        case .text(let text): turn.append(text, cacheControl: nil)
        case .blocks(let blocks):
            for (number, block) in blocks.enumerated() {
                if case .toolChange(let change) = block {
                    toolChanges[change.toolName] = change.change
                } else {
                    try turn.append(block, at: Conversation.Place(message: index, block: number))
                }
            }
        }
        turn.finish()
        omissions.note(turn.omissions.names)
        if !turn.items.isEmpty { appendAssistant(turn) }
    }

    private mutating func appendAssistant(_ turn: AssistantFlattening) {
        // A message that follows an assistant's directly belongs to the same turn, so that its calls may be answered
        // together with those of the first.
        if open?.isUntouched == false { close() }
        if case .assistant(var items) = turns.last {
            // Taken out first, so that the list grows in place.
            turns.removeLast()
            items += turn.items
            turns.append(.assistant(items))
        } else {
            turns.append(.assistant(turn.items))
        }
        guard !turn.callIDs.isEmpty else { return }
        if open == nil { open = OpenCalls() }
        open?.append(turn.callIDs)
    }
}
