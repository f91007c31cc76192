import Foundation
import NIOCore
import Providers
import Testing

@Suite("Failures inside of Responses answers")
struct ResponsesFailureTests {
    /// How a code is spelled, and what it means.
    struct Case: Sendable, CustomTestStringConvertible {
        let code: String
        let kind: UpstreamFailure.Kind
        var message = "Something is wrong."
        var testDescription: String { code }
    }

    static let cases = [
        Case(code: "server_error", kind: .unavailable),
        Case(code: "rate_limit_exceeded", kind: .rateLimited),
        Case(code: "insufficient_quota", kind: .billing),
        Case(code: "invalid_prompt", kind: .invalidRequest),
        Case(code: "invalid_image_url", kind: .invalidRequest),
        Case(code: "bio_policy", kind: .invalidRequest),
        Case(
            code: "context_length_exceeded",
            kind: .contextTooLong,
            message: "Your input exceeds the context window of this model. Please adjust your input and try again."
        ),
    ]

    @Test("A failed response before any content is a failure by its code", arguments: cases)
    func failed(_ sample: Case) throws {
        let error = #"{"code":"\#(sample.code)","message":"\#(sample.message)"}"#
        let event = ResponsesEvents.event(
            #"{"type":"response.failed","response":{"status":"failed","error":\#(error),"output":[]}}"#
        )
        let run = ResponsesEvents.run([ResponsesEvents.created, event])

        #expect(run.output.readableBytes == 0)
        #expect(run.failure?.kind == sample.kind)
        #expect(run.failure?.message.contains("omething is wrong") == sample.message.contains("omething is wrong"))
    }

    @Test("An error event is a failure by its code, flat or wrapped", arguments: cases, [true, false])
    func event(_ sample: Case, isFlat: Bool) {
        let error = #""code":"\#(sample.code)","message":"\#(sample.message)","param":null"#
        let json =
            isFlat ? #"{"type":"error",\#(error),"sequence_number":3}"# : #"{"type":"error","error":{\#(error)}}"#
        let run = ResponsesEvents.run([ResponsesEvents.event(json)])

        #expect(run.failure?.kind == sample.kind)
    }

