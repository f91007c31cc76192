import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("Chat Completions → Messages: why it ended")
struct ChatStreamStopTests {
    @Test(
        "Finish reasons become stop reasons",
        arguments: [
            ("stop", false, "end_turn"), ("eos", false, "end_turn"), ("tool_calls", false, "end_turn"),
            ("function_call", false, "end_turn"), ("length", false, "max_tokens"), ("content_filter", false, "refusal"),
            ("stop", true, "tool_use"), ("tool_calls", true, "tool_use"), ("eos", true, "tool_use"),
            ("length", true, "max_tokens"), ("content_filter", true, "refusal"),
        ]
    )
    func reasons(_ reason: String, _ hasCall: Bool, _ expected: String) throws {
        let call = ChatAnswer.call(#""index":0,"id":"c1","function":{"name":"Read","arguments":"{}"}"#)
        let answer = try ChatAnswer(ChatAnswer.stream([#"{"content":"a"}"#] + (hasCall ? [call] : []), finish: reason))

        #expect(answer.message.stopReason == expected)
        #expect(answer.failure == nil)
        #expect(answer.isComplete)
    }

    @Test("Without a reason a clean end is the end of the turn", arguments: [false, true])
    func noReason(_ hasCall: Bool) throws {
        let call = ChatAnswer.call(#""index":0,"id":"c1","function":{"name":"Read","arguments":"{}"}"#)
        let answer = try ChatAnswer([ChatAnswer.chunk(hasCall ? call : #"{"content":"a"}"#), "data:[DONE]\n\n"])

        #expect(answer.message.stopReason == (hasCall ? "tool_use" : "end_turn"))
        #expect(answer.message.isComplete)
    }

    @Test("The end of the body will do for [DONE] after a finish reason, even without the last empty line")
    func noDone() throws {
        let answer = try ChatAnswer([
            ChatAnswer.chunk(#"{"content":"a"}"#),
            #"data: {"choices":[{"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":1}}"#,
        ])

        #expect(answer.message.isComplete)
        #expect(answer.usage.inputTokens == 5)
    }

    @Test("A server that is known to send neither may end as it does, if it said something")
    func neither() throws {
        let context = ChatAnswer.context(endsWithoutFinish: true)
        let answer = try ChatAnswer([ChatAnswer.chunk(#"{"content":"a"}"#)], context: context)
        let empty = try ChatAnswer([ChatAnswer.chunk("{}")], context: context)

        #expect(answer.message.stopReason == "end_turn")
        #expect(empty.failure?.kind == .incomplete)
    }

    @Test(
        "A stop sequence that the server names is passed on",
        arguments: [
            (#""stop_reason":"END""#, "END"), (#""matched_stop":"END""#, "END"), (#""stop_reason":128009"#, nil),
        ]
            as [(String, String?)]
    )
    func named(_ member: String, _ sequence: String?) throws {
        let end = #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop",\#(member)}]}"# + "\n\n"
        let message = try ChatAnswer([ChatAnswer.chunk(#"{"content":"a"}"#), end, ChatAnswer.done]).message

        #expect(message.stopReason == (sequence == nil ? "end_turn" : "stop_sequence"))
        #expect(message.stopSequence == sequence)
    }

    @Test("A refusal is text, and the reason why the message ended")
    func refusal() throws {
        let answer = try ChatAnswer(ChatAnswer.stream([#"{"refusal":"I can"}"#, #"{"refusal":"not."}"#]))

        #expect(answer.message.blocks == [.text("I cannot.")])
        #expect(answer.message.stopReason == "refusal")
        #expect(answer.message.explanation == "I cannot.")
    }

    @Test("A stop sequence that the upstream was not told ends the answer across chunks, and frees the upstream")
    func enforced() throws {
        let context = ChatAnswer.context(stopSequences: ["STOP"])
        var translator = ChatCompletionsToMessages(context: context)
        let first = try translator.push(ByteBuffer(string: ChatAnswer.chunk(#"{"content":"\"one\" S"}"#)))
        let second = try translator.push(ByteBuffer(string: ChatAnswer.chunk(#"{"content":"TOP two"}"#)))

        #expect(translator.isComplete)
        let rest = try translator.push(ByteBuffer(string: ChatAnswer.stream([#"{"content":"three"}"#])))
        #expect(rest.readableBytes == 0)
        #expect(try translator.finish().readableBytes == 0)
        var output = first
        output.writeImmutableBuffer(second)
        let message = try StreamedMessage(reading: output)
        #expect(message.blocks == [.text("\"one\" ")])
        #expect(message.stopReason == "stop_sequence")
        #expect(message.stopSequence == "STOP")
        #expect(translator.usage.inputTokens == nil)
        #expect(translator.usage.outputTokens == 2)
        #expect(message.usage["output_tokens"] == 2)
    }

    @Test("What was held back for a stop sequence comes out at the end")
    func held() throws {
        let context = ChatAnswer.context(stopSequences: ["STOP"])
        let message = try ChatAnswer(ChatAnswer.stream([#"{"content":"one STO"}"#]), context: context).message

        #expect(message.blocks == [.text("one STO")])
        #expect(message.stopReason == "end_turn")
    }

    @Test("Thoughts and arguments are not searched for stop sequences")
    func onlyText() throws {
        let call = ChatAnswer.call(#""index":0,"id":"c1","function":{"name":"Read","arguments":"{\"a\":\"STOP\"}"}"#)
        let deltas = [#"{"reasoning":"STOP"}"#, call]
        let message = try ChatAnswer(ChatAnswer.stream(deltas), context: ChatAnswer.context(stopSequences: ["STOP"]))
            .message

        #expect(message.blocks.count == 2)
        #expect(message.stopReason == "tool_use")
    }

    @Test("A tool call that is under way is waited for when a stop sequence comes")
    func stopInsideCall() throws {
        let deltas = [
            ChatAnswer.call(#""index":0,"id":"c1","function":{"name":"Read","arguments":"{\"a\":"}"#),
            #"{"content":"one STOP two"}"#,
            ChatAnswer.call(#""index":0,"function":{"arguments":"1}"}"#),
        ]
        var translator = ChatCompletionsToMessages(context: ChatAnswer.context(stopSequences: ["STOP"]))
        var output = ByteBuffer()
        for delta in deltas {
            output.writeImmutableBuffer(try translator.push(ByteBuffer(string: ChatAnswer.chunk(delta))))
        }

        let message = try StreamedMessage(reading: output)
        #expect(translator.isComplete)
        #expect(message.blocks == [.toolUse(id: "c1", name: "Read", json: #"{"a":1}"#), .text("one ")])
        #expect(message.stopReason == "tool_use")
    }
}
