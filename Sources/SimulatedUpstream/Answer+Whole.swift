/// The unstreamed form of an answer.
extension Answer {
    /// The Messages object.
    func wholeJSON(identity: AnswerIdentity) -> String {
        let content = blocks.indices.map { blocks[$0].wholeJSON(index: $0, identity: identity) }.joined(separator: ",")
        let sequence = stopSequence.map { JSONText.quoted($0) } ?? "null"
        return "{\"model\":\(JSONText.quoted(identity.model)),\"id\":\(JSONText.quoted(identity.messageID)),"
            + "\"type\":\"message\",\"role\":\"assistant\",\"content\":[\(content)],"
            + "\"stop_reason\":\(JSONText.quoted(effectiveStopReason)),\"stop_sequence\":\(sequence),"
            + "\"usage\":\(usage.wholeJSON)}"
    }
}

extension AnswerBlock {
    fileprivate func wholeJSON(index: Int, identity: AnswerIdentity) -> String {
        switch self {
        case .text(let text): "{\"type\":\"text\",\"text\":\(JSONText.quoted(text))}"
        case .thinking(let text, let signature):
            "{\"type\":\"thinking\",\"thinking\":\(JSONText.quoted(text)),"
                + "\"signature\":\(JSONText.quoted(signature ?? Self.signature(of: text)))}"
        case .redactedThinking(let data): "{\"type\":\"redacted_thinking\",\"data\":\(JSONText.quoted(data))}"
        case .toolUse(let id, let name, let input):
            "{\"type\":\"tool_use\",\"id\":\(JSONText.quoted(id ?? identity.toolUseID(block: index))),"
                + "\"name\":\(JSONText.quoted(name)),\"input\":\(input.isEmpty ? "{}" : input)}"
        case .raw(let json): json
        }
    }
}
