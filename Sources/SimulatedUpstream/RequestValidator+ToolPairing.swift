/// Every call has its result in the next message, and every result its call in the message before.
extension RequestValidator {
    /// Neighbouring messages of one role, which count as one.
    private struct Turn {
        let role: String
        /// Of its last message.
        var index: Int
        var blocks: [ParsedJSON]
    }

    func toolPairing(of body: ParsedJSON) -> String? {
        guard rules.contains(.toolPairing) else { return nil }
        let turns = turns(of: body)
        for (number, turn) in turns.enumerated() {
            let before = number > 0 ? turns[number - 1] : nil
            let after = number + 1 < turns.count ? turns[number + 1] : nil
            if let text = unanswered(turn, after, isLast: after == nil) ?? uncalled(turn, before) { return text }
        }
        return nil
    }

    private func turns(of body: ParsedJSON) -> [Turn] {
        var turns: [Turn] = []
        for (index, message) in (body["messages"]?.array ?? []).enumerated() {
            let role = message["role"]?.string ?? ""
            let blocks = message["content"]?.array ?? []
            if turns.last?.role == role {
                turns[turns.count - 1].blocks += blocks
                turns[turns.count - 1].index = index
            } else {
                turns.append(Turn(role: role, index: index, blocks: blocks))
            }
        }
        return turns
    }

    private func unanswered(_ turn: Turn, _ after: Turn?, isLast: Bool) -> String? {
        let calls = turn.blocks.filter { $0["type"]?.string == "tool_use" }.compactMap { $0["id"]?.string }
        guard turn.role == "assistant", !calls.isEmpty else { return nil }
        // Results come first in the message that holds them; one that stands behind other content does not count.
        let results = after?.role == "user" ? after?.blocks.prefix { $0["type"]?.string == "tool_result" } ?? [] : []
        let answered = Set(results.compactMap { $0["tool_use_id"]?.string })
        let open = calls.filter { !answered.contains($0) }
        guard !open.isEmpty else { return nil }
        return "messages.\(turn.index): `tool_use` ids were found without `tool_result` blocks immediately after: "
            + "\(open.joined(separator: ", ")). Each `tool_use` block must have a corresponding `tool_result` block in the "
            + "next message."
    }

    private func uncalled(_ turn: Turn, _ before: Turn?) -> String? {
        guard turn.role == "user" else { return nil }
        let calls = before?.role == "assistant" ? before?.blocks.filter { $0["type"]?.string == "tool_use" } ?? [] : []
        let known = Set(calls.compactMap { $0["id"]?.string })
        return first(of: turn.blocks) { index, block in
            guard block["type"]?.string == "tool_result", let id = block["tool_use_id"]?.string else { return nil }
            guard !known.contains(id) else { return nil }
            return
                "messages.\(turn.index).content.\(index): unexpected `tool_use_id` found in `tool_result` blocks: \(id). "
                + "Each `tool_result` block must have a corresponding `tool_use` block in the previous message."
        }
    }
}
