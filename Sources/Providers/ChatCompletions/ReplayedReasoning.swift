import JSONBytes

/// What an assistant's turn reasoned, as its own upstream is shown it again.
struct ReplayedReasoning {
    /// The thoughts as text.
    private(set) var text = ""
    /// The elements of `reasoning_details`, as JSON.
    private(set) var details: [[UInt8]] = []

    /// Adds a thought.
    mutating func append(_ reasoning: Conversation.Reasoning) {
        var thought = reasoning.text
        switch ReasoningPayload(parsing: reasoning.payload) {
        case .details(let list): append(list)
        case .hiddenText(let text): thought = text
        case .text, .call, .responsesItem, nil: break
        }
        guard !thought.isEmpty else { return }
        text += text.isEmpty ? thought : "\n\n" + thought
    }

    private mutating func append(_ list: [UInt8]) {
        let document = list.span.bytes
        guard let value = try? JSON.validate(document) else { return }
        for element in (try? JSON.elements(of: value, in: document)) ?? [] {
            details.append(Array(list[element.range]))
        }
    }
}
