import MessagesAPI
import Testing

@testable import Providers

@Suite("What an answer costs")
struct ModelPriceCostTests {
    /// 2026-11-25T03:00:00Z, a Wednesday, within DeepSeek's peak hours.
    private static let peak = 1_795_575_600

    private func cost(
        _ vendor: String,
        _ model: String,
        _ usage: TokenUsage,
        region: String? = nil,
        at seconds: Int = peak
    ) throws -> Double? {
        try #require(PriceTable.standard.price(vendor: vendor, model: model, region: region))
            .costUSD(of: usage, at: seconds)
    }

    private func expect(_ cost: Double?, _ expected: Double?, _ location: SourceLocation = #_sourceLocation) {
        guard let cost, let expected else {
            #expect(cost == expected, sourceLocation: location)
            return
        }
        #expect(abs(cost - expected) <= 1e-12 + expected * 1e-12, sourceLocation: location)
    }

    @Test("Anthropic: input, cache read, writes for 5 minutes and an hour, and output, each at its price")
    func anthropic() throws {
        var usage = TokenUsage(inputTokens: 1000, outputTokens: 500, cacheReadInputTokens: 4000)
        // 1000 × 3 + 500 × 15 + 4000 × 0.3 = 11,700 millionths.
        expect(try cost("anthropic", "claude-sonnet-4-6", usage), 0.0117)

        // Without a split all writes are for 5 minutes: + 2000 × 3.75.
        usage.cacheCreationInputTokens = 2000
        expect(try cost("anthropic", "claude-sonnet-4-6", usage), 0.0192)

        // 1500 of them for an hour: 500 × 3.75 + 1500 × 6.
        usage.cacheCreationOneHourInputTokens = 1500
        expect(try cost("anthropic", "claude-sonnet-4-6", usage), 0.022575)
    }

    @Test("Cache reads follow the table, not a factor")
    func cacheRead() throws {
        let usage = TokenUsage(inputTokens: 0, outputTokens: 0, cacheReadInputTokens: 1_000_000)

        expect(try cost("anthropic", "claude-opus-5", usage), 0.5)
        expect(try cost("anthropic", "claude-opus-5-5", usage), 0.2)
        expect(try cost("anthropic", "claude-fable-5-1", usage), 0.25)
    }

    @Test("An hour's writes cost 2 × input on Claude models whose entry leaves them out")
    func hourRule() throws {
        var usage = TokenUsage(inputTokens: 0, outputTokens: 0, cacheCreationInputTokens: 100_000)
        usage.cacheCreationOneHourInputTokens = 100_000

        expect(try cost("openrouter", "anthropic/claude-opus-4.5", usage), 1)
        expect(try cost("bedrock", "us.anthropic.claude-sonnet-4-20250514-v1:0", usage), 0.6)
        usage.serviceTier = .batch
        expect(try cost("anthropic", "claude-sonnet-4-6", usage), 0.3)
    }

    @Test("A long prompt moves the whole request to the higher price, output included")
    func longPrompt() throws {
        let below = TokenUsage(
            inputTokens: 20_000,
            outputTokens: 1000,
            cacheReadInputTokens: 50_000,
            cacheCreationInputTokens: 30_000
        )
        var above = below
        above.inputTokens = 20_001

        // Exactly 100,000: 20,000 × 0.1 + 50,000 × 0.01 + 30,000 × 0.125 + 1000 × 0.5.
        expect(try cost("anthropic", "claude-haiku-5-5", below), 0.00675)
        // One more: 20,001 × 0.5 + 50,000 × 0.05 + 30,000 × 0.625 + 1000 × 2.5.
        expect(try cost("anthropic", "claude-haiku-5-5", above), 0.0337505)
        // 4.6 and later have no second price.
        let huge = TokenUsage(inputTokens: 900_000, outputTokens: 0)
        expect(try cost("anthropic", "claude-opus-4-6", huge), 4.5)
        expect(try cost("openai", "gpt-5.5", TokenUsage(inputTokens: 272_000, outputTokens: 1000)), 1.39)
        expect(try cost("openai", "gpt-5.5", TokenUsage(inputTokens: 272_001, outputTokens: 1000)), 2.76501)
    }

