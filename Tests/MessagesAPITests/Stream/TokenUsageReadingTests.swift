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
