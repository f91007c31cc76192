import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("Chat Completions → Messages: thoughts that are asked for and not shown")
struct ChatStreamOmittedTests {
    private let context = ChatAnswer.context(thinking: .omitted)

    private static func signature(hiding text: String) -> String {
        let payload = ReasoningPayload.hiddenText(text).json
        return ReasoningSignature(origin: "groq/openai/gpt-oss-120b", payload: payload).text
    }

    @Test("A thought is held back until something follows it, so that a failure can go elsewhere")
    func heldBack() throws {
        let thoughts = [
            ChatAnswer.chunk(#"{"reasoning":"Hm, "}"#), ChatAnswer.chunk(#"{"reasoning":"\"so\"."}"#),
            ChatAnswer.chunk(#"{"content":"\n"}"#),
        ]
        var translator = ChatCompletionsToMessages(context: context)
        for thought in thoughts { #expect(try translator.push(ByteBuffer(string: thought)).readableBytes == 0) }
        let error = ByteBuffer(string: #"data: {"error":{"message":"busy","code":503}}"# + "\n\n")
        #expect(throws: UpstreamFailure.self) { try translator.push(error) }

        let message = try ChatAnswer(thoughts + [ChatAnswer.stream([#"{"content":"So."}"#])], context: context).message
        let signature = Self.signature(hiding: "Hm, \"so\".")
        #expect(message.blocks == [.thinking("", signature: signature), .text("\nSo.")])
    }

    @Test("Thoughts between texts and calls keep their places")
    func order() throws {
        let call = #"{"index":0,"id":"c1","function":{"name":"Read","arguments":"{}"}}"#
        let deltas = [
            #"{"content":"One."}"#, #"{"reasoning":"Two."}"#, #"{"content":"Three."}"#, #"{"reasoning":" "}"#,
            #"{"content":" On."}"#, #"{"content":[{"type":"thinking","thinking":[{"type":"text","text":"Four."}]}]}"#,
            #"{"tool_calls":[\#(call)]}"#, #"{"reasoning":"Five."}"#,
        ]
        let message = try ChatAnswer(ChatAnswer.stream(deltas, finish: "tool_calls"), context: context).message

        let expected: [StreamedMessage.Block] = [
            .text("One."), .thinking("", signature: Self.signature(hiding: "Two.")), .text("Three. On."),
            .thinking("", signature: Self.signature(hiding: " Four.")), .toolUse(id: "c1", name: "Read", json: "{}"),
            .thinking("", signature: Self.signature(hiding: "Five.")),
        ]
        #expect(message.blocks == expected)
    }

    @Test("Details that are not text are kept as they are, also without a text")
    func details() throws {
        let details = #"[{"type":"reasoning.encrypted","data":"QUJD","index":0}]"#
        for more in ["", #","reasoning":"Hm.""#] {
            let deltas = [#"{"reasoning_details":\#(details)\#(more)}"#, #"{"content":"a"}"#]
            let message = try ChatAnswer(ChatAnswer.stream(deltas), context: context).message
            #expect(message.blocks == [.thinking("", signature: ChatAnswer.signature(details: details)), .text("a")])
        }
    }

    @Test("A thought that is too long to be sent back is forgotten, and the next one is not")
    func limit() throws {
        let long = String(repeating: "a", count: 1024 * 1024)
        let deltas =
            Array(repeating: #"{"reasoning":"\#(long)"}"#, count: 5)
            + [#"{"content":"One."}"#, #"{"reasoning":"Two."}"#, #"{"content":"Three."}"#]
        let message = try ChatAnswer(ChatAnswer.stream(deltas), context: context).message

        #expect(
            message.blocks == [
                .text("One."), .thinking("", signature: Self.signature(hiding: "Two.")), .text("Three."),
            ]
        )
    }

    @Test("A thought alone is written at the end")
    func alone() throws {
        let stream = ChatAnswer.stream([#"{"reasoning":"Hm."}"#], finish: "length")
        let message = try ChatAnswer(stream, context: context).message

        #expect(message.blocks == [.thinking("", signature: Self.signature(hiding: "Hm."))])
        #expect(message.stopReason == "max_tokens")
    }
}
