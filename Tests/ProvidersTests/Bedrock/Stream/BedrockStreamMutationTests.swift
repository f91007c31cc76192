import NIOCore
import Providers
import Testing

@Suite("Broken Bedrock streams")
struct BedrockStreamMutationTests {
    static let events = [
        #"{"type":"message_start","message":{"id":"m","model":"claude","content":[],"usage":{"input_tokens":3,"output_tokens":1}}}"#,
        #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#,
        #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hi \u00e9 世"}}"#,
        #"{"type":"content_block_stop","index":0}"#,
        #"{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t","name":"n","input":{}}}"#,
        #"{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"a\":1}"}}"#,
        #"{"type":"content_block_stop","index":1}"#,
        #"{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":2}}"#,
        #"{"type":"message_stop","amazon-bedrock-invocationMetrics":{"inputTokenCount":3,"outputTokenCount":2}}"#,
    ]

    @Test("The stream that is broken below is whole before")
    func unbroken() throws {
        let run = TranslatorRun(events: Self.events.map { EventStreamFrame.chunk($0) })

        #expect(run.failure == nil)
        #expect(try #require(MessageStreamCheck(run.output)).letters == "S(d)(d)ME")
    }

    @Test(
        "Whatever is broken, the client gets the beginning of a right stream, and a failure if its end is missing",
        arguments: [2026, 11, 22, 7] as [UInt64]
    )
    func mutations(_ seed: UInt64) throws {
        let frames = Self.events.map { EventStreamFrame.chunk($0) }
        var mutator = StreamMutator(seed: seed)
        var complete = 0
        var started = 0

        for round in 0..<5_000 {
            let chunks = mutator.stream(of: Self.events, whole: frames)
            let run = TranslatorRun(events: chunks)

            guard let check = MessageStreamCheck(run.output) else {
                Issue.record("round \(round): \(run.text) of \(chunks.map(\.hex))")
                return
            }
            try #require((run.failure == nil) == check.isComplete, "round \(round)")
            complete += check.isComplete ? 1 : 0
            started += check.letters.isEmpty ? 0 : 1
        }

        // The mutations are worth something only if they get past the checksums, and not all of them.
        #expect((250..<2_500).contains(complete))
        #expect(started > complete + 500)
    }
}