    @Test("A whole answer that failed is a failure by its code", arguments: cases)
    func whole(_ sample: Case) {
        let error = #"{"code":"\#(sample.code)","message":"\#(sample.message)"}"#
        let body = ByteBuffer(string: #"{"object":"response","status":"failed","error":\#(error),"output":[]}"#)

        #expect(ResponsesEvents.run(whole: body).failure?.kind == sample.kind)
    }

    @Test("An error of a server that does not speak the protocol is one too")
    func foreign() {
        let json = #"{"error":{"message":"Model is not loaded","type":"invalid_request_error"}}"#
        let named = ByteBuffer(string: "event: error\ndata: {\"message\":\"Overloaded\"}\n\n")

        #expect(ResponsesEvents.run([ResponsesEvents.event(json)]).failure != nil)
        #expect(ResponsesEvents.run([named]).failure?.kind != .malformed)
        #expect(ResponsesEvents.run(whole: ByteBuffer(string: json)).failure != nil)
    }

    @Test("A failure after content is thrown after the content, by the next call")
    func afterContent() throws {
        let error = ResponsesEvents.event(#"{"type":"error","code":"server_error","message":"x"}"#)
        let more = ResponsesEvents.text
        var translator = ResponsesToMessages(context: .test())
        #expect(try translator.push(ResponsesEvents.text).readableBytes > 0)

        #expect(try translator.push(ResponsesEvents.joined([more, error])).readableBytes > 0)

        #expect(throws: UpstreamFailure.self) { try translator.push(ByteBuffer()) }
        #expect(throws: UpstreamFailure.self) { try translator.finish() }
        #expect(!translator.isComplete)
    }

    @Test("A failure together with the first content comes before it, so that another target can answer")
    func withContent() {
        let error = ResponsesEvents.event(#"{"type":"error","code":"server_error","message":"x"}"#)
        let run = ResponsesEvents.run([ResponsesEvents.joined([ResponsesEvents.text, error])])

        #expect(run.output.readableBytes == 0)
        #expect(run.failure != nil)
    }

    @Test("A stream without its end is incomplete", arguments: ["", "created", "content", "items"])
    func incomplete(_ kind: String) {
        let fixture = String(buffer: ResponsesFixture.named("text").stream)
        let end = fixture.range(of: "event: response.completed")?.lowerBound ?? fixture.endIndex
        let chunks: [ByteBuffer] =
            switch kind {
            case "created": [ResponsesEvents.created]
            case "content": [ResponsesEvents.text]
            case "items": [ByteBuffer(string: String(fixture[..<end]))]
            default: []
            }
        let run = ResponsesEvents.run(chunks)

        #expect(run.failure?.kind == .incomplete)
        #expect(MessageStreamCheck(run.output)?.isComplete == false)
    }

    @Test(
        "Events that cannot be read are malformed",
        arguments: [
            "[]", "{", "null", #"{"type":"response.completed"}"#, #"{"type":"response.completed","response":1}"#,
        ]
    )
    func malformed(_ json: String) {
        #expect(ResponsesEvents.run([ResponsesEvents.event(json)]).failure?.kind == .malformed)
    }

    @Test("A call without a name is the model's fault, streamed and whole")
    func unnamed() {
        let call = #"{"type":"function_call","call_id":"c","arguments":"{}"}"#
        let done = ResponsesEvents.event(#"{"type":"response.output_item.done","output_index":0,"item":\#(call)}"#)

        #expect(ResponsesEvents.run([done]).failure?.kind == .modelFault)
        let whole = ByteBuffer(string: #"{"status":"completed","output":[\#(call)]}"#)
        #expect(ResponsesEvents.run(whole: whole).failure?.kind == .modelFault)
    }

    @Test("Arguments that are no object ask for another try, then they are told as text")
    func badArguments() throws {
        let call = #"{"type":"function_call","call_id":"c","name":"get_weather","arguments":"[1]"}"#
        let whole = ByteBuffer(string: #"{"status":"completed","output":[\#(call)]}"#)
        let first = ResponsesEvents.run(whole: whole)
        var context = TranslationContext.test()
        context.isRepeated = true
        let second = ResponsesEvents.run(whole: whole, context)

        #expect(first.failure?.kind == .modelFault)
        #expect(first.failure?.adjustment == .repeated)
        let sum = try MessageSum(json: second.output)
        #expect(sum.blocks.map(\.content) == ["get_weather([1])"])
        #expect(sum.stopReason == "end_turn")
    }

    @Test("Arguments that were cut off are told as text at once, and mended ones are not")
    func cutArguments() throws {
        func whole(_ arguments: String, _ status: String) -> ByteBuffer {
            let call = #"{"type":"function_call","call_id":"c","name":"get_weather","arguments":"\#(arguments)"}"#
            let details = status == "incomplete" ? #"{"reason":"max_output_tokens"}"# : "null"
            return ByteBuffer(
                string: #"{"status":"\#(status)","incomplete_details":\#(details),"output":[\#(call)]}"#
            )
        }
        let cut = try MessageSum(json: ResponsesEvents.run(whole: whole(#"{\"city\":\"Pa"#, "incomplete")).output)
        let empty = try MessageSum(json: ResponsesEvents.run(whole: whole("", "completed")).output)

        #expect(cut.blocks.map(\.content) == [#"get_weather({"city":"Pa)"#])
        #expect(cut.stopReason == "max_tokens")
        #expect(empty.blocks.map(\.type) == ["tool_use"])
        #expect(empty.stopReason == "tool_use")
    }

    @Test("An answer without content asks for another try, and is passed on if that gave none either")
    func empty() throws {
        let whole = ByteBuffer(string: #"{"status":"completed","output":[{"type":"message","content":[]}]}"#)
        var repeated = TranslationContext.test()
        repeated.isRepeated = true

        for run in [ResponsesEvents.run([ResponsesEvents.completed]), ResponsesEvents.run(whole: whole)] {
            #expect(run.failure?.kind == .incomplete)
            #expect(run.failure?.adjustment == .repeated)
        }
        let streamed = ResponsesEvents.run([ResponsesEvents.completed], repeated)
        #expect(try MessageSum(events: streamed.output).stopReason == "end_turn")
        #expect(try MessageSum(json: ResponsesEvents.run(whole: whole, repeated).output).blocks.isEmpty)
    }

    @Test(
        "A whole answer that is none is malformed or incomplete",
        arguments: zip(
            ["", " ", #"{"output":["#, "[]", "{}", "no", #"{"output":{}}"#],
            [.incomplete, .incomplete, .incomplete, .malformed, .malformed, .malformed, .malformed]
                as [UpstreamFailure.Kind]
        )
    )
    func noAnswer(_ body: String, _ kind: UpstreamFailure.Kind) {
        #expect(ResponsesEvents.run(whole: ByteBuffer(string: body)).failure?.kind == kind)
    }
}
