import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("Messages → Responses")
struct MessagesToResponsesTests {
    @Test("A request gives the body of its fixture, byte for byte, every time", arguments: ResponsesRequestFixture.all)
    func golden(_ fixture: ResponsesRequestFixture) throws {
        let body = try fixture.translated().body

        #expect(String(buffer: body) == String(buffer: fixture.upstream))
        #expect(try fixture.translated().body == body)
    }

    @Test("Stop sequences are all left to the proxy, for this dialect has none")
    func stopSequences() throws {
        let translated = try Self.translated(
            #""messages":[{"role":"user","content":"Hi"}],"stop_sequences":["A","","B"]"#
        )

        #expect(translated.stopSequences == ["A", "B"])
        #expect(!String(buffer: translated.body).contains("stop"))
    }

    @Test("What cannot be said is named, once and in a fixed order")
    func omissions() throws {
        let translated = try Self.translated(
            #"""
            "messages":[{"role":"user","content":"Hi"},
            {"role":"assistant","content":[{"type":"thinking","thinking":"x","signature":"y"},{"type":"text","text":"z"}]},
            {"role":"user","content":"Hi"}],
            "thinking":{"type":"adaptive"},"temperature":1,"top_p":0.5,"top_k":3
            """#
        )

        #expect(translated.omissions == ["thinking", "temperature", "top_p", "top_k"])
    }

    @Test(
        "What would give a wrong answer is refused, in words that name it",
        arguments: [
            (#"{"role":"assistant","content":"The answer is"}"#, "prefill"),
            (
                #"{"role":"user","content":[{"type":"image","source":{"type":"file","file_id":"f"}}]}"#,
                "messages.1.content.0"
            ),
            (#"{"role":"user","content":[{"type":"document","source":{"type":"file","file_id":"f"}}]}"#, "document"),
        ]
    )
    func refused(_ message: String, _ words: String) throws {
        let failure = #expect(throws: UpstreamFailure.self) {
            try Self.translated(#""messages":[{"role":"user","content":"Hi"},\#(message)]"#)
        }

        #expect(failure?.kind == .unsupportedFeature)
        #expect(failure?.message.contains(words) == true)
    }

    @Test("MCP servers are refused, for the tools of them would be missing")
    func mcpServers() {
        #expect(throws: UpstreamFailure.self) {
            try Self.translated(#""messages":[{"role":"user","content":"Hi"}],"mcp_servers":[{"name":"a"}]"#)
        }
    }

    @Test("A field can be renamed")
    func renamed() throws {
        let translated = try Self.translated(
            #""messages":[{"role":"user","content":"Hi"}]"#,
            adjustments: [.renamedField("max_output_tokens", to: "max_tokens")]
        )

        #expect(String(buffer: translated.body).contains(#","max_tokens":100,"#))
    }

    @Test(
        "Reasoning comes back as the items that it came in, each before what it led to",
        arguments: [
            "reasoning-then-call": #"{"type":"function_call","#,
            "encrypted-reasoning": #"{"type":"message","role":"assistant""#,
            "lm-studio": #"{"type":"function_call","#,
        ]
    )
    func roundTrip(_ name: String, _ next: String) throws {
        let fixture = ResponsesFixture.named(name)
        let whole = try #require(fixture.whole)
        let message = ResponsesEvents.run(whole: whole, fixture.context).text
        let start = try #require(message.firstRange(of: #""content":["#)).upperBound
        let end = try #require(message.firstRange(of: #"],"stop_reason""#)).lowerBound

        let body = try Self.translated(
            #""messages":[{"role":"user","content":"Hi"},{"role":"assistant","content":[\#(message[start..<end])]},"#
                + #"{"role":"user","content":"Go on"}]"#
        ).body

        let text = String(buffer: body)
        let item = try #require(text.firstRange(of: #"{"type":"reasoning","#))
        let rest = text[item.lowerBound...]
        let itemEnd = try #require(rest.firstRange(of: "},\(next)"))
        let reasoning = rest[..<itemEnd.lowerBound]
        #expect(reasoning.contains(name == "lm-studio" ? #""text":"We answer.""# : #""encrypted_content":"gAAAAABmQ"#))
        #expect(reasoning.contains(#""id":"rs_"#))
    }

    @Test("The same request goes up to be counted, without what only shapes the answer")
    func countTokens() throws {
        let client = ByteBuffer(
            string: #"{"model":"m","system":"S","messages":[{"role":"user","content":"Hi"}],"#
                + #""tools":[{"name":"t","input_schema":{"type":"object","properties":{}}}],"metadata":{"user_id":"u"}}"#
        )
        let body = try ResponsesCountTokens.body(
            for: MessagesRequest(.countTokens, body: client).decoded(),
            model: "gpt-4.1",
            vendor: .responsesTest,
            searchesWeb: true,
            origin: "openai/gpt-4.1"
        )

        #expect(
            String(buffer: body)
                == #"{"model":"gpt-4.1","instructions":"S","input":[{"type":"message","role":"user","#
                + #""content":[{"type":"input_text","text":"Hi"}]}],"tools":[{"type":"function","name":"t","#
                + #""parameters":{"type":"object","properties":{}},"strict":false}]}"#
        )
    }

    @Test(
        "The counted tokens are read",
        arguments: zip(
            [#"{"object":"response.input_tokens","input_tokens":42}"#, #"{"input_tokens":-1}"#, "{}", "[]", ""],
            [42, nil, nil, nil, nil]
        )
    )
    func tokenCount(_ body: String, _ count: Int?) {
        #expect(ResponsesCountTokens.tokenCount(inAnswer: ByteBuffer(string: body)) == count)
    }

    private static func translated(
        _ fields: String,
        adjustments: Set<RequestAdjustment> = []
    ) throws -> TranslatedRequest {
        let client = ByteBuffer(string: #"{"model":"m","max_tokens":100,\#(fields)}"#)
        return try ResponsesRequestFixture.translated(client, adjustments: adjustments)
    }
}
