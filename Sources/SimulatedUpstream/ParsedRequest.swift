/// A request that passed validation, for scripts to look at.
package struct ParsedRequest: Sendable {
    package let recorded: RecordedRequest
    /// The decoded model id.
    package let modelID: String
    package let operation: UpstreamOperation
    /// The body in the protocol of the request; for Bedrock's `count-tokens` the one inside.
    package let body: ParsedJSON
    /// The conversation in the form of Anthropic's Messages API, whatever the protocol, so that one script serves all.
    package let messages: [ParsedJSON]

    /// A request whose conversation is that of the body unless another is given.
    init(
        recorded: RecordedRequest,
        modelID: String,
        operation: UpstreamOperation,
        body: ParsedJSON,
        messages: [ParsedJSON]? = nil
    ) {
        self.recorded = recorded
        self.modelID = modelID
        self.operation = operation
        self.body = body
        self.messages = messages ?? body["messages"]?.array ?? []
    }

    /// The content blocks of one message; a string content counts as one text block.
    package func blocks(of message: ParsedJSON) -> [ParsedJSON] {
        switch message["content"] {
        case .array(let blocks): blocks
        case .string(let text): [.object(["type": .string("text"), "text": .string(text)])]
        default: []
        }
    }

    /// The text of the last user message that has text of its own, blocks joined by line breaks.
    package var lastUserText: String? {
        for message in messages.reversed() where message["role"]?.string == "user" {
            let texts = blocks(of: message).filter { $0["type"]?.string == "text" }.compactMap { $0["text"]?.string }
            if !texts.isEmpty { return texts.joined(separator: "\n") }
        }
        return nil
    }

    /// The tool results of the last message.
    package var lastToolResults: [(id: String, text: String, isError: Bool)] {
        messages.last.map { toolResults(of: $0) } ?? []
    }

    /// The tool results of one message, with their content as text.
    package func toolResults(of message: ParsedJSON) -> [(id: String, text: String, isError: Bool)] {
        blocks(of: message).filter { $0["type"]?.string == "tool_result" }.map { block in
            (
                id: block["tool_use_id"]?.string ?? "",
                text: Self.text(ofResult: block),
                isError: block["is_error"]?.boolean ?? false
            )
        }
    }

    private static func text(ofResult block: ParsedJSON) -> String {
        switch block["content"] {
        case .string(let text): text
        case .array(let parts): parts.compactMap { $0["text"]?.string }.joined(separator: "\n")
        default: ""
        }
    }
}
