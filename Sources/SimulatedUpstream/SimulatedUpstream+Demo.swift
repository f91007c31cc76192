extension SimulatedUpstream.Settings {
    /// A vendor for a demonstration: it speaks at a readable pace, and calls the tool ``demoTool`` if it is given one.
    package static func demo(_ vendor: Vendor, models: [String: ModelProfile]) -> Self {
        let pacing = AnswerPacing(beforeFirstEvent: .time(.milliseconds(150)), betweenEvents: .milliseconds(15))
        let loop = ToolLoopScript(
            rounds: [[ToolLoopScript.Call(demoTool, inputJSON: #"{"city":"Lisbon"}"#)]],
            thinking: nil,
            closing: "So take an umbrella.",
            // As in an agent's conversation, where most of the prompt comes from the cache.
            usage: AnswerUsage(input: 1_200, output: 85, cacheRead: 9_000),
            pacing: pacing
        )
        return Self(
            models: models,
            behaviour: .decide { request in
                isGivenDemoTool(request) ? .answer(loop.answer(request)) : .echo(pacing)
            },
            vendor: vendor
        )
    }

    /// The tool that a demonstration calls.
    package static let demoTool = "get_weather"

    private static func isGivenDemoTool(_ request: ParsedRequest) -> Bool {
        let tools = request.body["tools"]?.array ?? []
        return tools.contains { ($0["name"] ?? $0["function"]?["name"])?.string == demoTool }
    }
}
