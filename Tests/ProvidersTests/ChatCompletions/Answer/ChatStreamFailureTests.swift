import NIOCore
import Providers
import Testing

@Suite("Chat Completions → Messages: failures")
struct ChatStreamFailureTests {
    static let errors = [
        #"data: {"error":{"message":"Overloaded","type":"server_error","code":503}}"#,
        #"data: {"error":{"message":"busy","type":"too_many_requests_error","code":"queue_exceeded"},"status_code":429}"#,
        #"event: error"# + "\n" + #"data: {"error":{"message":"Failed","code":"tool_use_failed","status_code":400}}"#,
        #"event: error"# + "\n" + #"data: {"message":"Failed"}"#,
        #"event: error"# + "\n" + #"data: Failed"#,
        #"data: {"id":"g","error":{"code":502,"message":"gone"},"choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}"#,
        #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"error"}]}"#,
        #"data: {"id":"c","choices":[],"x_groq":{"id":"r","error":"over capacity"}}"#,
        #"data: {"object":"error","message":"Internal","type":"InternalServerError","code":500}"#,
        #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"insufficient_system_resource"}]}"#,
        #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"abort"}]}"#,
        "data: {\n\ndata: {",
    ]

    @Test("Before any content, the client gets nothing", arguments: errors)
    func beforeContent(_ error: String) throws {
        let silence = ChatAnswer.chunk(#"{"role":"assistant","content":""}"#)
        let answer = try ChatAnswer([": PROCESSING\n\n", silence, error + "\n\n", ChatAnswer.done])

        #expect(answer.failure != nil)
        #expect(answer.message.id.isEmpty)
        #expect(!answer.isComplete)
    }

    @Test("After content, it gets no end", arguments: errors)
    func afterContent(_ error: String) throws {
        let answer = try ChatAnswer([ChatAnswer.chunk(#"{"content":"Hel"}"#), error + "\n\n", ChatAnswer.done])

        #expect(answer.failure != nil)
        #expect(answer.message.blocks == [.text("Hel")])
        #expect(!answer.message.isComplete)
    }

    @Test("Content that comes together with a failure goes out first, once something else has gone out")
    func together() throws {
        var translator = ChatCompletionsToMessages(context: ChatAnswer.context())
        let error = Self.errors[0] + "\n\n"
        _ = try translator.push(ByteBuffer(string: ChatAnswer.chunk(#"{"content":"a"}"#)))
        let output = try translator.push(ByteBuffer(string: ChatAnswer.chunk(#"{"content":"b"}"#) + error))

        #expect(String(buffer: output).contains(#""text":"b""#))
        #expect(throws: UpstreamFailure.self) { try translator.push(ByteBuffer()) }
        #expect(throws: UpstreamFailure.self) { try translator.finish() }
    }

    @Test("Content that nobody has seen is dropped, so that the failure can go elsewhere")
    func uncommitted() throws {
        let answer = try ChatAnswer(ChatAnswer.chunk(#"{"content":"a"}"#) + Self.errors[0] + "\n\n")

        #expect(answer.failure != nil)
        #expect(answer.message.id.isEmpty)
    }

    @Test(
        "Kinds that need no error object",
        arguments: [
            ("error", UpstreamFailure.Kind.unavailable), ("insufficient_system_resource", .overloaded),
            ("abort", .incomplete),
        ]
    )
    func kinds(_ reason: String, _ kind: UpstreamFailure.Kind) throws {
        #expect(try ChatAnswer(ChatAnswer.finish(reason)).failure?.kind == kind)
    }

    @Test("An error after the end of the answer does not take it back", arguments: [errors[0], errors[7]])
    func afterEnd(_ error: String) throws {
        let answer = try ChatAnswer([ChatAnswer.chunk(#"{"content":"a"}"#), ChatAnswer.finish("stop"), error + "\n\n"])

        #expect(answer.failure == nil)
        #expect(answer.message.isComplete)
    }

    @Test("What breaks off is incomplete", arguments: ["", #"{"content":"a"}"#, #"{"reasoning":"a"}"#])
    func brokenOff(_ delta: String) throws {
        let answer = try ChatAnswer(delta.isEmpty ? "" : ChatAnswer.chunk(delta))

        #expect(answer.failure?.kind == .incomplete)
    }

    @Test("[DONE] after nothing at all is no answer")
    func nothing() throws {
        let answer = try ChatAnswer([ChatAnswer.chunk(#"{"role":"assistant"}"#), ChatAnswer.done])

        #expect(answer.failure?.kind == .incomplete)
    }

    @Test("One chunk that cannot be read is forgiven, two in a row are not")
    func unreadable() throws {
        let bad = "data: {\"choices\":[{\n\n"
        let content = ChatAnswer.chunk(#"{"content":"a"}"#)

        #expect(try ChatAnswer([bad, content, bad, ChatAnswer.end("stop")]).message.blocks == [.text("a")])
        #expect(try ChatAnswer([content, bad, bad, content]).failure?.kind == .malformed)
    }

    @Test("A chunk that is cut off at the end of the body is no end")
    func cutChunk() throws {
        let context = ChatAnswer.context(endsWithoutFinish: true)
        let answer = try ChatAnswer([ChatAnswer.chunk(#"{"content":"a"}"#), "data: {\"choi"], context: context)

        #expect(answer.failure?.kind == .incomplete)
    }

    @Test("Nothing after [DONE] concerns the client")
    func afterDone() throws {
        let answer = try ChatAnswer([ChatAnswer.stream([#"{"content":"a"}"#]), Self.errors[0] + "\n\n", "data: {\n\n"])

        #expect(answer.failure == nil)
        #expect(answer.isComplete)
    }
}
