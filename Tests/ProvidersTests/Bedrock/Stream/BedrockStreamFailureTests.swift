import MessagesAPI
import NIOCore
import Providers
import TestSupport
import Testing

@Suite("Failures in a Bedrock stream")
struct BedrockStreamFailureTests {
    static let exceptions = [
        "internalServerException", "modelStreamErrorException", "modelTimeoutException", "serviceUnavailableException",
        "throttlingException", "validationException", "someNewException",
    ]

    @Test("An exception before any content fails with nothing sent", arguments: exceptions)
    func exceptionBefore(_ type: String) {
        for frames in [[], [BedrockStream.start]] {
            let run = TranslatorRun(events: frames + [EventStreamFrame.exception(type)])

            #expect(run.failure?.upstreamType == type)
            #expect(run.failure?.message.contains("It failed.") == true)
            #expect(run.output.readableBytes == 0)
        }
    }

    @Test("An exception in the same chunk as the first content still fails with nothing sent", arguments: exceptions)
    func exceptionTogether(_ type: String) {
        let frames = BedrockStream.whole.prefix(3) + [EventStreamFrame.exception(type)]
        let run = TranslatorRun(events: [BedrockStream.joined(Array(frames))])

        #expect(run.failure?.upstreamType == type)
        #expect(run.output.readableBytes == 0)
    }

    @Test("An exception after content fails after what came before it", arguments: exceptions)
    func exceptionAfter(_ type: String) throws {
        let exception = EventStreamFrame.exception(type)
        let run = TranslatorRun(events: Array(BedrockStream.whole.prefix(3)) + [exception, BedrockStream.stop])

        #expect(run.failure?.upstreamType == type)
        #expect(try SSEReader.events(in: run.output.readableBytesView).count == 3)
    }

    @Test("Events that arrive with an exception after content are sent before it fails")
    func exceptionWithEvents() throws {
        let chunk = BedrockStream.joined([BedrockStream.blockDelta, EventStreamFrame.exception("throttlingException")])
        var translator = BedrockEventsToMessages(requestedModel: "m")
        for frame in BedrockStream.whole.prefix(3) { _ = try translator.push(frame) }

        let output = try translator.push(chunk)

        #expect(try SSEReader.events(in: output.readableBytesView).map(\.name) == ["content_block_delta"])
        #expect(throws: UpstreamFailure.self) { try translator.push(BedrockStream.blockStop) }
        #expect(throws: UpstreamFailure.self) { try translator.finish() }
    }

    @Test("A message_delta that waits is not sent when the stream fails")
    func heldDelta() throws {
        let exception = EventStreamFrame.exception("internalServerException")
        let run = TranslatorRun(events: BedrockStream.whole.dropLast() + [exception])

        #expect(run.failure != nil)
        #expect(try SSEReader.events(in: run.output.readableBytesView).map(\.name).last == "content_block_stop")
    }