    @Test("OpenAI charges cache writes from 5.6 on, as input before; the longer lifetime is told apart")
    func openAI() throws {
        var usage = TokenUsage(
            inputTokens: 1000,
            outputTokens: 100,
            cacheReadInputTokens: 2000,
            cacheCreationInputTokens: 4000
        )
        // 1000 × 4 + 2000 × 0.4 + 4000 × 5 + 100 × 20.
        expect(try cost("openai", "gpt-5.6", usage), 0.0268)
        // 1000 × 1.25 + 2000 × 0.125 + 4000 × 1.25 + 100 × 10.
        expect(try cost("openai", "gpt-5", usage), 0.0075)
        // No price for cached input: as input. 7000 × 21 + 100 × 168.
        expect(try cost("openai", "gpt-5.2-pro", usage), 0.1638)

        usage.cacheCreationOneHourInputTokens = 4000
        expect(try cost("openai", "gpt-5.6", usage), 0.0468)
    }

    @Test("A vendor that sells one lifetime charges writes at its price, unless they are said to be shorter")
    func oneLifetime() throws {
        var usage = TokenUsage(inputTokens: 0, outputTokens: 0, cacheCreationInputTokens: 1_000_000)

        expect(try cost("moonshot", "kimi-k3", usage), 6)
        usage.cacheCreationOneHourInputTokens = 400_000
        expect(try cost("moonshot", "kimi-k3", usage), nil)
    }

    @Test("The class of processing has its own prices; one without any is unknown")
    func serviceTiers() throws {
        var usage = TokenUsage(inputTokens: 1000, outputTokens: 1000, cacheReadInputTokens: 1000)
        usage.serviceTier = .flex
        // 2.5 + 15 + 0.25 per million.
        expect(try cost("openai", "gpt-5.5", usage), 0.01775)
        usage.serviceTier = .priority
        expect(try cost("openai", "gpt-5.5", usage), 0.08875)
        expect(try cost("anthropic", "claude-opus-5", usage), nil)
        usage.serviceTier = .batch
        expect(try cost("anthropic", "claude-opus-5", usage), 0.01525)
        // The class names no price for cached input although the model has one.
        expect(try cost("openai", "gpt-4.1", usage), nil)
        usage.cacheReadInputTokens = 0
        expect(try cost("openai", "gpt-4.1", usage), 0.005)
        usage.serviceTier = .other
        expect(try cost("openai", "gpt-5.5", usage), nil)
    }

    @Test("A class and a long prompt multiply")
    func tierOfLongPrompt() throws {
        var usage = TokenUsage(inputTokens: 300_000, outputTokens: 1000)
        usage.serviceTier = .flex

        // Half of 300,000 × 10 + 1000 × 45.
        expect(try cost("openai", "gpt-5.5", usage), 1.5225)
    }

    @Test("Fast mode and a place in the United States multiply every token price, and each other")
    func multipliers() throws {
        var usage = TokenUsage(inputTokens: 1000, outputTokens: 100, cacheReadInputTokens: 10_000)
        // 1000 × 4 + 100 × 20 + 10,000 × 0.2.
        expect(try cost("anthropic", "claude-opus-5-5", usage), 0.008)
        usage.speed = .fast
        expect(try cost("anthropic", "claude-opus-5-5", usage), 0.016)
        usage.inferenceGeo = .us
        expect(try cost("anthropic", "claude-opus-5-5", usage), 0.0176)
        usage.speed = nil
        expect(try cost("anthropic", "claude-opus-5-5", usage), 0.0088)
    }

