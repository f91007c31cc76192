import MessagesAPI
import NIOCore
import Testing

struct RequestDecodingTests {
    @Test("A body with every block type is read as the golden file says")
    func golden() throws {
        let request = try RequestFixture.request(try RequestFixture.text("every-block.json")).decoded()
        let expected = try RequestFixture.text("every-block.txt").split(separator: "\n").map(String.init)

        let lines = RequestSummary(request).lines

        for (line, wanted) in zip(lines, expected) { #expect(line == wanted) }
        #expect(lines.count == expected.count)
    }

    @Test("A body with only what is required is read")
    func minimal() throws {
        let request = try RequestFixture.request(#"{"model":"m","max_tokens":0,"messages":[]}"#).decoded()

        #expect(request.maxTokens == 0)
        #expect(request.messages.isEmpty)
        #expect(request.system == nil)
        #expect(request.tools.isEmpty)
        #expect(request.toolChoice == nil)
        #expect(request.thinking == nil)
        #expect(request.outputConfiguration == nil)
        #expect(request.cacheControl == nil)
        #expect(request.otherFields.isEmpty)
    }

    @Test(
        "max_tokens must be a whole number in a message; a count does not look at it",
        arguments: ["null", "\"9\"", "1.5"]
    )
    func maxTokens(_ value: String) throws {
        let body = ByteBuffer(string: #"{"model":"m","max_tokens":\#(value),"messages":[]}"#)

        let error = #expect(throws: APIError.self) { try MessagesRequest(body: body) }
        let count = try MessagesRequest(.countTokens, body: body)

        #expect(error == APIError(.invalidRequest, "max_tokens: Input should be a valid integer"))
        #expect(count.maxTokens == nil)
        #expect(try count.decoded().maxTokens == nil)
    }

    @Test("max_tokens is required of a message, and not of a count")
    func maxTokens() throws {
        let body = #"{"model":"m","messages":[]}"#

        let error = #expect(throws: APIError.self) { try RequestFixture.request(body).decoded() }

        #expect(error?.message == "max_tokens: Field required")
        #expect(try RequestFixture.request(body, .countTokens).decoded().maxTokens == nil)
    }

    @Test("Null counts as absent where a field is optional")
    func null() throws {
        let body = RequestFixture.body(
            messages:
                #"[{"role":"user","content":[{"type":"text","text":"a","cache_control":null,"citations":null}]}]"#,
            #""system":null,"tools":null,"tool_choice":null,"thinking":null,"stop_sequences":null,"temperature":null"#
        )
        let request = try RequestFixture.request(body).decoded()

        #expect(request.system == nil)
        #expect(request.tools.isEmpty)
        #expect(request.thinking == nil)
        #expect(request.stopSequences.isEmpty)
        #expect(RequestSummary(request).lines.contains(#"   text "a" cites -"#))
    }

    @Test("Escaped field names are the same fields, and of duplicates the last one counts")
    func escapedNames() throws {
        let body = RequestFixture.body(
            messages: #"[{"\u0072ole":"user","content":"a","content":"b","r\u006fle":"assistant"}]"#
        )
        let message = try #require(try RequestFixture.request(body).decoded().messages.first)

        #expect(message.role == .assistant)
        #expect(message.content == .text("b"))
        #expect(message.otherFields.isEmpty)
    }

    @Test("Every thinking and tool choice mode is told apart, and unknown ones are kept")
    func modes() throws {
        for (type, mode) in [
            ("adaptive", ThinkingConfiguration.Mode.adaptive), ("disabled", .disabled),
            ("between_tools", .betweenTools),
            ("dreaming", .unknown(type: "dreaming")),
        ] {
            let body = RequestFixture.body(#""thinking":{"type":"\#(type)"}"#)
            #expect(try RequestFixture.request(body).decoded().thinking?.mode == mode)
        }
        for (type, mode) in [
            ("auto", ToolChoice.Mode.auto), ("any", .any), ("none", .never), ("maybe", .unknown(type: "maybe")),
        ] {
            let body = RequestFixture.body(#""tool_choice":{"type":"\#(type)"}"#)
            #expect(try RequestFixture.request(body).decoded().toolChoice?.mode == mode)
        }
    }

    @Test("Blocks inside each other are read down to a bound and kept raw below it")
    func nesting() throws {
        for depth in [1, 7, 8, 40] {
            let open = String(repeating: #"{"type":"tool_result","tool_use_id":"a","content":["#, count: depth)
            let content = open + #"{"type":"text","text":"x"}"# + String(repeating: "]}", count: depth)
            let body = RequestFixture.body(messages: #"[{"role":"user","content":[\#(content)]}]"#)
            let lines = RequestSummary(try RequestFixture.request(body).decoded()).lines

            #expect(lines.contains { $0.contains("unknown") } == (depth >= 8))
        }
    }
}
