import JSONBytes
import MessagesAPI
import NIOCore
import Testing

@Suite("Reading usage")
struct TokenUsageReadingTests {
    private func read(_ json: String) throws -> TokenUsage {
        let document = ByteBuffer(string: json)
        return TokenUsage(reading: try JSON.validate(document.readableBytesSpan), in: document.readableBytesSpan)
    }

    @Test("Every count is read, the hour's part of the cache too")
    func counts() throws {
        let usage = try read(
            """
            {"input_tokens":1,"cache_creation_input_tokens":2,"cache_read_input_tokens":3,"output_tokens":4,
             "cache_creation":{"ephemeral_5m_input_tokens":1,"ephemeral_1h_input_tokens":1},"service_tier":"standard"}
            """
        )

        #expect(
            usage
                == TokenUsage(
                    inputTokens: 1,
                    outputTokens: 4,
                    cacheReadInputTokens: 3,
                    cacheCreationInputTokens: 2,
                    cacheCreationOneHourInputTokens: 1
                )
        )
    }

    @Test("What can be no count stays unknown, so that no sum overflows")
    func absurd() throws {
        let usage = try read(
            #"{"input_tokens":9223372036854775807,"output_tokens":1000000000000,"cache_read_input_tokens":-1}"#
        )

        #expect(usage == TokenUsage(outputTokens: 1_000_000_000_000))
    }

    @Test("What changes the price is read; the standard words change nothing")
    func words() throws {
        let usage = try read(
            #"{"service_tier":"priority","speed":"fast","inference_geo":"us","server_tool_use":{"web_search_requests":2}}"#
        )

        #expect(usage.serviceTier == .priority)
        #expect(usage.speed == .fast)
        #expect(usage.inferenceGeo == .us)
        #expect(usage.webSearchRequests == 2)
        let plain =
            #"{"service_tier":"standard","speed":"standard","inference_geo":"not_available","server_tool_use":null}"#
        #expect(try read(plain) == TokenUsage())
        let other = try read(#"{"service_tier":"scale","speed":"ludicrous","inference_geo":"moon"}"#)
        #expect(other.serviceTier == .other && other.speed == .other && other.inferenceGeo == .other)
        #expect(try read(#"{"service_tier":1,"speed":null,"inference_geo":[],"server_tool_use":{}}"#) == TokenUsage())
    }

    @Test(
        "Steps that the counts leave out are noted",
        arguments: [
            (#"{"iterations":[{"type":"compaction","input_tokens":9},{"type":"message","input_tokens":1}]}"#, true),
            (#"{"iterations":[{"type":"message","input_tokens":1}]}"#, false), (#"{"iterations":[]}"#, false),
            (#"{"iterations":null}"#, false), (#"{"iterations":[7]}"#, true), (#"{"iterations":[{}]}"#, true),
        ]
    )
    func furtherSteps(json: String, isPartial: Bool) throws {
        #expect(try read(json).isPartial == isPartial)
        var usage = try read(json)
        usage.merge(TokenUsage())
        #expect(usage.isPartial == isPartial)
    }

    @Test("A later report replaces what it names and leaves the rest")
    func merging() throws {
        var usage = try read(#"{"input_tokens":1,"service_tier":"flex","speed":"fast","inference_geo":"us"}"#)
        usage.merge(try read(#"{"output_tokens":9,"server_tool_use":{"web_search_requests":1}}"#))

        #expect(usage.inputTokens == 1 && usage.outputTokens == 9 && usage.webSearchRequests == 1)
        #expect(usage.serviceTier == .flex && usage.speed == .fast && usage.inferenceGeo == .us)
    }

    @Test(
        "What is no count stays unknown",
        arguments: [
            "{}", "null", "[]", #"{"input_tokens":null,"output_tokens":"4","cache_creation":5}"#,
            #"{"input_tokens":-1,"output_tokens":1.5,"cache_read_input_tokens":99999999999999999999}"#,
        ]
    )
    func unknown(_ json: String) throws {
        #expect(try read(json) == TokenUsage())
    }
}
