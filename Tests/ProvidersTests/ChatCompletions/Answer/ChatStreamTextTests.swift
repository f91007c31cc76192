import NIOCore
import Providers
import Testing

@Suite("Chat Completions → Messages: text and thoughts")
struct ChatStreamTextTests {
    @Test("The client gets the model and the id that it was promised, and an estimate of its prompt at the start")
    func start() throws {
        let message = try ChatAnswer(ChatAnswer.stream([#"{"content":"Hi"}"#])).message

        #expect(message.id == "msg_test")
        #expect(message.model == "claude-test")
        #expect(message.startUsage["input_tokens"] == 12)
        #expect(message.startUsage["output_tokens"] == 1)
        #expect(message.usage["input_tokens"] == 100)
        #expect(message.usage["output_tokens"] == 20)
        #expect(message.isComplete)
    }

    @Test(
        "Chunks that say nothing are no content",
        arguments: [
            #"{"role":"assistant","content":""}"#, #"{"role":"assistant","content":null}"#, "{}", "null",
            #"{"content":"","reasoning":null,"tool_calls":null,"refusal":null}"#, #"{"tool_calls":[]}"#,
            #"{"reasoning_details":[]}"#, #"{"content":"\n\n "}"#, #"{"reasoning":"\n"}"#,
        ]
    )
    func silence(_ delta: String) throws {
        let chunks = [ChatAnswer.chunk(delta), #"data: {"choices":[]}"# + "\n\n", #"data: {"id":"c"}"# + "\n\n"]
        #expect(throws: UpstreamFailure(.incomplete, "The upstream's answer is empty.", adjustment: .repeated)) {
            var translator = ChatCompletionsToMessages(context: ChatAnswer.context())
            _ = try translator.push(ByteBuffer(string: chunks.joined() + ChatAnswer.end("stop")))
        }

        // The same again is what the model means.
        var translator = ChatCompletionsToMessages(context: ChatAnswer.context(isRepeated: true))
        for chunk in chunks { #expect(try translator.push(ByteBuffer(string: chunk)).readableBytes == 0) }
        let end = try translator.push(ByteBuffer(string: ChatAnswer.end("stop")))

        let message = try StreamedMessage(reading: end)
        #expect(message.blocks.isEmpty)
        #expect(message.stopReason == "end_turn")
    }

    @Test("Each piece goes out as it comes, escapes as they are written")
    func pieces() throws {
        var translator = ChatCompletionsToMessages(context: ChatAnswer.context())
        _ = try translator.push(ByteBuffer(string: ChatAnswer.chunk(#"{"content":"a"}"#)))
        let second = try translator.push(ByteBuffer(string: ChatAnswer.chunk(#"{"content":"\u00e9\n\"漢"}"#)))

        #expect(
            String(buffer: second)
                == "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
                + #""delta":{"type":"text_delta","text":"\u00e9\n\"漢"}}"# + "\n\n"
        )
    }

    @Test(
        "A thought comes under any name, once, and is signed",
        arguments: [
            #"{"reasoning_content":"Hm."}"#, #"{"reasoning":"Hm."}"#, #"{"thinking":"Hm."}"#,
            #"{"reasoning":"Hm.","reasoning_content":"Hm."}"#,
            #"{"reasoning":"Hm.","reasoning_content":"","content":""}"#,
            #"{"reasoning_details":[{"type":"reasoning.text","text":"Hm.","index":0}]}"#,
            #"{"reasoning":"Hm.","reasoning_details":[{"type":"reasoning.text","text":"Hm.","signature":null}]}"#,
            #"{"content":[{"type":"thinking","thinking":[{"type":"text","text":"Hm."}]}]}"#,
            #"{"content":[{"type":"thinking","thinking":"Hm."}]}"#,
        ]
    )
    func thoughts(_ delta: String) throws {
        let message = try ChatAnswer(ChatAnswer.stream([delta, #"{"content":"So."}"#])).message

        #expect(message.blocks == [.thinking("Hm.", signature: ChatAnswer.textSignature), .text("So.")])
    }

    @Test("A thought, text and a call of one chunk come in this order, whatever the order of the members")
    func order() throws {
        let call = #""tool_calls":[{"index":0,"id":"c1","function":{"name":"Read","arguments":"{}"}}]"#
        let delta = #"{\#(call),"content":"So.","reasoning":"Hm."}"#
        let message = try ChatAnswer(ChatAnswer.stream([delta], finish: "tool_calls")).message

        #expect(
            message.blocks == [
                .thinking("Hm.", signature: ChatAnswer.textSignature), .text("So."),
                .toolUse(id: "c1", name: "Read", json: "{}"),
            ]
        )
    }

    @Test("Fragments of reasoning_details are put together and kept in the signature")
    func details() throws {
        let message = try ChatAnswer(
            ChatAnswer.stream([
                #"{"reasoning":"A","reasoning_details":[{"type":"reasoning.text","text":"A","index":0,"format":"f"}]}"#,
                #"{"reasoning":"B","reasoning_details":[{"type":"reasoning.text","text":"B","index":0,"format":"f"}]}"#,
                #"{"reasoning_details":[{"type":"reasoning.text","signature":"sig=","index":0}]}"#,
                #"{"reasoning_details":[{"type":"reasoning.encrypted","data":"x","index":1,"id":null}]}"#,
                #"{"content":"So."}"#,
            ])
        ).message

        let kept =
            #"[{"type":"reasoning.text","text":"AB","index":0,"format":"f","signature":"sig="},"#
            + #"{"type":"reasoning.encrypted","data":"x","index":1}]"#
        #expect(message.blocks == [.thinking("AB", signature: ChatAnswer.signature(details: kept)), .text("So.")])
    }

    @Test("A thought that only the upstream can read is kept in front of what follows it, or at the end")
    func sealedThoughts() throws {
        let detail = #"{"type":"reasoning.encrypted","data":"x","index":0}"#
        let sealed = StreamedMessage.Block.redacted(ChatAnswer.signature(details: "[\(detail)]"))
        let delta = #"{"reasoning_details":[\#(detail)]}"#
        let call = ChatAnswer.call(#""index":0,"id":"c1","function":{"name":"Read","arguments":"{}"}"#)

        let first = try ChatAnswer(ChatAnswer.stream([delta, #"{"content":"So."}"#])).message
        let beforeCall = try ChatAnswer(ChatAnswer.stream([#"{"content":"So."}"#, delta, call])).message
        let last = try ChatAnswer(ChatAnswer.stream([#"{"content":"So."}"#, delta])).message

        #expect(first.blocks == [sealed, .text("So.")])
        #expect(beforeCall.blocks == [.text("So."), sealed, .toolUse(id: "c1", name: "Read", json: "{}")])
        #expect(last.blocks == [.text("So."), sealed])
    }

    @Test("Thoughts that the client does not want are not content, so that a failure after them can go elsewhere")
    func hiddenThoughts() throws {
        let context = ChatAnswer.context(thinking: .none)
        let thoughts = [
            ChatAnswer.chunk(#"{"reasoning":"Hm.","reasoning_details":[{"type":"reasoning.encrypted","data":"x"}]}"#),
            ChatAnswer.chunk(#"{"content":[{"type":"thinking","thinking":"Hm."}]}"#),
        ]
        var translator = ChatCompletionsToMessages(context: context)
        for thought in thoughts { #expect(try translator.push(ByteBuffer(string: thought)).readableBytes == 0) }

        let message = try ChatAnswer(thoughts + [ChatAnswer.stream([#"{"content":"So."}"#])], context: context).message
        #expect(message.blocks == [.text("So.")])
    }

    @Test("White space begins a text but makes none")
    func whiteSpace() throws {
        let text = try ChatAnswer(
            ChatAnswer.stream([#"{"content":"\n"}"#, #"{"content":" \t"}"#, #"{"content":"x"}"#])
        ).message
        let thought = try ChatAnswer(
            ChatAnswer.stream([
                #"{"reasoning":"Hm."}"#, #"{"content":"\u000a\n"}"#,
                ChatAnswer.call(#""id":"c","function":{"name":"Now"}"#),
            ])
        ).message

        #expect(text.blocks == [.text("\n \tx")])
        #expect(
            thought.blocks == [
                .thinking("Hm.", signature: ChatAnswer.textSignature), .toolUse(id: "c", name: "Now", json: ""),
            ]
        )
    }

    @Test("Only the choice of index 0 counts")
    func otherChoices() throws {
        let chunk =
            #"data: {"choices":[{"index":1,"delta":{"content":"no"},"finish_reason":"length"},"#
            + #"{"index":0,"delta":{"content":"yes"}}]}"# + "\n\n"
        let message = try ChatAnswer([chunk, ChatAnswer.end("stop")]).message

        #expect(message.blocks == [.text("yes")])
        #expect(message.stopReason == "end_turn")
    }

    @Test("The first finish reason counts, and what comes with it or after it is not lost")
    func finishReasons() throws {
        let chunk = #"data: {"choices":[{"delta":{"content":"a"},"finish_reason":"length"}]}"# + "\n\n"
        let pieces = [
            chunk, ChatAnswer.chunk(#"{"content":"b"}"#), ChatAnswer.finish(""), ChatAnswer.finish("stop"),
            ChatAnswer.done,
        ]
        let message = try ChatAnswer(pieces).message

        #expect(message.blocks == [.text("ab")])
        #expect(message.stopReason == "max_tokens")
    }

    @Test("Text between think tags is a thought, where the target says so", arguments: [1, 3, 100])
    func thinkTags(_ size: Int) throws {
        let text = "\n<think>\nHm. </b\n</think>\n\nSo <think>."
        let pieces = stride(from: 0, to: text.count, by: size).map { text.dropFirst($0).prefix(size) }
        let deltas = pieces.map { #"{"content":"\#($0.replacing("\n", with: #"\n"#))"}"# }

        let split = try ChatAnswer(ChatAnswer.stream(deltas), context: ChatAnswer.context(thinkTags: .tagged)).message
        let whole = try ChatAnswer(ChatAnswer.stream(deltas)).message

        #expect(split.blocks == [.thinking("Hm. </b\n", signature: ChatAnswer.textSignature), .text("So <think>.")])
        #expect(whole.blocks == [.text(text)])
    }

    @Test("Keep-alive comments are no content and no fault")
    func comments() throws {
        let comment = ": OPENROUTER PROCESSING\n\n"
        let message = try ChatAnswer(comment + comment + ChatAnswer.stream([#"{"content":"Hi"}"#])).message

        #expect(message.blocks == [.text("Hi")])
    }
}
