import NIOCore
import Providers
import Testing

@Suite("Messages pass-through, broken streams")
struct MessagesPassthroughFailureTests {
    typealias Stream = MessagesStream

    @Test("An error before the first content is thrown, and nothing was given out")
    func errorBeforeContent() {
        let run = PassthroughRun([Stream.joined([Stream.start, Stream.overloaded])])

        #expect(run.failure?.kind == .overloaded)
        #expect(run.failure?.message == "Overloaded")
        #expect(run.failure?.upstreamType == "overloaded_error")
        #expect(run.text.isEmpty)
    }

    @Test("An error in the chunk of the first content is still before the commit")
    func errorWithContent() {
        let run = PassthroughRun([
            Stream.joined([Stream.start, Stream.blockStart, Stream.blockDelta, Stream.overloaded])
        ])

        #expect(run.failure?.kind == .overloaded)
        #expect(run.text.isEmpty)
    }

    @Test("An error after the commit comes behind the events of its chunk")
    func errorAfterContent() throws {
        var translator = MessagesPassthrough(requestedModel: "m", vendorName: "Anthropic")
        _ = try translator.push(Stream.joined([Stream.start, Stream.blockStart, Stream.blockDelta]))

        let output = try translator.push(Stream.joined([Stream.blockDelta, Stream.overloaded, Stream.stop]))

        #expect(output == Stream.blockDelta)
        #expect(throws: UpstreamFailure.self) { try translator.push(ByteBuffer()) }
        #expect(throws: UpstreamFailure.self) { try translator.push(Stream.stop) }
        #expect(throws: UpstreamFailure.self) { try translator.finish() }
        #expect(!translator.isComplete)
    }

    @Test(
        "Each type of error has its meaning",
        arguments: [
            ("overloaded_error", UpstreamFailure.Kind.overloaded), ("api_error", .unavailable),
            ("rate_limit_error", .rateLimited), ("timeout_error", .timedOut), ("authentication_error", .authentication),
            ("permission_error", .permission), ("billing_error", .billing), ("not_found_error", .modelNotFound),
            ("request_too_large", .requestTooLarge), ("invalid_request_error", .invalidRequest),
            ("new_error", .unavailable),
        ]
    )
    func types(_ type: String, _ kind: UpstreamFailure.Kind) {
        let error = Stream.event("error", #"{"type":"error","error":{"type":"\#(type)","message":"Words"}}"#)
        let failure = PassthroughRun([error]).failure

        #expect(failure?.kind == kind)
        #expect(failure?.message == "Words")
    }

    @Test(
        "An error without a type of its own, as OpenRouter sends it, is one",
        arguments: [
            #"{"error":{"code":502,"message":"Provider is at capacity"}}"#,
            #"{"type":"error","error":{"code":529,"message":"x"}}"#,
        ]
    )
    func openRouterError(_ json: String) {
        let failure = PassthroughRun([Stream.start, ByteBuffer(string: "data: \(json)\n\n")]).failure

        #expect(failure?.kind == .overloaded)
        #expect([502, 529].contains(failure?.status))
    }

    @Test("A stream that ends before its end is incomplete, wherever that is")
    func cutOff() {
        let whole = Stream.joined(Stream.whole)
        let complete = whole.readableBytes - 2
        for length in 0..<complete {
            let run = PassthroughRun([whole.getSlice(at: 0, length: length) ?? ByteBuffer()])
            #expect(run.failure?.kind == .incomplete, "\(length) bytes: \(run.failure?.message ?? "")")
        }
        // Without the last line break everything is there.
        #expect(PassthroughRun([whole.getSlice(at: 0, length: complete) ?? ByteBuffer()]).failure == nil)
    }

    @Test(
        "An answer without events is told from one without an end",
        arguments: [
            ("", "Anthropic sent an empty answer."), ("\n\n", "Anthropic sent an empty answer."),
            (": hello\n\n", "Anthropic sent an empty answer."), ("<html>no</html>", "Anthropic sent no events."),
        ]
    )
    func empty(_ text: String, _ message: String) {
        let failure = PassthroughRun([ByteBuffer(string: text)]).failure

        #expect(failure?.kind == .incomplete)
        #expect(failure?.message == message)
    }

    @Test("An error as plain JSON instead of a stream is read")
    func jsonInsteadOfEvents() {
        let json = #"{"error":{"code":402,"message":"Insufficient credits"},"user_id":"u"}"#
        let failure = PassthroughRun([ByteBuffer(string: json)]).failure

        #expect(failure?.kind == .billing)
        #expect(failure?.message == "Insufficient credits")
    }

    @Test(
        "Events out of order are malformed",
        arguments: [
            [Stream.blockStart], [Stream.start, Stream.start], [Stream.start, Stream.blockDelta],
            [Stream.start, Stream.blockStart, Stream.blockStart], [Stream.start, Stream.blockStart, Stream.delta],
            [Stream.start, Stream.stop],
            [Stream.start, Stream.event("content_block_start", #"{"type":"content_block_start","index":1}"#)],
            [Stream.event("message_start", #"{"type":"message_start"}"#)],
        ]
    )
    func order(_ events: [ByteBuffer]) {
        #expect(PassthroughRun([Stream.joined(events)]).failure?.kind == .malformed)
    }

    @Test(
        "Data that is not one JSON object is malformed",
        arguments: [
            "{", "{}}", "[]", "text", #"{"type":5}"#, #"{"type":"a b"}"#, "{\"a\":\"\u{1}\"}",
        ]
    )
    func data(_ data: String) {
        let run = PassthroughRun([Stream.start, ByteBuffer(string: "event: x\ndata: \(data)\n\n")])

        #expect(run.failure?.kind == .malformed)
        #expect(run.text.isEmpty)
    }

    @Test("An event without end is given up, before and after the commit", arguments: [false, true])
    func endlessEvent(isCommitted: Bool) {
        let piece = ByteBuffer(string: "data: " + String(repeating: "x", count: 1_000_000))
        let chunks = (isCommitted ? [Stream.start, Stream.blockStart] : []) + Array(repeating: piece, count: 9)

        #expect(PassthroughRun(chunks).failure?.kind == .malformed)
    }

    @Test("Endless events before the content are given up")
    func endlessStart() {
        let ping = Stream.event("ping", #"{"type":"ping","x":"\#(String(repeating: "x", count: 100_000))"}"#)
        let run = PassthroughRun([Stream.start] + Array(repeating: ping, count: 60))

        #expect(run.failure?.kind == .malformed)
        #expect(run.text.isEmpty)
    }
}
