import NIOCore
import Providers
import Testing

@Suite("Broken Messages streams")
struct MessagesStreamMutationTests {
    static let events = [
        MessagesStream.start, MessagesStream.blockStart, MessagesStream.blockDelta, MessagesStream.blockStop,
        MessagesStream.event(
            "content_block_start",
            #"{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t","name":"n","input":{}}}"#
        ),
        MessagesStream.event(
            "content_block_delta",
            #"{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"a\":1}"}}"#
        ),
        MessagesStream.event("content_block_stop", #"{"type":"content_block_stop","index":1}"#),
        MessagesStream.delta, MessagesStream.stop,
    ]

    @Test("The stream that is broken below is whole before")
    func unbroken() throws {
        let run = PassthroughRun(Self.events)

        #expect(run.failure == nil)
        #expect(try #require(MessageStreamCheck(LenientEvents.rewritten(run.output))).letters == "S(d)(d)ME")
    }

    @Test(
        "Whatever is broken, the client gets the beginning of a right stream, and a failure if its end is missing",
        arguments: [2026, 11, 22, 7] as [UInt64]
    )
    func mutations(_ seed: UInt64) throws {
        var mutator = MessagesStreamMutator(seed: seed)
        var complete = 0
        var started = 0

        for round in 0..<2_500 {
            let stream = mutator.stream(of: Self.events)
            let chunks = mutator.pieces(of: stream)
            let run = PassthroughRun(chunks)

            guard let check = MessageStreamCheck(LenientEvents.rewritten(run.output)) else {
                Issue.record("round \(round): \(run.text) of \(String(buffer: stream))")
                return
            }
            try #require((run.failure == nil) == check.isComplete, "round \(round): \(String(buffer: stream))")
            complete += check.isComplete ? 1 : 0
            started += check.letters.isEmpty ? 0 : 1
        }

        // The mutations are worth something only if some break the stream and some do not, early and late.
        #expect((250..<2_000).contains(complete))
        #expect(started > complete + 250)
    }
}
