import MessagesAPI
import NIOCore
import Providers
import TestSupport
import Testing

@Suite("MessageStreamWriter")
struct MessageStreamWriterTests {
    @Test("Nothing is written before there is a block")
    func beginning() {
        var writer = Self.writer
        writer.delta("lost")
        writer.closeBlock()

        #expect(writer.isEmpty)
        #expect(writer.take().readableBytes == 0)
    }

    @Test("A message of every kind of block is written as the Messages API writes it")
    func whole() throws {
        var writer = Self.writer
        writer.openThinking()
        writer.delta("a \"thought\"\n")
        writer.closeBlock(signature: "proxy1:x:y")
        writer.openText()
        writer.delta(escaped: #"\u00e9\n"#.utf8Span.span.bytes)
        writer.openToolUse(id: "toolu_1", name: "Read")
        writer.delta(#"{"a":"b"}"#)
        writer.redactedThinking(data: "sealed")
        var usage = MessageUsage(
            TokenUsage(inputTokens: 3, outputTokens: 5),
            estimatedInputTokens: 9,
            estimatedOutputTokens: 9
        )
        usage.thinkingTokens = 2
        writer.finish(MessageEnd(.refusal, explanation: "No."), usage: usage)

        #expect(writer.isComplete)
        #expect(writer.blockCount == 4)
        #expect(String(buffer: writer.take()) == Self.expected)
        #expect(writer.isEmpty)
    }

    @Test("Its own events are in the order that the grammar asks for, and nothing comes after the end")
    func order() throws {
        var writer = Self.writer
        writer.openText()
        writer.openText()
        writer.openThinking()
        writer.openToolUse(id: "t", name: "n")
        writer.finish(MessageEnd(.endTurn), usage: Self.usage)
        writer.openText()
        writer.delta("late")
        writer.finish(MessageEnd(.endTurn), usage: Self.usage)

        var grammar = MessageStreamGrammar()
        for event in try SSEReader.events(in: writer.take().readableBytesView) {
            let head = try MessageEvent(reading: event.data.utf8Span.span.bytes)
            try grammar.accept(try #require(head.type), index: head.index)
        }
        #expect(grammar.isComplete)
    }

    @Test("Numbers that nobody counted are estimated, and a cache that nobody mentioned was not used")
    func estimates() {
        let usage = MessageUsage(TokenUsage(outputTokens: 4), estimatedInputTokens: 12, estimatedOutputTokens: 7)

        #expect(usage.inputTokens == 12)
        #expect(usage.outputTokens == 4)
        #expect(usage.cacheReadInputTokens == 0)
        #expect(usage.cacheCreationInputTokens == 0)
        #expect(usage.thinkingTokens == nil)
    }

    static let usage = MessageUsage(TokenUsage(), estimatedInputTokens: 1, estimatedOutputTokens: 1)

    static var writer: MessageStreamWriter {
        MessageStreamWriter(id: "msg_1", model: "claude-\"x\"", estimatedInputTokens: 12)
    }

    static let expected = #"""
        event: message_start
        data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-\"x\"","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":12,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":1}}}

        event: ping
        data: {"type":"ping"}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"a \"thought\"\n"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"proxy1:x:y"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: content_block_start
        data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"\u00e9\n"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":1}

        event: content_block_start
        data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_1","name":"Read","input":{}}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"a\":\"b\"}"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":2}

        event: content_block_start
        data: {"type":"content_block_start","index":3,"content_block":{"type":"redacted_thinking","data":"sealed"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":3}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"refusal","stop_sequence":null,"stop_details":{"type":"refusal","category":null,"explanation":"No."}},"usage":{"input_tokens":3,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":5,"output_tokens_details":{"thinking_tokens":2}}}

        event: message_stop
        data: {"type":"message_stop"}


        """#
}
