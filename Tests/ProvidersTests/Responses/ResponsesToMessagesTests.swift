import MessagesAPI
import NIOCore
import Providers
import TestSupport
import Testing

@Suite("Responses → Messages, streamed")
struct ResponsesToMessagesTests {
    @Test("A stream gives the events of its fixture", arguments: ResponsesFixture.all)
    func golden(_ fixture: ResponsesFixture) throws {
        let run = ResponsesEvents.run([fixture.stream], fixture.context)

        #expect(run.failure == nil)
        #expect(run.text == String(buffer: fixture.client))
        #expect(try #require(MessageStreamCheck(run.output)).isComplete)
        #expect(run.translator.isComplete)
    }

    @Test(
        "Output does not depend on a single cut, wherever it is",
        arguments: [ResponsesFixture.named("text"), ResponsesFixture.named("reasoning-then-call")]
    )
    func everyCut(_ fixture: ResponsesFixture) {
        let bytes = Array(buffer: fixture.stream)
        for cut in 0...bytes.count {
            let chunks = [ByteBuffer(bytes: bytes[..<cut]), ByteBuffer(bytes: bytes[cut...])]
            let run = ResponsesEvents.run(chunks, fixture.context)
            #expect(run.output == fixture.client && run.failure == nil, "cut at byte \(cut)")
        }
    }

    @Test("Output does not depend on the size of chunks", arguments: ResponsesFixture.all)
    func splits(_ fixture: ResponsesFixture) {
        for size in [1, 2, 3, 7, 64, 1000] {
            let run = ResponsesEvents.run(fixture.stream.cut(every: size), fixture.context)
            #expect(run.output == fixture.client && run.failure == nil, "cut every \(size) bytes")
        }
    }

    @Test("A whole answer gives the message that its stream adds up to", arguments: ResponsesFixture.whole)
    func agreement(_ fixture: ResponsesFixture) throws {
        let whole = try #require(fixture.whole)
        let run = ResponsesEvents.run(whole: whole, fixture.context)

        #expect(run.failure == nil)
        var message = try MessageSum(json: run.output)
        var sum = try MessageSum(events: fixture.client)
        // A whole answer has its counts where a stream is stopped before they come.
        if message.stopReason == "stop_sequence" { (message.usage, sum.usage) = (nil, nil) }
        #expect(message == sum)
    }

    @Test("Line ends, comments, missing event names and a [DONE] make no difference")
    func spelling() throws {
        let fixture = ResponsesFixture.named("reasoning-then-call")
        var text = String(buffer: fixture.stream).replacing(/event: .*\n/, with: "")
        text = ": hello\r\n\r\n" + text.replacing("\n", with: "\r\n").replacing("data: ", with: "data:")
        text += "data: [DONE]\n\n"

        let run = ResponsesEvents.run([ByteBuffer(string: text)], fixture.context)

        #expect(run.failure == nil)
        #expect(run.output == fixture.client)
    }

    @Test("Nothing comes out before the first content, and then everything that was held")
    func gate() throws {
        var translator = ResponsesToMessages(context: .test())
        let added = ResponsesEvents.event(
            #"{"type":"response.output_item.added","output_index":0,"item":{"id":"m","type":"message","content":[]}}"#
        )

        #expect(try translator.push(ResponsesEvents.created).readableBytes == 0)
        #expect(try translator.push(added).readableBytes == 0)
        let first = try translator.push(ResponsesEvents.text)

        let names = try SSEReader.events(in: first.readableBytesView).map(\.name)
        #expect(names == ["message_start", "ping", "content_block_start", "content_block_delta"])
    }

    @Test("White space opens no block until there is text")
    func leadingSpace() throws {
        var translator = ResponsesToMessages(context: .test())
        let space = ResponsesEvents.event(
            #"{"type":"response.output_text.delta","output_index":0,"content_index":0,"delta":" \n"}"#
        )

        #expect(try translator.push(space).readableBytes == 0)
        let first = try translator.push(ResponsesEvents.text)

        #expect(String(buffer: first).contains(#""text":" \nHi"}"#))
    }

    @Test("Items of which an event names neither index nor id are told apart by their kind")
    func withoutKeys() throws {
        let events = [
            #"{"type":"response.reasoning_summary_text.delta","summary_index":0,"delta":"Hm"}"#,
            #"{"type":"response.output_item.done","item":{"type":"reasoning","summary":[{"type":"summary_text","text":"Hm"}]}}"#,
            #"{"type":"response.output_text.delta","delta":"Hi"}"#,
            #"{"type":"response.output_item.done","item":{"type":"message","content":[{"type":"output_text","text":"Hi"}]}}"#,
        ]
        let run = ResponsesEvents.run(events.map(ResponsesEvents.event) + [ResponsesEvents.completed])

        #expect(run.failure == nil)
        #expect(try MessageSum(events: run.output).blocks.map(\.content) == ["Hm", "Hi"])
    }

    @Test("A call without an id gets one")
    func missingCallID() throws {
        let call = #"{"type":"function_call","id":"fc","name":"get_weather","arguments":"{}"}"#
        let done = ResponsesEvents.event(#"{"type":"response.output_item.done","output_index":0,"item":\#(call)}"#)
        let run = ResponsesEvents.run([done, ResponsesEvents.completed])

        #expect(try MessageSum(events: run.output).blocks.map(\.id) == ["toolu_generated"])
    }

    @Test("What comes after the end concerns nobody")
    func afterTheEnd() throws {
        var translator = ResponsesToMessages(context: .test())
        _ = try translator.push(ResponsesEvents.joined([ResponsesEvents.text, ResponsesEvents.completed]))

        #expect(translator.isComplete)
        #expect(
            try translator.push(ByteBuffer(string: "data: {\"type\":\"error\",\"code\":\"x\"}\n\n")).readableBytes == 0
        )
        #expect(try translator.finish().readableBytes == 0)
        #expect(translator.usage == TokenUsage(inputTokens: 5, outputTokens: 1))
    }

    @Test("The last event counts even without its empty line")
    func unterminated() throws {
        let end = String(buffer: ResponsesEvents.completed).dropLast(2)
        let run = ResponsesEvents.run([ResponsesEvents.text, ByteBuffer(string: String(end))])

        #expect(run.failure == nil)
        #expect(try #require(MessageStreamCheck(run.output)).isComplete)
    }
}
