import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("Responses → Messages: reasoning that is not shown, and answers that are not streamed")
struct ResponsesOmittedTests {
    private static let item = #"{"type":"reasoning","id":"rs_1","summary":[],"encrypted_content":"QUJD"}"#
    private static let reasoning = ResponsesEvents.event(
        #"{"type":"response.output_item.done","output_index":0,"item":\#(item)}"#
    )
    private static let text = ResponsesEvents.event(
        #"{"type":"response.output_text.delta","output_index":1,"content_index":0,"delta":"Hi"}"#
    )
    private static var signature: String {
        let payload = ReasoningPayload.responsesItem(Array(item.utf8)).json
        return ReasoningSignature(origin: "openai/gpt-5.5", payload: payload).text
    }

    @Test("Reasoning is held back until something follows it, so that a failure can go elsewhere")
    func heldBack() throws {
        let context = TranslationContext.test(thinking: .omitted)
        let summary = ResponsesEvents.event(
            #"{"type":"response.reasoning_summary_text.delta","output_index":0,"summary_index":0,"delta":"Hm."}"#
        )
        let run = ResponsesEvents.run([summary, Self.reasoning, Self.text, ResponsesEvents.completed], context)

        #expect(run.outputs.map { $0.readableBytes > 0 } == [false, false, true, true, false])
        let blocks = try MessageSum(events: run.output).blocks
        #expect(blocks.map(\.type) == ["thinking", "text"])
        #expect(blocks[0].content == "" && blocks[0].signature == Self.signature)
    }

    @Test("Reasoning alone is an empty answer as before", arguments: [true, false])
    func alone(isStreaming: Bool) {
        let context = TranslationContext.test(thinking: .omitted)
        let whole = ByteBuffer(string: #"{"status":"completed","output":[\#(Self.item)]}"#)
        let run =
            isStreaming
            ? ResponsesEvents.run([Self.reasoning, ResponsesEvents.completed], context)
            : ResponsesEvents.run(whole: whole, context)

        #expect(run.failure?.kind == .incomplete)
        #expect(run.output.readableBytes == 0)
    }

    @Test("A whole answer in place of a stream becomes events, wherever it is cut", arguments: [1, 9, 10_000])
    func unstreamed(size: Int) throws {
        for fixture in ResponsesFixture.whole {
            let body = try #require(fixture.whole)
            let streamed = ResponsesEvents.run(body.cut(every: size), fixture.context)
            let whole = ResponsesEvents.run(whole: body, fixture.context)

            #expect(streamed.failure?.kind == whole.failure?.kind, "\(fixture.name)")
            guard whole.failure == nil else { continue }
            #expect(try MessageSum(events: streamed.output).stopReason == MessageSum(json: whole.output).stopReason)
            #expect(streamed.translator.isComplete)
        }
    }

    @Test("An error in place of a stream is that error")
    func unstreamedError() {
        let errors: [(String, UpstreamFailure.Kind)] = [
            (#"{"error":{"message":"slow down","code":"rate_limit_exceeded"}}"#, .rateLimited),
            (#"{"status":"failed","error":{"message":"no","code":"server_error"},"output":[]}"#, .unavailable),
            ("{", .incomplete), ("{x", .malformed),
        ]
        for (body, kind) in errors {
            let run = ResponsesEvents.run([ByteBuffer(string: body)])
            #expect(run.failure?.kind == kind, "\(body)")
            #expect(run.output.readableBytes == 0)
        }
    }
}
