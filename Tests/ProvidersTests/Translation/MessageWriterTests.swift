import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("MessageWriter")
struct MessageWriterTests {
    @Test("A message of every kind of block is written as the Messages API writes it")
    func whole() {
        var writer = MessageWriter(id: "msg_1", model: "m")
        writer.thinking("a\nb", signature: "s")
        writer.redactedThinking(data: "d")
        writer.text("hi")
        writer.toolUse(id: "toolu_1", name: "Read", input: Array(#"{"a":1}"#.utf8))
        let usage = MessageUsage(TokenUsage(), estimatedInputTokens: 1, estimatedOutputTokens: 2)
        let message = writer.finish(MessageEnd(.stopSequence, stopSequence: "END"), usage: usage)

        #expect(
            String(buffer: message)
                == #"{"id":"msg_1","type":"message","role":"assistant","model":"m","content":["#
                + #"{"type":"thinking","thinking":"a\nb","signature":"s"},{"type":"redacted_thinking","data":"d"},"#
                + #"{"type":"text","text":"hi"},{"type":"tool_use","id":"toolu_1","name":"Read","input":{"a":1}}],"#
                + #""stop_reason":"stop_sequence","stop_sequence":"END","usage":{"input_tokens":1,"#
                + #""cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":2}}"#
        )
    }

    @Test("White space is no text block", arguments: ["", " ", "\n\t \u{A0}"])
    func noText(_ text: String) {
        var writer = MessageWriter(id: "msg_1", model: "m")
        writer.text(text)

        #expect(writer.blockCount == 0)
    }
}
