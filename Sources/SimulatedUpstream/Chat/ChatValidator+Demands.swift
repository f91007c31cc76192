/// What the templates and hosts of open models demand.
///
/// Sources: refusals reported in client projects, seen 2026-11-22.
extension ChatValidator {
    func demands(of body: ParsedJSON) -> Complaint? {
        let messages = body["messages"]?.array ?? []
        for demand in ModelFacts.Demand.allCases where facts.demands.contains(demand) {
            if let complaint = complaint(about: demand, body, messages) { return complaint }
        }
        return nil
    }

    private func complaint(
        about demand: ModelFacts.Demand,
        _ body: ParsedJSON,
        _ messages: [ParsedJSON]
    ) -> Complaint? {
        let calling = messages.filter { $0["tool_calls"]?.array?.isEmpty == false }
        switch demand {
        case .reasoningBack:
            guard calling.contains(where: { $0["reasoning_content"]?.string?.isEmpty ?? true }) else { return nil }
            return Complaint("The `reasoning_content` in the thinking mode must be passed back to the API.")
        case .nineCharacterIDs:
            let ids = calling.flatMap { $0["tool_calls"]?.array ?? [] }.map { $0["id"]?.string ?? "" }
            let bad = ids.first { $0.utf8.count != 9 || !$0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } }
            return bad.map {
                Complaint("Tool call id was \($0) but must be a-z, A-Z, 0-9, with a length of 9.", code: "3280")
            }
        case .filledContent:
            guard let index = messages.firstIndex(where: { $0["content"] == .string("") }) else { return nil }
            return Complaint("Invalid request: message at position \(index) must not be empty")
        case .alternatingTurns: return order(of: messages)
        case .unforcedChoice:
            guard let choice = body["tool_choice"], !["auto", "none"].contains(choice.string) else { return nil }
            return Complaint("Thinking mode does not support this tool_choice", param: "tool_choice")
        }
    }

    /// Tool messages belong to the turn of the assistant.
    private func order(of messages: [ParsedJSON]) -> Complaint? {
        let roles = messages.compactMap { $0["role"]?.string }.filter { $0 != "system" && $0 != "tool" }
        // Behind tool messages the assistant speaks again.
        let repeats = zip(roles, roles.dropFirst()).contains { $0 == $1 && $0 == "user" }
        guard repeats || roles.first == "assistant" else { return nil }
        return Complaint("Conversation roles must alternate user/assistant/user/assistant/...")
    }
}
