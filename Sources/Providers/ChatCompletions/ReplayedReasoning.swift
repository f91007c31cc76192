import JSONBytes

/// What an assistant's turn reasoned, as its own upstream is shown it again.
struct ReplayedReasoning {
    /// The thoughts as text.
    private(set) var text = ""
    /// The elements of `reasoning_details`, as JSON.
    private(set) var details: [[UInt8]] = []

    /// Adds a thought.
    mutating func append(_ reasoning: Conversation.Reasoning) {
        if case .details(let list) = ReasoningPayload(parsing: reasoning.payload) { append(list) }
        let thought = Self.hiddenText(reasoning.payload) ?? reasoning.text
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

    /// The thought where the client was not to see it, so that the block's own text is empty.
    private static func hiddenText(_ payload: [UInt8]) -> String? {
        let document = payload.span.bytes
        guard let members = try? JSON.members(of: document) else { return nil }
        return JSON.value("text", of: members, in: document).flatMap { try? JSON.string($0, in: document) }
    }
}
