import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("Servers that stray from the protocol")
struct UnstreamedAnswerTests {
    private static let whole =
        "\n "
        + #"{"id":"c","choices":[{"index":0,"message":{"content":"So.","reasoning":"Hm.","tool_calls":["#
        + #"{"id":"c1","function":{"name":"Read","arguments":"{\"a\":1}"}},{"function":{"name":"Read","arguments":"{}"}}]},"#
        + #""finish_reason":"tool_calls"}],"usage":{"prompt_tokens":100,"completion_tokens":20}}"# + "\n"

    @Test("A whole answer in place of a stream becomes events, wherever it is cut", arguments: [1, 7, 10_000])
    func whole(size: Int) throws {
        let chunks = ByteBuffer(string: Self.whole).cut(every: size).map { String(buffer: $0) }
        let answer = try ChatAnswer(chunks)

        let expected: [StreamedMessage.Block] = [
            .thinking("Hm.", signature: ChatAnswer.textSignature), .text("So."),
            .toolUse(id: "c1", name: "Read", json: #"{"a":1}"#), .toolUse(id: "toolu_gen_1", name: "Read", json: "{}"),
        ]
        #expect(answer.failure == nil)
        #expect(answer.message.blocks == expected)
        #expect(answer.message.stopReason == "tool_use")
        #expect(answer.message.isComplete && answer.isComplete)
        #expect(answer.usage == TokenUsage(inputTokens: 100, outputTokens: 20))
    }

    @Test("A message in an event counts where nothing was said before, and not beside a delta")
    func messageInEvent() throws {
        let message = #"data: {"choices":[{"message":{"content":"So."},"finish_reason":"stop"}]}"# + "\n\n"
        let both = #"data: {"choices":[{"delta":{"content":"a"},"message":{"content":"a"}}]}"# + "\n\n"
        let said = ChatAnswer.chunk(#"{"content":"So"}"#) + ChatAnswer.chunk(#"{"content":"."}"#)
        let beside = message.replacing(#""message""#, with: #""delta":null,"message""#)

        for stream in [message, beside, said + message] {
            let answer = try ChatAnswer(stream + ChatAnswer.done)
            #expect(answer.message.blocks == [.text("So.")])
            #expect(answer.isComplete)
        }
        #expect(try ChatAnswer(both + ChatAnswer.end("stop")).message.blocks == [.text("a")])
    }

    @Test(
        "An error in place of a stream is that error",
        arguments: [
            (#"{"error":{"message":"Overloaded","code":503}}"#, UpstreamFailure.Kind.overloaded),
            (#"{"error":{"message":"slow","type":"rate_limit_error"},"status_code":429}"#, .rateLimited),
            (#"{"base_resp":{"status_code":1002,"status_msg":"rate limit"}}"#, .rateLimited),
            (#"{"base_resp":{"status_code":1008,"status_msg":"insufficient balance"}}"#, .billing),
            (#"{"choices":null,"base_resp":{"status_code":1004,"status_msg":"login fail"}}"#, .authentication),
            (#"{"base_resp":{"status_code":2013,"status_msg":"invalid params"}}"#, .invalidRequest),
            (#"{"base_resp":{"status_code":1000,"status_msg":"unknown error"}}"#, .unavailable),
            (#"{"detail":"no"}"#, .unavailable), ("{}", .unavailable), (#"{"choices":[{"mess"#, .incomplete),
            ("{nonsense}", .malformed),
        ]
    )
    func error(_ body: String, _ kind: UpstreamFailure.Kind) throws {
        let answer = try ChatAnswer([String(body.prefix(3)), String(body.dropFirst(3))])

        #expect(answer.failure?.kind == kind)
        #expect(answer.message.id.isEmpty)
    }

    @Test("MiniMax's error in a chunk is one; its word that all is well is none")
    func baseResponse() throws {
        let well = #","base_resp":{"status_code":0,"status_msg":""}"#
        let good = try ChatAnswer(ChatAnswer.chunk(#"{"content":"a"}"#, more: well) + ChatAnswer.end("stop"))
        #expect(good.failure == nil && good.message.blocks == [.text("a")])

        let bad = #"data: {"choices":[],"base_resp":{"status_code":1039,"status_msg":"token limit"}}"# + "\n\n"
        #expect(try ChatAnswer(bad).failure?.kind == .rateLimited)

        var whole = ChatCompletionToMessage(context: ChatAnswer.context())
        let body =
            #"{"choices":[{"index":0,"message":{"content":""}}],"base_resp":{"status_code":1008,"status_msg":"x"}}"#
        _ = try whole.push(ByteBuffer(string: body))
        let failure = #expect(throws: UpstreamFailure.self) { try whole.finish() }
        #expect(failure?.kind == .billing)
    }

    @Test("The old function_call is a tool call")
    func functionCall() throws {
        let deltas = [
            #"{"role":"assistant","content":null,"function_call":{"name":"Read","arguments":""}}"#,
            #"{"function_call":{"arguments":"{\"a\""}}"#, #"{"function_call":{"name":"Read","arguments":":1}"}}"#,
            #"{"function_call":null}"#,
        ]
        let message = try ChatAnswer(ChatAnswer.stream(deltas, finish: "function_call")).message
        #expect(message.blocks == [.toolUse(id: "toolu_gen_1", name: "Read", json: #"{"a":1}"#)])
        #expect(message.stopReason == "tool_use")

        var whole = ChatCompletionToMessage(context: ChatAnswer.context())
        let call = #"{"content":null,"tool_calls":[],"function_call":{"name":"Read","arguments":"{\"a\":1}"}}"#
        let body = #"{"choices":[{"index":0,"message":\#(call),"finish_reason":"function_call"}]}"#
        _ = try whole.push(ByteBuffer(string: body))
        let sum = try MessageSum(json: whole.finish())
        #expect(sum.blocks.map(\.name) == ["Read"] && sum.stopReason == "tool_use")
    }

    @Test(
        "The class of processing is noted, since it has a price of its own",
        arguments: [("flex", TokenUsage.ServiceTier.flex), ("priority", .priority), ("default", nil), ("x", .other)]
    )
    func serviceTier(_ word: String, _ tier: TokenUsage.ServiceTier?) throws {
        let more = #","service_tier":"\#(word)""#
        let answer = try ChatAnswer(ChatAnswer.chunk(#"{"content":"a"}"#, more: more) + ChatAnswer.end("stop"))
        #expect(answer.usage.serviceTier == tier)

        let message = #"{"choices":[{"index":0,"message":{"content":"a"}}],"usage":{"prompt_tokens":1}\#(more)}"#
        let whole = TranslatorRun(
            ChatCompletionToMessage(context: ChatAnswer.context()),
            [ByteBuffer(string: message)]
        )
        #expect(whole.translator.usage.serviceTier == tier)

        let response = #"{"status":"completed","output":[],"usage":{"input_tokens":5}\#(more)}"#
        let completed = ResponsesEvents.event(#"{"type":"response.completed","response":\#(response)}"#)
        #expect(ResponsesEvents.run([ResponsesEvents.text, completed]).translator.usage.serviceTier == tier)
        #expect(ResponsesEvents.run(whole: ByteBuffer(string: response)).translator.usage.serviceTier == tier)
    }
}
