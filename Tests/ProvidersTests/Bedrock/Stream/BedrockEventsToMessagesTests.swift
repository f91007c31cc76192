import MessagesAPI
import NIOCore
import Providers
import TestSupport
import Testing

@Suite("Bedrock events → Messages")
struct BedrockEventsToMessagesTests {
    @Test("A recorded stream gives the recorded events", arguments: BedrockFixture.all)
    func golden(_ fixture: BedrockFixture) throws {
        let run = TranslatorRun(events: fixture.frames)

        #expect(run.failure == nil)
        #expect(run.text == String(buffer: fixture.client))
        _ = try SSEReader.events(in: run.output.readableBytesView)
    }

    @Test("Output does not depend on where the upstream cuts its chunks", arguments: BedrockFixture.all)
    func splits(_ fixture: BedrockFixture) {
        for size in 1...64 {
            let run = TranslatorRun(events: fixture.upstream.cut(every: size))
            #expect(run.output == fixture.client && run.failure == nil, "cut every \(size) bytes")
        }
    }

    @Test("Output does not depend on a single cut, wherever it is", arguments: [BedrockFixture.named("text")])
    func everyCut(_ fixture: BedrockFixture) {
        let bytes = Array(buffer: fixture.upstream)
        for cut in 0...bytes.count {
            let run = TranslatorRun(events: [ByteBuffer(bytes: bytes[..<cut]), ByteBuffer(bytes: bytes[cut...])])
            #expect(run.output == fixture.client && run.failure == nil, "cut at byte \(cut)")
        }
    }

    @Test("The stream of the vectors comes through, its counts made complete")
    func vector() throws {
        let vector = try #require(EventStreamVectors.shared.frames.first { $0.name == "full-stream" })
        var inner = try #require(vector.innerEvents)
        inner[0].replace("\"model\":\"claude-sonnet-4-5-20250929\"", with: "\"model\":\"claude-sonnet-4-5\"")
        inner[10].replace(
            #""output_tokens":42"#,
            with: #""output_tokens":42,"input_tokens":11,"cache_creation_input_tokens":0,"cache_read_input_tokens":0"#
        )
        inner[11] = #"{"type":"message_stop"}"#

        let run = TranslatorRun(events: [ByteBuffer(hex: vector.hex)])

        #expect(run.failure == nil)
        #expect(try SSEReader.events(in: run.output.readableBytesView).map(\.data) == inner)
    }

    @Test("Nothing comes out before the first content, and then everything that was held")
    func gate() throws {
        var translator = BedrockEventsToMessages(requestedModel: "claude-sonnet-4-5")
        let ping = BedrockStream.event(#"{"type":"ping"}"#)

        for frame in [BedrockStream.start, ping, BedrockStream.blockStart] {
            #expect(try translator.push(frame).readableBytes == 0)
        }
        let first = try translator.push(BedrockStream.blockDelta)

        let names = try SSEReader.events(in: first.readableBytesView).map(\.name)
        #expect(names == ["message_start", "ping", "content_block_start", "content_block_delta"])
    }

    @Test("An answer without content comes out at its end")
    func gateWithoutContent() throws {
        var translator = BedrockEventsToMessages(requestedModel: "claude-sonnet-4-5")

        #expect(try translator.push(BedrockStream.start).readableBytes == 0)
        #expect(try translator.push(BedrockStream.delta).readableBytes == 0)
        #expect(try translator.push(BedrockStream.stop).readableBytes > 0)
        #expect(try translator.finish().readableBytes == 0)
    }

    @Test("Events that arrive together leave together")
    func together() throws {
        let run = TranslatorRun(events: [BedrockStream.joined(BedrockStream.whole)])

        #expect(run.failure == nil)
        #expect(run.outputs.map { $0.readableBytes > 0 } == [true, false])
        #expect(try SSEReader.events(in: run.output.readableBytesView).count == 6)
    }

    @Test("The model's name is the client's, escaped, wherever it stands in the message")
    func modelName() throws {
        let start = """
            {"message":{"type":"message","usage":{},"model" : "a\\u0062c" ,"role":"assistant"},"type":"message_start"}
            """
        let run = TranslatorRun(
            BedrockEventsToMessages(requestedModel: "my \"own\"\nmodel"),
            [BedrockStream.event(start)] + BedrockStream.whole.dropFirst()
        )

        let events = try SSEReader.events(in: run.output.readableBytesView)
        let expected = start.replacing(#""a\u0062c""#, with: #""my \"own\"\nmodel""#)
        #expect(events.first?.data == expected)
    }

    @Test("A message without a model gets one, and counts")
    func missingMembers() throws {
        let start = BedrockStream.event(#"{"type":"message_start","message":{}}"#)
        let run = TranslatorRun(events: [start] + BedrockStream.whole.dropFirst())

        let events = try SSEReader.events(in: run.output.readableBytesView)
        let message = #"{"model":"claude-sonnet-4-5","usage":{"input_tokens":0,"output_tokens":0}}"#
        #expect(events.first?.data == #"{"type":"message_start","message":\#(message)}"#)
    }

    @Test("Base64 may be spelled with JSON escapes, and members may stand in any order")
    func escapedBase64() {
        let payload =
            #"{ "p":"x", "bytes":"eyJ0eXBlIjoicGluZyJ9","\u0062ytes":"eyJ0eXBlIjoicGluZyIsInAiOiI\/In0\u003d" }"#
        let frames = Array(BedrockStream.whole.prefix(3)) + [EventStreamFrame.chunk(payload: payload)]

        #expect(TranslatorRun(events: frames).text.hasSuffix("event: ping\ndata: {\"type\":\"ping\",\"p\":\"?\"}\n\n"))
    }

    @Test("Frames that are no chunks are skipped")
    func otherFrames() {
        let other = EventStreamFrame.make(headers: [(":event-type", "new"), (":message-type", "event")], payload: "?")
        let unknown = EventStreamFrame.make(headers: [(":message-type", "new")], payload: "?")
        let bare = EventStreamFrame.make(headers: [], payload: "")
        let frames = BedrockStream.whole.flatMap { [other, unknown, $0, bare] }

        let run = TranslatorRun(events: frames)

        #expect(run.failure == nil)
        #expect(run.output == TranslatorRun(events: BedrockStream.whole).output)
    }

    @Test("A large event passes, and the next one after it")
    func largeEvent() throws {
        let text = String(repeating: "0123456789abcdef", count: 128 * 1024)
        let large = #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\#(text)"}}"#
        var frames = BedrockStream.whole
        frames.insert(BedrockStream.event(large), at: 2)

        let run = TranslatorRun(events: BedrockStream.joined(frames).cut(every: 8192))

        #expect(run.failure == nil)
        #expect(try SSEReader.events(in: run.output.readableBytesView).map(\.data)[2] == large)
    }
}
