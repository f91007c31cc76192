/// Every call is answered right behind its message, and every answer has its call.
extension ChatValidator {
    func pairing(of body: ParsedJSON) -> Complaint? {
        guard rules.contains(.toolPairing) else { return nil }
        /// Calls of the assistant's message in front, in order, that wait for their answers.
        var open: [String] = []
        var answerable: Set<String> = []
        for (index, message) in (body["messages"]?.array ?? []).enumerated() {
            if message["role"]?.string == "tool" {
                let id = message["tool_call_id"]?.string ?? ""
                guard answerable.contains(id) else { return Self.orphan(index) }
                open.removeAll { $0 == id }
                continue
            }
            if !open.isEmpty { return Self.unanswered(open, index) }
            open = (message["tool_calls"]?.array ?? []).compactMap { $0["id"]?.string }
            answerable = Set(open)
        }
        return open.isEmpty ? nil : Self.unanswered(open, body["messages"]?.array?.count ?? 0)
    }

    private static func orphan(_ index: Int) -> Complaint {
        Complaint(
            "Invalid parameter: messages with role 'tool' must be a response to a preceeding message with 'tool_calls'.",
            param: "messages.[\(index)].role"
        )
    }

    private static func unanswered(_ ids: [String], _ index: Int) -> Complaint {
        Complaint(
            "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. "
                + "The following tool_call_ids did not have response messages: \(ids.joined(separator: ", "))",
            param: "messages.[\(index)].role"
        )
    }
}
