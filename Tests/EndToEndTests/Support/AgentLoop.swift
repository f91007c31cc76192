import SimulatedUpstream

/// An agent as simple as can be: it sends back every answer's blocks and a result for each call, until no call comes.
struct AgentLoop: Sendable {
    /// Turns after which it gives up.
    static let turnLimit = 10

    let client: MessagesClient
    let isStreaming: Bool
    /// What each request asks for beyond its messages, as JSON members that end in a comma.
    var options = #""thinking":{"type":"adaptive"},"#

    /// What came of it.
    struct Outcome: Sendable {
        /// The text of the last answer.
        var text: String
        /// The conversation as JSON messages, the answers' blocks as they came.
        var messages: [String]
        /// The stop reasons in their order.
        var stopReasons: [String]
    }

    /// The tool that scripts call.
    static let tools = #"""
        [{"name":"Bash","description":"Runs a command.","input_schema":{"type":"object","properties":{"command":
        {"type":"string"},"description":{"type":"string"}},"required":["command"]}}]
        """#

    /// Runs from a user's message, behind what was said before.
    func run(_ text: String, after earlier: [String] = [], model: String = "claude-sonnet-4-6") async throws -> Outcome
    {
        var outcome = Outcome(text: "", messages: earlier, stopReasons: [])
        outcome.messages.append(#"{"role":"user","content":"\#(text)"}"#)
        for _ in 0..<Self.turnLimit {
            let message = try await ask(outcome.messages, model)
            outcome.messages.append(#"{"role":"assistant","content":\#(message.content)}"#)
            outcome.stopReasons.append(message.stopReason)
            outcome.text = message.text
            guard !message.calls.isEmpty else { return outcome }
            let results = message.calls.map { call in
                #"{"type":"tool_result","tool_use_id":"\#(call.id)","content":"result of \#(call.id)"}"#
            }
            outcome.messages.append(#"{"role":"user","content":[\#(results.joined(separator: ","))]}"#)
        }
        return outcome
    }

    private func ask(_ messages: [String], _ model: String) async throws -> ReadMessage {
        let body = """
            {"model":"\(model)","max_tokens":4000,"stream":\(isStreaming),\(options)"tools":\(Self.tools),\
            "messages":[\(messages.joined(separator: ","))]}
            """
        let answer = try await client.post(body)
        guard answer.status == 200 else { throw Refused(status: answer.status, body: answer.body) }
        return try isStreaming ? ReadMessage(events: answer.body) : ReadMessage(whole: answer.body)
    }

    struct Refused: Error, CustomStringConvertible {
        let status: Int
        let body: String
        var description: String { "\(status): \(body)" }
    }
}
