import Foundation
import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("Chat Completion → message")
struct WholeAnswerTests {
    @Test("Thought, text and calls become blocks in this order")
    func everything() throws {
        let message = try Self.translate(
            message: #""role":"assistant","content":"So.","reasoning":"Hm.","tool_calls":["#
                + #"{"id":"c1","type":"function","function":{"name":"Read","arguments":"{ \"a\" : 1 }"}},"#
                + #"{"type":"function","function":{"name":"Read","arguments":{"b":2}}}]"#,
            finish: #""stop""#
        )

        #expect(message["id"] as? String == "msg_test")
        #expect(message["model"] as? String == "claude-test")
        #expect(message["role"] as? String == "assistant")
        #expect(message["stop_reason"] as? String == "tool_use")
        let content: [[String: Any]] = [
            ["type": "thinking", "thinking": "Hm.", "signature": ChatAnswer.textSignature],
            ["type": "text", "text": "So."],
            ["type": "tool_use", "id": "c1", "name": "Read", "input": ["a": 1]],
            ["type": "tool_use", "id": "toolu_gen_1", "name": "Read", "input": ["b": 2]],
        ]
        #expect(message["content"] as? NSArray == content as NSArray)
        let usage = [
            "input_tokens": 36, "cache_read_input_tokens": 64, "cache_creation_input_tokens": 0, "output_tokens": 20,
        ]
        #expect(message["usage"] as? NSDictionary == usage as NSDictionary)
    }