    @Test(
        "Whatever comes after message_stop, the answer is complete",
        arguments: [
            EventStreamFrame.exception("internalServerException"), ByteBuffer(string: "no frame, but long enough"),
            ByteBuffer(string: "cut"), BedrockStream.stop, BedrockStream.start, EventStreamFrame.chunk(payload: "{"),
            BedrockStream.event(#"{"type":"error","error":{"type":"api_error","message":"late"}}"#),
        ]
    )
    func afterStop(_ trailer: ByteBuffer) throws {
        let whole = TranslatorRun(events: BedrockStream.whole).output

        for size in [Int.max, 5] {
            let run = TranslatorRun(events: (BedrockStream.whole + [trailer]).flatMap { $0.cut(every: size) })
            #expect(run.failure == nil)
            #expect(run.output == whole)
        }
        let together = TranslatorRun(events: [BedrockStream.joined(BedrockStream.whole + [trailer])])
        #expect(together.failure == nil)
        #expect(together.output == whole)
    }

    @Test("The details of an exception are handed on, and a broken body does not hide it")
    func details() {
        let detailed = EventStreamFrame.exception(
            "modelStreamErrorException",
            #"{"message":"","Message":"Too busy.","originalStatusCode":529,"originalMessage":"overloaded"}"#
        )
        #expect(TranslatorRun(events: [detailed]).failure?.message.contains("Too busy.") == true)
        for payload in ["", "{", "[]", "<html>", #"{"message":5}"#] {
            let run = TranslatorRun(events: [EventStreamFrame.exception("throttlingException", payload)])
            #expect(run.failure?.upstreamType == "throttlingException")
        }
    }

    @Test("What the model's host refuses in a stream is the request's fault, in the host's own words")
    func modelHostRefusal() {
        let refusal = EventStreamFrame.exception(
            "modelStreamErrorException",
            #"{"message":"The stream failed.","originalStatusCode":400,"originalMessage":"messages: too odd"}"#
        )

        let failure = TranslatorRun(events: [refusal]).failure

        #expect(failure?.kind == .invalidRequest)
        #expect(failure?.message == "messages: too odd")
    }

    @Test("A message of type error fails by its code")
    func errorMessage() {
        let run = TranslatorRun(events: [EventStreamVectors.frame("error-message-type")])

        #expect(run.failure?.upstreamType == "InternalError")
        #expect(run.failure?.message.contains("An internal error occurred.") == true)
    }

    @Test("An error event fails by the error's type")
    func errorEvent() {
        let event = #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#

        for frames in [[], [BedrockStream.start], [BedrockStream.start, BedrockStream.blockStart]] {
            let run = TranslatorRun(events: frames + [BedrockStream.event(event)])
            #expect(run.failure?.kind == .overloaded)
            #expect(run.failure?.message.contains("Overloaded") == true)
        }
    }

    @Test("An empty stream is incomplete")
    func empty() {
        #expect(TranslatorRun(events: []).failure?.kind == .incomplete)
        #expect(TranslatorRun(events: [ByteBuffer()]).failure?.message.contains("empty answer") == true)
    }

    @Test("A stream that ends before message_stop is incomplete", arguments: 1..<6)
    func noStop(_ count: Int) {
        #expect(TranslatorRun(events: Array(BedrockStream.whole.prefix(count))).failure?.kind == .incomplete)
    }

    @Test("A stream that ends inside a frame is incomplete, and says so")
    func truncated() {
        let bytes = Array(
            buffer: BedrockStream.joined(BedrockStream.whole).getSlice(at: 0, length: 900) ?? ByteBuffer()
        )
        let run = TranslatorRun(events: [ByteBuffer(bytes: bytes)])

        #expect(run.failure?.kind == .incomplete)
        #expect(run.failure?.message.contains("truncated") == true)
    }

    @Test("The broken streams of the vectors fail", arguments: EventStreamVectors.shared.truncation)
    func truncationVectors(_ reads: EventStreamVectors.Reads) {
        #expect(TranslatorRun(events: reads.readsHex.map(ByteBuffer.init(hex:))).failure != nil)
    }

    @Test("A broken frame is malformed, and stays so", arguments: EventStreamVectors.shared.frames)
    func brokenFrames(_ frame: EventStreamVectors.Frame) throws {
        guard frame.outcome.hasPrefix("fatal") || frame.outcome == "error: payload" else { return }
        var translator = BedrockEventsToMessages(requestedModel: "m")

        for _ in 0..<2 {
            let error = #expect(throws: UpstreamFailure.self) { try translator.push(ByteBuffer(hex: frame.hex)) }
            #expect(error?.kind == .malformed)
        }
    }

    @Test(
        "A chunk that does not hold an event is malformed",
        arguments: [
            "", "[]", "{", "{}", #"{"bytes":5}"#, #"{"bytes":null}"#, #"{"bytes":""}"#, #"{"bytes":"e30"}"#,
            #"{"bytes":"e3!="}"#,
            #"{"bytes":"e30="}x"#, #"{"bytes":"e30=","p":"}"#, #"{"bytes":"W10="}"#, #"{"bytes":"AAAA"}"#,
        ]
    )
    func brokenChunk(_ payload: String) {
        let run = TranslatorRun(events: [EventStreamFrame.chunk(payload: payload)])

        #expect(run.failure?.kind == .malformed)
    }

    @Test(
        "Events out of order are malformed",
        arguments: [
            [BedrockStream.blockStart], [BedrockStream.start, BedrockStream.start],
            [BedrockStream.start, BedrockStream.blockDelta], [BedrockStream.start, BedrockStream.stop],
            [BedrockStream.start, BedrockStream.blockStart, BedrockStream.delta],
            [BedrockStream.event(#"{"type":"message_start"}"#)],
            [BedrockStream.event(#"{"type":"message_start","message":1}"#)],
            [BedrockStream.start, BedrockStream.event(#"{"type":"content_block_start","index":null}"#)],
        ]
    )
    func outOfOrder(_ frames: [ByteBuffer]) {
        #expect(TranslatorRun(events: frames).failure?.kind == .malformed)
    }

    @Test("What is held back before the first content is bounded")
    func heldLimit() {
        let text = String(repeating: "x", count: BedrockEventsToMessages.heldLimit / 4)
        let event = BedrockStream.event(#"{"type":"new","x":"\#(text)"}"#)

        let run = TranslatorRun(events: [BedrockStream.start] + Array(repeating: event, count: 4))

        #expect(run.failure?.kind == .malformed)
        #expect(run.output.readableBytes == 0)
    }
}