    @Test("A speed or a place without a known factor is unknown; the place matters at Anthropic alone")
    func unknownMultipliers() throws {
        var usage = TokenUsage(inputTokens: 1_000_000, outputTokens: 0)
        usage.speed = .fast
        expect(try cost("anthropic", "claude-sonnet-4-6", usage), nil)
        usage.speed = .other
        expect(try cost("anthropic", "claude-opus-5-5", usage), nil)
        usage.speed = nil
        usage.inferenceGeo = .other
        expect(try cost("anthropic", "claude-opus-5-5", usage), nil)
        expect(try cost("bedrock", "us.anthropic.claude-opus-5-5", usage), 4.4)
        usage.inferenceGeo = .us
        expect(try cost("anthropic", "claude-haiku-4-5", usage), nil)
        expect(try cost("bedrock", "us.anthropic.claude-opus-5-5", usage), 4.4)
    }

    @Test("A thousand web searches cost 10 USD at Anthropic and OpenAI, whatever else multiplies")
    func webSearches() throws {
        var usage = TokenUsage(inputTokens: 0, outputTokens: 0)
        usage.webSearchRequests = 3
        usage.speed = .fast

        expect(try cost("anthropic", "claude-opus-5-5", usage), 0.03)
        usage.speed = nil
        expect(try cost("openai", "gpt-5", usage), 0.03)
        expect(try cost("openrouter", "openai/gpt-5", usage), nil)
        usage.webSearchRequests = 0
        expect(try cost("openrouter", "openai/gpt-5", usage), 0)
    }

    @Test("DeepSeek is cheaper outside its peak hours")
    func offPeak() throws {
        let usage = TokenUsage(inputTokens: 1_000_000, outputTokens: 1_000_000, cacheReadInputTokens: 1_000_000)

        expect(try cost("deepseek", "deepseek-v4-pro", usage), 1.32 + 3.96 + 0.044)
        // An hour and a second later it is past four.
        expect(try cost("deepseek", "deepseek-v4-pro", usage, at: Self.peak + 3601), 0.66 + 1.98 + 0.022)
        // Saturday at the same hour.
        expect(try cost("deepseek", "deepseek-v4-pro", usage, at: Self.peak + 3 * 86_400), 0.66 + 1.98 + 0.022)
        expect(try cost("deepseek", "deepseek-chat", usage, at: Self.peak + 3601), 0.28 + 0.42 + 0.028)
    }

    @Test("Without input or output tokens nothing is known; without a word of the cache it was not used")
    func unknownCounts() throws {
        expect(try cost("groq", "openai/gpt-oss-20b", TokenUsage()), nil)
        expect(try cost("groq", "openai/gpt-oss-20b", TokenUsage(inputTokens: 5)), nil)
        expect(try cost("groq", "openai/gpt-oss-20b", TokenUsage(outputTokens: 5)), nil)
        expect(try cost("groq", "openai/gpt-oss-20b", TokenUsage(inputTokens: -1, outputTokens: 5)), nil)
        expect(try cost("groq", "openai/gpt-oss-20b", TokenUsage(inputTokens: 1, outputTokens: -5)), nil)
        expect(try cost("groq", "openai/gpt-oss-20b", TokenUsage(inputTokens: 0, outputTokens: 0)), 0)
        expect(try cost("groq", "openai/gpt-oss-20b", TokenUsage(inputTokens: 1000, outputTokens: 1000)), 0.000375)
        var partial = TokenUsage(inputTokens: 1000, outputTokens: 1000)
        partial.isPartial = true
        expect(try cost("groq", "openai/gpt-oss-20b", partial), nil)
        // The table says that reading GLM's cache is free there.
        let cached = TokenUsage(inputTokens: 0, outputTokens: 0, cacheReadInputTokens: 1000)
        expect(try cost("openrouter", "z-ai/glm-4.7", cached), 0)
    }

    @Test("Counts beyond all reason neither crash nor overflow")
    func hugeCounts() throws {
        let usage = TokenUsage(
            inputTokens: .max,
            outputTokens: .max,
            cacheReadInputTokens: .max,
            cacheCreationInputTokens: .max
        )
        for price in PriceTable.standard.prices {
            let cost = price.costUSD(of: usage, at: .max)
            #expect(cost.map(\.isFinite) ?? true)
            _ = price.costUSD(of: usage, at: .min)
        }
    }
}
