import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("Messages pass-through, whole answer")
struct WholeMessagePassthroughTests {
    private static let answer = """
        { "id":"msg_1", "type":"message","role":"assistant","model":"claude-sonnet-4-5-20250929",
          "content":[{"type":"text","text":"Hi \\u00e9"}], "stop_reason":"end_turn","x":1.50,
          "usage":{"input_tokens":3,"output_tokens":2,"cache_creation_input_tokens":8,
          "cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":8},"cost":0.25}}

        """

    private func run(_ chunks: [String]) -> PassthroughRun {
        PassthroughRun(
            WholeMessagePassthrough(requestedModel: "claude-sonnet-4-5", vendorName: "Anthropic"),
            chunks.map { ByteBuffer(string: $0) }
        )
    }

    @Test("The client gets the bytes as they came, but for the model's name")
    func golden() {
        let run = run([Self.answer])

        #expect(run.failure == nil)
        #expect(run.text == Self.answer.replacing("claude-sonnet-4-5-20250929", with: "claude-sonnet-4-5"))
        #expect(run.translator.usage.inputTokens == 3)
        #expect(run.translator.usage.outputTokens == 2)
        #expect(run.translator.usage.cacheCreationOneHourInputTokens == 8)
        #expect(run.translator.reportedCostUSD == 0.25)
    }

    @Test("Counts that are missing are put in, for clients take them to be there")
    func missingUsage() {
        let run = run([#"{"type":"message","model":"x","content":[]}"#])

        #expect(run.text.hasSuffix(#""content":[],"usage":{"input_tokens":0,"output_tokens":0}}"#))
        #expect(run.translator.usage == TokenUsage())
    }

    @Test("It makes no difference where the bytes are cut, nor that empty lines came first")
    func cuts() {
        let whole = run([Self.answer]).text
        let bytes = ByteBuffer(string: "\n\n" + Self.answer)
        for size in 1...40 {
            let run = PassthroughRun(
                WholeMessagePassthrough(requestedModel: "claude-sonnet-4-5", vendorName: "Anthropic"),
                bytes.cut(every: size)
            )
            #expect(run.text == "\n\n" + whole)
        }
    }

    @Test("An answer that was cut off, or is none, is incomplete")
    func cutOff() {
        for length in 0..<(Self.answer.utf8.count - 3) {
            let failure = run([String(decoding: Array(Self.answer.utf8).prefix(length), as: UTF8.self)]).failure
            #expect(failure?.kind == .incomplete || failure?.kind == .malformed, "\(length)")
        }
        #expect(run([]).failure?.kind == .incomplete)
        #expect(run([" \n"]).failure?.message == "Anthropic sent an answer that is empty.")
    }

    @Test(
        "An error in a success is one",
        arguments: [
            (
                #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#,
                UpstreamFailure.Kind.overloaded
            ),
            (#"{"error":{"code":429,"message":"Try again in 2s"},"user_id":"u"}"#, .rateLimited),
            (#"{"error":"broken"}"#, .unavailable),
        ]
    )
    func error(_ body: String, _ kind: UpstreamFailure.Kind) {
        #expect(run([body]).failure?.kind == kind)
        #expect(run([body]).text.isEmpty)
    }

    @Test(
        "What is no message is malformed",
        arguments: [
            "[]", "<html>", "{}", #"{"type":"completion"}"#, #"{"type":"message"}"#,
            #"{"type":"message","content":"x"}"#,
        ]
    )
    func foreign(_ body: String) {
        #expect(run([body]).failure?.kind == .malformed)
    }
}
