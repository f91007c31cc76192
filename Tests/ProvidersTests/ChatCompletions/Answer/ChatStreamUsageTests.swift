import JSONBytes
import MessagesAPI
import NIOCore
import Providers
import Testing

@Suite("Chat Completions → Messages: usage")
struct ChatStreamUsageTests {
    @Test(
        "Counts of servers become those of the Messages API",
        arguments: [
            (
                #"{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120}"#,
                TokenUsage(inputTokens: 100, outputTokens: 20)
            ),
            (
                #"{"prompt_tokens":100,"completion_tokens":20,"prompt_tokens_details":{"cached_tokens":64}}"#,
                TokenUsage(inputTokens: 36, outputTokens: 20, cacheReadInputTokens: 64)
            ),
            (
                #"{"prompt_tokens":100,"completion_tokens":20,"prompt_tokens_details":{"cached_tokens":64,"cache_write_tokens":30}}"#,
                TokenUsage(inputTokens: 6, outputTokens: 20, cacheReadInputTokens: 64, cacheCreationInputTokens: 30)
            ),
            (
                #"{"prompt_tokens":100,"completion_tokens":20,"prompt_cache_hit_tokens":64,"prompt_cache_miss_tokens":36}"#,
                TokenUsage(inputTokens: 36, outputTokens: 20, cacheReadInputTokens: 64)
            ),
            (
                #"{"prompt_tokens":100,"completion_tokens":20,"cached_tokens":64}"#,
                TokenUsage(inputTokens: 36, outputTokens: 20, cacheReadInputTokens: 64)
            ),
            (
                #"{"prompt_tokens":10,"completion_tokens":20,"prompt_tokens_details":{"cached_tokens":64}}"#,
                TokenUsage(inputTokens: 0, outputTokens: 20, cacheReadInputTokens: 64)
            ),
            (
                #"{"prompt_tokens":100,"completion_tokens":20,"total_tokens":150,"completion_tokens_details":{"reasoning_tokens":30}}"#,
                TokenUsage(inputTokens: 100, outputTokens: 50)
            ),
            (
                #"{"prompt_tokens":100,"completion_tokens":50,"total_tokens":150,"completion_tokens_details":{"reasoning_tokens":30}}"#,
                TokenUsage(inputTokens: 100, outputTokens: 50)
            ),
            (
                #"{"prompt_tokens":100,"completion_tokens":20,"prompt_tokens_details":null,"completion_tokens_details":null}"#,
                TokenUsage(inputTokens: 100, outputTokens: 20)
            ),
            (#"{"completion_tokens":20}"#, TokenUsage(outputTokens: 20)),
            (
                #"{"prompt_tokens":1000000000000,"completion_tokens":1000000000000,"total_tokens":1,"completion_tokens_details":{"reasoning_tokens":1000000000000},"prompt_tokens_details":{"cached_tokens":1000000000000,"cache_write_tokens":1000000000000}}"#,
                TokenUsage(
                    inputTokens: 0,
                    outputTokens: 1_000_000_000_000,
                    cacheReadInputTokens: 1_000_000_000_000,
                    cacheCreationInputTokens: 1_000_000_000_000
                )
            ),
        ]
    )
    func counts(_ json: String, _ expected: TokenUsage) throws {
        let document = json.utf8Span.span.bytes
        let usage = UpstreamUsage(reading: try JSON.validate(document), in: document)

        #expect(usage?.tokens == expected)
    }

    @Test(
        "Something that counts nothing is no usage",
        arguments: [
            "{}", "null", #"{"prompt_tokens":null}"#, "[]", "3",
            #"{"prompt_tokens":9223372036854775807,"completion_tokens":1000000000001}"#,
        ]
    )
    func nothing(_ json: String) throws {
        let document = json.utf8Span.span.bytes

        #expect(UpstreamUsage(reading: try JSON.validate(document), in: document) == nil)
    }

    @Test(
        "Usage is found wherever a server puts it",
        arguments: [
            #"data: {"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3}}"#,
            #"data: {"choices":[],"x_groq":{"id":"r","usage":{"prompt_tokens":7,"completion_tokens":3}}}"#,
            #"data: {"choices":[{"index":0,"delta":{},"usage":{"prompt_tokens":7,"completion_tokens":3}}]}"#,
            #"data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":7,"completion_tokens":3}}"#,
            #"data: {"usage":{"prompt_tokens":7,"completion_tokens":3}}"#,
        ]
    )
    func places(_ chunk: String) throws {
        let pieces = [
            ChatAnswer.chunk(#"{"content":"a"}"#, more: #","usage":null"#), chunk + "\n\n", ChatAnswer.finish("stop"),
        ]
        let answer = try ChatAnswer(pieces + [ChatAnswer.done])

        #expect(answer.usage == TokenUsage(inputTokens: 7, outputTokens: 3))
        #expect(answer.message.usage["input_tokens"] == 7)
        #expect(answer.message.usage["output_tokens"] == 3)
    }

    @Test("The last count replaces those before it")
    func last() throws {
        let pieces = (1...3).map {
            ChatAnswer.chunk(#"{"content":"a"}"#, more: #","usage":{"prompt_tokens":7,"completion_tokens":\#($0)}"#)
        }
        let answer = try ChatAnswer(pieces + [ChatAnswer.finish("stop"), ChatAnswer.done])

        #expect(answer.usage.outputTokens == 3)
    }

    @Test("What nobody counted is estimated for the client and unknown to the history")
    func unknown() throws {
        let text = String(repeating: "word ", count: 20)
        let answer = try ChatAnswer([
            ChatAnswer.chunk(#"{"content":"\#(text)"}"#), ChatAnswer.finish("stop"), ChatAnswer.done,
        ])

        #expect(answer.usage == TokenUsage())
        #expect(answer.message.usage["input_tokens"] == 12)
        #expect(answer.message.usage["output_tokens"] == 25)
        #expect(answer.message.usage["cache_read_input_tokens"] == 0)
    }

    @Test("Caches, reasoning and the price are passed on")
    func everything() throws {
        let usage =
            #"{"prompt_tokens":100,"completion_tokens":30,"cost":0.00125,"prompt_tokens_details":{"cached_tokens":60,"#
            + #""cache_write_tokens":10},"completion_tokens_details":{"reasoning_tokens":25}}"#
        let end = #"data: {"choices":[{"delta":{},"finish_reason":"stop"}],"usage":\#(usage)}"# + "\n\n"
        let answer = try ChatAnswer([ChatAnswer.chunk(#"{"content":"a"}"#), end, ChatAnswer.done])

        #expect(answer.reportedCostUSD == 0.00125)
        #expect(
            answer.message.usage == [
                "input_tokens": 30, "cache_read_input_tokens": 60, "cache_creation_input_tokens": 10,
                "output_tokens": 30,
            ]
        )
        #expect(answer.message.thinkingTokens == 25)
    }
}
