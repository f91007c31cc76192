import MessagesAPI
import NIOCore
import Providers
import TestSupport
import Testing

@Suite("Counts in a Bedrock stream")
struct BedrockStreamUsageTests {
    private func run(start: String, _ ending: [String]) throws -> (delta: String, usage: TokenUsage, names: [String]) {
        let start = #"{"type":"message_start","message":{"model":"m","usage":\#(start)}}"#
        let run = TranslatorRun(
            events: [BedrockStream.event(start), BedrockStream.blockStart, BedrockStream.blockStop]
                + ending.map(BedrockStream.event)
        )
        #expect(run.failure == nil)
        let events = try SSEReader.events(in: run.output.readableBytesView)
        let delta = try #require(events.last { $0.name == "message_delta" })
        return (delta.data, run.translator.usage, events.map(\.name))
    }

    private let stop = #"{"type":"message_stop"}"#

    @Test("What message_start told is added to message_delta where that lacks it")
    func fromStart() throws {
        let start = """
            {"input_tokens":3,"cache_creation_input_tokens":40,"cache_read_input_tokens":5,"output_tokens":1,\
            "cache_creation":{"ephemeral_1h_input_tokens":30}}
            """
        let delta = #"{"type":"message_delta","usage":{"cache_read_input_tokens":6,"output_tokens":2}}"#

        let result = try run(start: start, [delta, stop])

        let usage =
            #"{"cache_read_input_tokens":6,"output_tokens":2,"input_tokens":3,"cache_creation_input_tokens":40}"#
        #expect(result.delta == #"{"type":"message_delta","usage":\#(usage)}"#)
        #expect(
            result.usage
                == TokenUsage(
                    inputTokens: 3,
                    outputTokens: 2,
                    cacheReadInputTokens: 6,
                    cacheCreationInputTokens: 40,
                    cacheCreationOneHourInputTokens: 30
                )
        )
    }

    @Test("A complete message_delta is not touched")
    func complete() throws {
        let delta = """
            {"type":"message_delta", "usage" : {"input_tokens":3.0, "cache_creation_input_tokens":0, \
            "cache_read_input_tokens":0,"output_tokens":2 }}
            """

        let result = try run(start: #"{"input_tokens":9,"cache_read_input_tokens":8}"#, [delta, stop])

        #expect(result.delta == delta)
        #expect(result.usage.inputTokens == 3)
    }

    @Test("The first estimate of output tokens is never told as the last")
    func estimate() throws {
        let result = try run(start: #"{"input_tokens":3,"output_tokens":1}"#, [#"{"type":"message_delta"}"#, stop])

        #expect(result.delta == #"{"type":"message_delta","usage":{"input_tokens":3}}"#)
    }

    @Test("A usage that is null is replaced")
    func nullUsage() throws {
        let metrics = #"{"inputTokenCount":3,"outputTokenCount":9}"#
        let stop = #"{"amazon-bedrock-invocationMetrics":\#(metrics),"type":"message_stop"}"#

        let result = try run(start: "null", [#"{"usage":null,"type":"message_delta"}"#, stop])

        #expect(result.delta == #"{"type":"message_delta","usage":{"input_tokens":3,"output_tokens":9}}"#)
        #expect(result.usage == TokenUsage(inputTokens: 3, outputTokens: 9))
    }

    @Test("Metrics of zero do not replace what is known, but tell what is not")
    func zeros() throws {
        let metrics = """
            {"inputTokenCount":0,"outputTokenCount":0,"cacheReadInputTokenCount":0,"cacheWriteInputTokenCount":0}
            """
        let stop = #"{"type":"message_stop","amazon-bedrock-invocationMetrics":\#(metrics)}"#
        let delta = #"{"type":"message_delta","usage":{"output_tokens":2}}"#

        let result = try run(start: #"{"input_tokens":3,"cache_read_input_tokens":8}"#, [delta, stop])

        let known = #""output_tokens":2,"input_tokens":3,"cache_creation_input_tokens":0,"cache_read_input_tokens":8"#
        #expect(result.delta == #"{"type":"message_delta","usage":{\#(known)}}"#)
    }

    @Test(
        "Metrics that come by themselves are taken and dropped, before message_stop or after it",
        arguments: [
            #"{"amazon-bedrock-invocationMetrics":{"cacheReadInputTokenCount":7}}"#,
            #"{"type":"metrics","amazon-bedrock-invocationMetrics":{"cacheReadInputTokenCount":7}}"#,
        ]
    )
    func apart(_ metrics: String) throws {
        let delta = #"{"type":"message_delta","usage":{"output_tokens":2}}"#

        let before = try run(start: #"{"input_tokens":3}"#, [delta, metrics, stop])
        let after = try run(start: #"{"input_tokens":3}"#, [delta, stop, metrics])

        let names = ["message_start", "content_block_start", "content_block_stop", "message_delta", "message_stop"]
        #expect(before.names == names)
        #expect(after.names == names)
        #expect(before.delta.contains(#""cache_read_input_tokens":7"#))
        #expect(before.usage.cacheReadInputTokens == 7)
        #expect(after.usage.cacheReadInputTokens == 7)
    }

    @Test("An unknown event keeps all but its metrics")
    func unknownWithMetrics() throws {
        let event = #"{"type":"new","amazon-bedrock-invocationMetrics":{"outputTokenCount":7},"x":1}"#
        let run = TranslatorRun(
            events: BedrockStream.whole.dropLast() + [BedrockStream.event(event), BedrockStream.stop]
        )

        let events = try SSEReader.events(in: run.output.readableBytesView)
        #expect(events.map(\.data).contains(#"{"type":"new","x":1}"#))
        #expect(run.translator.usage.outputTokens == 7)
    }

    @Test("Counts are known as soon as they were told")
    func early() throws {
        var translator = BedrockEventsToMessages(requestedModel: "m")

        _ = try translator.push(BedrockStream.start)

        #expect(translator.usage.inputTokens == 3)
        #expect(translator.usage.outputTokens == 1)
    }

    @Test("Of several message_delta events each comes out, in order")
    func severalDeltas() throws {
        let first = #"{"type":"message_delta","usage":{"input_tokens":3,"output_tokens":2}}"#
        let second = #"{"type":"message_delta","usage":{"input_tokens":3,"output_tokens":5}}"#

        let result = try run(start: "{}", [first, #"{"type":"ping"}"#, second, stop])

        #expect(result.names.suffix(4) == ["message_delta", "ping", "message_delta", "message_stop"])
        #expect(result.delta == second)
        #expect(result.usage.outputTokens == 5)
    }
}