    @Test(
        "Stop reasons follow from the finish reason and from what is there",
        arguments: [
            (#""content":"a""#, #""stop""#, "end_turn"), (#""content":"a""#, "null", "end_turn"),
            (#""content":"a""#, #""length""#, "max_tokens"), (#""content":"a""#, #""tool_calls""#, "end_turn"),
            (#""content":"a","tool_calls":[]"#, #""function_call""#, "end_turn"),
            (#""content":null"#, #""length""#, "max_tokens"),
            (#""content":"a""#, #""content_filter""#, "refusal"), (#""content":null"#, #""content_filter""#, "refusal"),
            (#""content":null,"refusal":"No.""#, #""stop""#, "refusal"),
            (#""content":"a""#, #""stop","stop_reason":"END""#, "stop_sequence"),
        ]
    )
    func reasons(_ message: String, _ finish: String, _ expected: String) throws {
        #expect(try Self.translate(message: message, finish: finish)["stop_reason"] as? String == expected)
    }

    @Test("A refusal is text and is explained")
    func refusal() throws {
        let message = try Self.translate(message: #""content":null,"refusal":"No.""#)

        #expect(message["content"] as? NSArray == [["type": "text", "text": "No."]])
        #expect((message["stop_details"] as? [String: Any])?["explanation"] as? String == "No.")
    }

    @Test("Content as a list is joined, its thoughts apart")
    func list() throws {
        let message = try Self.translate(
            message:
                #""content":[{"type":"thinking","thinking":[{"type":"text","text":"H"},{"type":"text","text":"m."}]},"#
                + #"{"type":"text","text":"S"},{"type":"reference","ids":[1]},{"type":"text","text":"o."}]"#
        )

        #expect(Self.texts(message) == ["Hm.", "So."])
    }

    @Test("Think tags and stop sequences are looked for in the text")
    func tagsAndStops() throws {
        let context = ChatAnswer.context(stopSequences: ["STOP"], thinkTags: .startsInside)
        let message = try Self.translate(
            message: #""content":"Hm. STOP\n</think>\n\nSo STOP no.","tool_calls":[{"function":{"name":"Read"}}]"#,
            context: context
        )

        #expect(Self.texts(message) == ["Hm. STOP\n", "So "])
        #expect(message["stop_reason"] as? String == "stop_sequence")
        #expect(message["stop_sequence"] as? String == "STOP")
    }

    @Test("What a thought needs to be sent back is kept unchanged; a sealed thought is kept without text")
    func details() throws {
        let details = #"[{"type":"reasoning.encrypted", "data":"x"},{"type":"reasoning.encrypted","data":"y"}]"#
        let sealed = try Self.translate(message: #""content":"So.","reasoning_details":\#(details)"#)
        let shown = try Self.translate(message: #""content":"So.","reasoning":"Hm.","reasoning_details":\#(details)"#)
        let signature = ChatAnswer.signature(details: details)

        #expect(
            (sealed["content"] as? [[String: Any]])?.first as NSDictionary? == [
                "type": "redacted_thinking", "data": signature,
            ]
        )
        #expect((shown["content"] as? [[String: Any]])?.first?["signature"] as? String == signature)
    }

    @Test("A text that begins with a stop sequence is an empty answer on purpose")
    func stoppedAtOnce() throws {
        let context = ChatAnswer.context(stopSequences: ["STOP"])
        let message = try Self.translate(message: #""content":"STOP here""#, context: context)

        #expect(message["content"] as? NSArray == [])
        #expect(message["stop_reason"] as? String == "stop_sequence")
    }

    @Test("Thoughts that the client does not want are left out")
    func hidden() throws {
        let context = ChatAnswer.context(thinking: .none)
        let message = try Self.translate(message: #""content":"So.","reasoning":"Hm.""#, context: context)

        #expect(Self.texts(message) == ["So."])
    }

    @Test("White space before the body is no fault: DeepSeek keeps the connection alive with it")
    func leadingSpace() throws {
        var translator = ChatCompletionToMessage(context: ChatAnswer.context())
        for chunk in ["\n", "\n\n", Self.body(message: #""content":"a""#)] {
            #expect(try translator.push(ByteBuffer(string: chunk)).readableBytes == 0)
        }

        #expect(try String(buffer: translator.finish()).contains(#""text":"a""#))
        #expect(!translator.isComplete)
        #expect(translator.usage.inputTokens == 36)
        #expect(translator.reportedCostUSD == 0.5)
    }

    @Test(
        "An answer without content is none",
        arguments: [
            #""content":null"#, #""content":"""#, #""content":" \n""#, #""content":[],"tool_calls":null"#,
            #""reasoning":"\n""#,
            #""reasoning":"Hm.""#, #""content":"","reasoning_details":[{"type":"reasoning.encrypted","data":"x"}]"#,
        ]
    )
    func empty(_ message: String) {
        let failure = #expect(throws: UpstreamFailure.self) { try Self.translate(message: message) }

        #expect(failure?.kind == .incomplete)
        #expect(failure?.adjustment == .repeated)
    }

    @Test("The same again is what the model means: an end without words")
    func emptyAgain() throws {
        let message = try Self.translate(message: #""content":"""#, context: ChatAnswer.context(isRepeated: true))

        #expect(message["content"] as? NSArray == [])
        #expect(message["stop_reason"] as? String == "end_turn")
    }

    @Test("An end at a stop sequence that only the server knows needs no words either")
    func stoppedUpstream() throws {
        var translator = ChatCompletionToMessage(context: ChatAnswer.context(stopSequences: ["END"]))
        let body = #"{"choices":[{"message":{"content":""},"finish_reason":"stop","stop_reason":"END"}]}"#
        _ = try translator.push(ByteBuffer(string: body))

        #expect(try String(buffer: translator.finish()).contains(#""stop_sequence":"END""#))
    }

    @Test(
        "Bodies that are no answer are failures",
        arguments: [
            ("", UpstreamFailure.Kind.incomplete), (" \n", .incomplete), (#"{"choices":["#, .incomplete),
            ("{}", .incomplete),
            (#"{"choices":[]}"#, .incomplete), ("<html>", .malformed), ("[]", .malformed),
            (#"{"choices":[]}x"#, .malformed),
            (#"{"error":{"code":429,"message":"Rate limited"},"user_id":"u"}"#, .rateLimited),
            (#"{"choices":[{"message":{"content":"a"},"finish_reason":"error"}]}"#, .unavailable),
            (#"{"choices":[{"message":{"content":"a"},"finish_reason":"insufficient_system_resource"}]}"#, .overloaded),
        ]
    )
    func failures(_ body: String, _ kind: UpstreamFailure.Kind) {
        var translator = ChatCompletionToMessage(context: ChatAnswer.context())
        let failure = #expect(throws: UpstreamFailure.self) {
            _ = try translator.push(ByteBuffer(string: body))
            _ = try translator.finish()
        }

        #expect(failure?.kind == kind)
    }

    @Test(
        "A call whose arguments cannot be mended is asked for once more, and then told as text",
        arguments: [#"{\"a\":"#, "[1]", "3"]
    )
    func badArguments(_ arguments: String) throws {
        let call = #""tool_calls":[{"id":"c1","function":{"name":"Read","arguments":"\#(arguments)"}}]"#
        let failure = #expect(throws: UpstreamFailure.self) { try Self.translate(message: call) }
        var context = ChatAnswer.context()
        context.isRepeated = true
        let message = try Self.translate(message: call, finish: #""tool_calls""#, context: context)

        #expect(failure?.kind == .modelFault)
        #expect(failure?.adjustment == .repeated)
        #expect(Self.texts(message) == ["Read(\(arguments.replacing(#"\""#, with: "\"")))"])
        #expect(message["stop_reason"] as? String == "end_turn")
    }

    @Test("Arguments that are an array or a number, not in a string, are as bad", arguments: ["[1]", "3", "true"])
    func scalarArguments(_ arguments: String) {
        let call = #""tool_calls":[{"id":"c1","function":{"name":"Read","arguments":\#(arguments)}}]"#

        #expect(throws: UpstreamFailure.self) { try Self.translate(message: call) }
    }

    @Test("No arguments are an empty object", arguments: ["\"\"", "null", #""null""#, "{}"])
    func noArguments(_ arguments: String) throws {
        let message = try Self.translate(
            message: #""tool_calls":[{"id":"c","function":{"name":"Now","arguments":\#(arguments)}}]"#
        )

        #expect((message["content"] as? [[String: Any]])?.first?["input"] as? NSDictionary == [:])
    }

    @Test("A call without a name fails, and so do more calls than can be")
    func badCalls() {
        let calls = Array(repeating: #"{"id":"c","function":{"name":"Now"}}"#, count: 257).joined(separator: ",")

        #expect(throws: UpstreamFailure.self) { try Self.translate(message: #""tool_calls":[{"id":"c"}]"#) }
        #expect(throws: UpstreamFailure.self) { try Self.translate(message: #""tool_calls":[\#(calls)]"#) }
    }

    @Test("Output that nobody counted is estimated")
    func estimate() throws {
        let body = #"{"choices":[{"message":{"content":"12345678"}}]}"#
        var translator = ChatCompletionToMessage(context: ChatAnswer.context())
        _ = try translator.push(ByteBuffer(string: body))
        let message =
            try JSONSerialization.jsonObject(with: Data(try translator.finish().readableBytesView)) as? [String: Any]

        #expect((message?["usage"] as? [String: Int])?["output_tokens"] == 2)
        #expect((message?["usage"] as? [String: Int])?["input_tokens"] == 12)
        #expect(translator.usage == TokenUsage())
    }

    private static func body(message: String, finish: String = #""stop""#) -> String {
        #"{"id":"x","object":"chat.completion","model":"up","choices":[{"index":0,"message":{\#(message)},"#
            + #""finish_reason":\#(finish)}],"usage":{"prompt_tokens":100,"completion_tokens":20,"cost":0.5,"#
            + #""prompt_tokens_details":{"cached_tokens":64}}}"#
    }

    @discardableResult
    private static func translate(
        message: String,
        finish: String = #""stop""#,
        context: TranslationContext = ChatAnswer.context()
    ) throws -> [String: Any] {
        var translator = ChatCompletionToMessage(context: context)
        let body = ByteBuffer(string: body(message: message, finish: finish))
        for piece in body.cut(every: 50) { #expect(try translator.push(piece).readableBytes == 0) }
        let output = try translator.finish()
        return try #require(try JSONSerialization.jsonObject(with: Data(output.readableBytesView)) as? [String: Any])
    }

    /// The texts of text and thinking blocks.
    private static func texts(_ message: [String: Any]) -> [String] {
        (message["content"] as? [[String: Any]] ?? []).compactMap { $0["text"] as? String ?? $0["thinking"] as? String }
    }
}
