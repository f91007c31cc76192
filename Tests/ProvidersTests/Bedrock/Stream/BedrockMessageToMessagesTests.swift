import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("A whole Bedrock answer → Messages")
struct BedrockMessageToMessagesTests {
    private let body = """
        { "id":"msg_bdrk_1", "type":"message","role":"assistant","model" : "claude-sonnet-4-5-20250929",
          "content":[{"type":"text","text":"\\u00e9 世界"},{"type":"tool_use","id":"t","name":"n","input":{"n":1.50}}],
          "stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":3,"cache_read_input_tokens":4,
          "output_tokens":5},"new_member":[1e3] }

        """

    private func run(_ text: String, cutEvery size: Int = .max) -> TranslatorRun {
        let translator = BedrockMessageToMessages(requestedModel: "my \"model\"")
        return TranslatorRun(translator, ByteBuffer(string: text).cut(every: size))
    }

    @Test("The answer comes out whole at its end, with the client's name of the model and not a byte changed beside")
    func translation() {
        let expected = body.replacing(#""claude-sonnet-4-5-20250929""#, with: #""my \"model\"""#)

        for size in [1, 7, 64, Int.max] {
            let run = run(body, cutEvery: size)
            #expect(run.failure == nil)
            #expect(run.text == expected)
            #expect(run.outputs.dropLast().allSatisfy { $0.readableBytes == 0 })
            #expect(run.translator.usage == TokenUsage(inputTokens: 3, outputTokens: 5, cacheReadInputTokens: 4))
        }
    }

    @Test("Content may be empty, and members may be missing")
    func bare() {
        let run = run(#"{"type":"message","content":[]}"#)

        #expect(run.text == #"{"type":"message","content":[],"model":"my \"model\""}"#)
        #expect(run.translator.usage == TokenUsage())
    }

    @Test("Bedrock's metrics are counted and left out")
    func metrics() {
        let run = run(
            #"{"type":"message","model":"m","content":[],"amazon-bedrock-invocationMetrics":{"outputTokenCount":7}}"#
        )

        #expect(run.text == #"{"type":"message","model":"my \"model\"","content":[]}"#)
        #expect(run.translator.usage.outputTokens == 7)
    }

    @Test("An empty answer is incomplete", arguments: ["", " \r\n"])
    func empty(_ body: String) {
        #expect(run(body).failure?.kind == .incomplete)
        #expect(run(body).failure?.message.contains("empty") == true)
    }

    @Test("An answer cut anywhere is incomplete")
    func cut() {
        let bytes = ByteBuffer(string: body.replacing("世界", with: "--"))
        for length in 1..<bytes.readableBytes - 2 {
            let run = TranslatorRun(
                BedrockMessageToMessages(requestedModel: "m"),
                [bytes.getSlice(at: 0, length: length) ?? ByteBuffer()]
            )
            #expect(run.failure?.kind == .incomplete, "cut to \(length) bytes")
        }
    }

    @Test(
        "What is not a message is malformed",
        arguments: [
            "<html>", "[]", "\"message\"", "{}", #"{"type":"message"}"#, #"{"type":"message","content":{}}"#,
            #"{"type":"completion","content":[]}"#, #"{"type":5,"content":[]}"#, #"{"type":"message","content":[]} x"#,
            #"{"type":"message","content":[],}"#, "{\"type\":\"message\",\"content\":[\"\u{1}\"]}",
        ]
    )
    func malformed(_ body: String) {
        #expect(run(body).failure?.kind == .malformed)
    }

    @Test("An error in the place of an answer is classified")
    func errors() {
        let anthropic = run(#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#)
        let aws = run(#"{"message":"Too many requests.","__type":"com.amazon#ThrottlingException"}"#)

        #expect(anthropic.failure?.kind == .overloaded)
        #expect(anthropic.failure?.message.contains("Overloaded") == true)
        #expect(aws.failure?.kind == .rateLimited)
        #expect(aws.failure?.message.contains("Too many requests.") == true)
    }

    @Test("What is collected is bounded")
    func limit() throws {
        var translator = BedrockMessageToMessages(requestedModel: "m")
        let chunk = ByteBuffer(repeating: UInt8(ascii: " "), count: BedrockMessageToMessages.bodyLimit / 4)
        for _ in 0..<4 { _ = try translator.push(chunk) }

        let error = #expect(throws: UpstreamFailure.self) { try translator.push(ByteBuffer(string: " ")) }
        #expect(error?.kind == .malformed)
    }
}
