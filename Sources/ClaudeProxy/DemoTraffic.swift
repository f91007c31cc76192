import Server
import SimulatedUpstream

/// A little traffic, so that the history is not empty when a newcomer looks at it.
struct DemoTraffic {
    /// What each request asks for; together they spend the quotas and move a conversation with a tool between vendors.
    private static let bodies = [
        body(model: sonnet, isStreaming: true, messages: [said("Hello")]),
        body(model: sonnet, isStreaming: true, messages: [said(question)], tools: tools),
        // Bedrock's first variant is throttled by now and the second fails: OpenAI goes on with the other's conversation.
        body(model: sonnet, isStreaming: true, messages: [said(question), called, answered], tools: tools),
        body(model: sonnet, isStreaming: false, messages: [said("Thank you")]),
        body(model: haiku, isStreaming: false, messages: [said("A title, please")]),
        // Groq's quota is spent.
        body(model: haiku, isStreaming: true, messages: [said("A shorter one")]),
    ]

    private static let sonnet = "claude-sonnet-4-6"
    private static let haiku = "claude-haiku-4-5"
    private static let question = "Do I need an umbrella in Lisbon?"
    private static let tool = SimulatedUpstream.Settings.demoTool
    private static let callID = ToolLoopScript.callID(round: 0, call: 0)

    let port: Int

    /// Sends a few requests one after another; what fails is in the history.
    func send() async {
        let client = LoopbackClient(port: port)
        for body in Self.bodies {
            try? await client.post(body, to: "/v1/messages", userAgent: "claude-proxy-demo/1.0")
        }
    }

    // MARK: bodies

    private static func body(model: String, isStreaming: Bool, messages: [String], tools: String = "") -> String {
        """
        {"model":"\(model)","max_tokens":200,"stream":\(isStreaming),\(tools)\
        "messages":[\(messages.joined(separator: ","))]}
        """
    }

    private static func said(_ text: String) -> String { #"{"role":"user","content":"\#(text)"}"# }

    private static let tools = """
        "tools":[{"name":"\(tool)","description":"Tells the weather.","input_schema":\
        {"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}],
        """

    private static let called = """
        {"role":"assistant","content":[{"type":"tool_use","id":"\(callID)","name":"\(tool)","input":{"city":"Lisbon"}}]}
        """

    private static let answered = """
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"\(callID)","content":"Rain, 14 degrees"}]}
        """
}
