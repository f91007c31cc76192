import MessagesAPI
import Testing

struct TokenEstimateTests {
    private func estimate(_ body: String, model: String = "claude-sonnet-4-5") throws -> Int {
        let request = try RequestFixture.request(body, .countTokens)
        return try TokenEstimate.inputTokens(of: request, model: model)
    }

    private func estimate(text: String, model: String = "claude-sonnet-4-5") throws -> Int {
        try estimate(RequestFixture.body(messages: #"[{"role":"user","content":"\#(text)"}]"#), model: model)
    }

    private func estimate(block: String, model: String = "claude-sonnet-4-5") throws -> Int {
        try estimate(RequestFixture.body(messages: #"[{"role":"user","content":[\#(block)]}]"#), model: model)
    }

    @Test("The documentation's example comes out a little above the API's own count, and a tool adds its own")
    func published() throws {
        let hello = """
            {"model":"m","system":"You are a scientist","messages":[{"role":"user","content":"Hello, Claude"}]}
            """
        let weather = """
            {"model":"m","tools":[{"name":"get_weather","description":"Get the current weather in a given location",\
            "input_schema":{"type":"object","properties":{"location":{"type":"string","description":\
            "The city and state, e.g. San Francisco, CA"}},"required":["location"]}}],\
            "messages":[{"role":"user","content":"What's the weather like in San Francisco?"}]}
            """

        // The API says 14.
        #expect(try estimate(hello) == 16)
        #expect((497 + 57...497 + 110).contains(try estimate(weather)))
    }

    @Test("No prompt is estimated at nothing")
    func neverZero() throws {
        #expect(try estimate(#"{"model":"m","messages":[]}"#) >= 1)
        #expect(try estimate(text: "") >= 1)
        #expect(try estimate(text: "a") > estimate(text: ""))
    }

    @Test("More text is more tokens, in every script")
    func monotonic() throws {
        for piece in ["word ", "\u{E9}\u{E8}", "\u{43F}\u{440}\u{438}", "\u{4F60}\u{597D}", "\u{1F600}", "{}[];"] {
            var last = try estimate(text: "")
            for count in [10, 100, 1000] {
                let next = try estimate(text: String(repeating: piece, count: count))
                #expect(next > last)
                last = next
            }
        }
    }

    @Test("English is about four characters a token, Chinese about one")
    func scripts() throws {
        let english = try estimate(text: String(repeating: "The quick brown fox jumps over the dog. ", count: 100))
        let chinese = try estimate(text: String(repeating: "\u{4F60}", count: 1200))

        #expect((1000...1200).contains(english))
        #expect((800...1200).contains(chinese))
    }

    @Test(
        "Claude 4.7 and later make about 30 % more tokens of the same text",
        arguments: [
            ("claude-opus-4-7", true), ("claude-opus-4-8", true), ("claude-opus-5", true), ("claude-opus-5-5", true),
            ("claude-haiku-5-5", true), ("claude-fable-5", true), ("claude-opus-4.7", true),
            ("claude-opus-latest", true),
            ("opus", true), ("us.anthropic.claude-opus-4-8-v1:0", true), ("global.anthropic.claude-sonnet-5", true),
            ("arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-opus-4-7", true),
            ("claude-opus-4-6", false), ("claude-sonnet-4-5-20250929", false), ("claude-opus-4-20250514", false),
            ("claude-opus-4-1-20250805", false), ("claude-3-7-sonnet-20250219", false),
            ("claude-3-opus-20240229", false),
            ("us.anthropic.claude-3-5-sonnet-20241022-v2:0", false), ("anthropic/claude-3.5-sonnet", false),
            ("claude-haiku-4-5@20251001", false), ("gpt-5.4", false), ("qwen3-coder", false), ("", false),
        ]
    )
    func generations(_ model: String, _ isDense: Bool) throws {
        let text = String(repeating: "The quick brown fox. ", count: 500)
        let standard = Double(try estimate(text: text, model: "claude-sonnet-4-5"))

        let ratio = Double(try estimate(text: text, model: model)) / standard

        #expect(abs(ratio - (isDense ? 1.3 : 1)) < 0.01)
    }

    @Test("Tools cost their text and a prompt of their own; a deferred one costs its name")
    func tools() throws {
        func body(_ tools: String) -> String { RequestFixture.body(#""tools":[\#(tools)]"#) }
        let schema = #"{"type":"object","properties":{"path":{"type":"string","description":"Where the file is"}}}"#
        let none = try estimate(body(""))
        let one = try estimate(body(#"{"name":"Read","input_schema":\#(schema)}"#))
        let deferred = try estimate(body(#"{"name":"Read","defer_loading":true,"input_schema":\#(schema)}"#))
        let typed = try estimate(body(#"{"type":"bash_20250124","name":"bash"}"#))

        #expect((none + 497..<none + 570).contains(one))
        #expect(deferred < one)
        #expect(typed > none + 497 + 244)
    }

    @Test(
        "What the API says about tools is counted as it is told, whatever the tokenizer",
        arguments: [
            ("claude-sonnet-4-6", "auto", 497), ("claude-sonnet-4-6", "any", 589), ("claude-opus-5-5", "auto", 354),
            ("claude-opus-5-5", "any", 588),
        ]
    )
    func toolPrompt(_ model: String, _ choice: String, _ tokens: Int) throws {
        let tools = #""tools":[{"name":"t","input_schema":{}}]"#
        let body = RequestFixture.body(#"\#(tools),"tool_choice":{"type":"\#(choice)"}"#)
        let none = try estimate(RequestFixture.body(""), model: model)

        // Beside the tool's own dozen.
        #expect((none + tokens + 5..<none + tokens + 20).contains(try estimate(body, model: model)))
    }

    @Test("Pictures cost by their size, and the most where it is not known")
    func images() throws {
        func block(_ source: String) -> String { #"{"type":"image","source":\#(source)}"# }
        let empty = try estimate(text: "")
        // The header of a PNG file of 200 by 100 pixels.
        let png = block(#"{"type":"base64","media_type":"image/png","data":"iVBORw0KGgoAAAANSUhEUgAAAMgAAABk"}"#)
        let url = block(#"{"type":"url","url":"https://example.com/a.png"}"#)
        let broken = block(#"{"type":"base64","media_type":"image/png","data":"////"}"#)

        #expect(try estimate(block: png) == empty + 32)
        #expect(try estimate(block: url) == empty + 1568)
        #expect(try estimate(block: broken) == empty + 1568)
    }

    @Test("Every part of a request adds to the estimate")
    func parts() throws {
        let long = String(repeating: "some words of text ", count: 50)
        let blocks = [
            #"{"type":"text","text":"\#(long)"}"#, #"{"type":"thinking","thinking":"\#(long)","signature":"a"}"#,
            #"{"type":"thinking","thinking":"","signature":"\#(long)"}"#,
            #"{"type":"redacted_thinking","data":"\#(long)"}"#,
            #"{"type":"tool_use","id":"a","name":"b","input":{"a":"\#(long)"}}"#,
            #"{"type":"tool_result","tool_use_id":"a","content":"\#(long)"}"#,
            #"{"type":"tool_result","tool_use_id":"a","content":[{"type":"text","text":"\#(long)"}]}"#,
            #"{"type":"document","source":{"type":"text","media_type":"text/plain","data":"\#(long)"}}"#,
            #"{"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"AAAA"}}"#,
            #"{"type":"document","source":{"type":"url","url":"https://example.com"}}"#,
            #"{"type":"search_result","source":"s","title":"t","content":[{"type":"text","text":"\#(long)"}]}"#,
            #"{"type":"web_search_tool_result","tool_use_id":"a","content":["\#(long)"]}"#,
            #"{"type":"compaction","content":"\#(long)"}"#, #"{"type":"hologram","x":"\#(long)"}"#,
        ]
        let empty = try estimate(text: "")

        for block in blocks { #expect(try estimate(block: block) > empty + 150, "\(block.prefix(60))") }
        #expect(try estimate(RequestFixture.body(#""system":"\#(long)""#)) > empty + 150)
    }

    @Test("A body that is no request is refused")
    func refused() {
        #expect(throws: APIError.self) { try estimate(block: #"{"type":"text"}"#) }
    }

    @Test("A Claude Code body with every block type has an estimate")
    func fixture() throws {
        let tokens = try estimate(try RequestFixture.text("every-block.json"))

        #expect((5_000...40_000).contains(tokens))
    }
}
