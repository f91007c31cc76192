import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("Messages pass-through, a whole document in place of a stream")
struct MessagesDocumentForStreamTests {
    private static let message = """
        {
          "id": "msg_1",
          "type": "message",
          "role": "assistant",
          "model": "upstream-model",

          "content": [
            {"type": "thinking", "signature": "sig", "thinking": "Hm\\n"},
            {"type": "text", "text": "Hi \\"世界\\"", "citations": [{"type": "char_location", "cited_text": "x"}]},
            {"type": "tool_use", "id": "toolu_1", "name": "Read", "input": {"path": "a\\"b"}},
            {"type": "redacted_thinking", "data": "abc"}
          ],
          "stop_reason": "tool_use",
          "stop_sequence": null,
          "usage": {"input_tokens": 7, "output_tokens": 5, "cost": 0.25}
        }
        """

    private static let events = """
        event: message_start
        data: {"type":"message_start","message":{ "id": "msg_1", "type": "message", "role": "assistant", \
        "model": "claude-sonnet-4-5", "usage": {"input_tokens": 7, "output_tokens": 5, "cost": 0.25},\
        "content":[],"stop_reason":null,"stop_sequence":null }}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","signature":"","thinking":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm\\n"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"sig"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: content_block_start
        data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":"","citations":[]}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Hi \\"世界\\""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":1,"delta":{"type":"citations_delta",\
        "citation":{"type": "char_location", "cited_text": "x"}}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":1}

        event: content_block_start
        data: {"type":"content_block_start","index":2,\
        "content_block":{"type":"tool_use","id":"toolu_1","name":"Read","input":{}}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":2,\
        "delta":{"type":"input_json_delta","partial_json":"{\\"path\\": \\"a\\\\\\"b\\"}"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":2}

        event: content_block_start
        data: {"type":"content_block_start","index":3,"content_block":{"type":"redacted_thinking","data":"abc"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":3}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null},\
        "usage":{"input_tokens": 7, "output_tokens": 5, "cost": 0.25}}

        event: message_stop
        data: {"type":"message_stop"}


        """

    @Test("A message becomes its events, pretty-printed or not, wherever it is cut")
    func message() {
        let body = ByteBuffer(string: "\r\n " + Self.message + "\n")
        for offset in stride(from: 0, through: body.readableBytes, by: 7) {
            let run = PassthroughRun(body.halves(at: offset))

            #expect(run.failure == nil, "cut at \(offset)")
            #expect(PlainEvents(run.text) == PlainEvents(Self.events), "cut at \(offset)")
            #expect(run.translator.isComplete)
        }
    }

    @Test("Its tokens and its price are read, and nothing goes out before it is whole")
    func usage() throws {
        var translator = MessagesPassthrough(requestedModel: "m", vendorName: "Anthropic")

        #expect(try translator.push(ByteBuffer(string: Self.message)).readableBytes == 0)
        #expect(try translator.finish().readableBytes > 0)
        #expect(translator.usage.inputTokens == 7)
        #expect(translator.usage.outputTokens == 5)
        #expect(translator.reportedCostUSD == 0.25)
    }

    @Test(
        "An error is read as what it is, pretty-printed or not",
        arguments: [
            #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#,
            "\n\n{\n  \"type\": \"error\",\n\n  \"error\": {\n\n    \"type\": \"overloaded_error\",\n    "
                + "\"message\": \"Overloaded\"\n  }\n}\n\n",
        ]
    )
    func error(_ json: String) {
        let run = PassthroughRun(ByteBuffer(string: json).halves(at: 2))

        #expect(run.failure?.kind == .overloaded)
        #expect(run.failure?.message == "Overloaded")
    }

    @Test(
        "What is neither is told apart",
        arguments: [
            ("{\"type\":\"message\",\"content\":[", UpstreamFailure.Kind.incomplete), ("{}", .malformed),
            ("{]", .malformed), (#"{"type":"message","content":[5]}"#, .malformed),
        ]
    )
    func neither(_ text: String, _ kind: UpstreamFailure.Kind) {
        #expect(PassthroughRun([ByteBuffer(string: text)]).failure?.kind == kind)
    }
}

/// The lines of a stream without the white space around them, as that between JSON's tokens is the upstream's own.
private struct PlainEvents: Equatable {
    let lines: [String]

    init(_ text: String) { lines = text.split(separator: "\n").map { $0.filter { $0 != " " } } }
}
