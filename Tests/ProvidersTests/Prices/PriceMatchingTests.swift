import MessagesAPI
@testable import Providers
import Testing

@Suite("Which price a model id has")
struct PriceMatchingTests {
    private let table = PriceTable.standard

    private func input(_ vendor: String, _ model: String, _ region: String? = nil) -> Double? {
        table.price(vendor: vendor, model: model, region: region)?.standard.input
    }

    @Test(
        "A date, an alias and the vendor's own name do not change the price",
        arguments: [
            ("anthropic", "claude-opus-4-5", 5.0), ("anthropic", "claude-opus-4-5-20251101", 5),
            ("anthropic", "claude-opus-4-5-20991231", 5), ("anthropic", "anthropic/claude-haiku-5-5", 0.1),
            ("anthropic", "claude-sonnet-4-20250514", 3), ("anthropic", "claude-sonnet-4", 3),
            ("anthropic", "claude-sonnet-4-0", 3), ("anthropic", "claude-3-7-sonnet-latest", 3),
            ("anthropic", "claude-3-haiku", 0.25),
            ("openai", "gpt-5-2025-08-07", 1.25), ("openai", "gpt-5-2029-01-31", 1.25), ("openai", "gpt-5", 1.25),
            ("openai", "openai/gpt-4.1-mini", 0.4), ("openai", "gpt-6.1-sol", 2),
            ("groq", "openai/gpt-oss-120b", 0.15), ("groq", "llama-3.1-8b-instant", 0.05),
            ("cerebras", "gpt-oss-120b", 0.35), ("cerebras", "cerebras/gpt-oss-120b", 0.35),
            ("openrouter", "openai/gpt-oss-120b", 0.18), ("openrouter", "openrouter/openai/gpt-5", 1.25),
            ("openrouter", "openai/gpt-5-2025-08-07", 1.25), ("openrouter", "anthropic/claude-opus-5:nitro", 5),
            ("openrouter", "qwen/qwen3-coder:exacto", 0.22), ("openrouter", "z-ai/glm-5:floor", 0.8),
            ("gemini", "models/gemini-2.5-flash", 0.3), ("deepseek", "deepseek-chat", 0.28),
            ("mistral", "devstral-latest", 0.4),
        ]
    )
    func known(vendor: String, model: String, price: Double) {
        #expect(input(vendor, model) == price)
    }

    @Test(
        "What is not listed is unknown, however much it looks like something that is",
        arguments: [
            ("anthropic", "claude-fable-5-2"), ("anthropic", "claude-mythos-5-2"), ("anthropic", "claude"),
            ("anthropic", "claude-opus-4-5-turbo"), ("anthropic", "my-claude-opus-4-5"), ("anthropic", ""),
            ("anthropic", "claude-opus-4-5-20251301"), ("anthropic", "-20250929"), ("anthropic", "claude-opus-4"),
            ("openai", "gpt-5-chat-latest"), ("openai", "ft:gpt-4o-mini-2024-07-18:me::1"), ("openai", "gpt-5-latest"),
            ("openai", "claude-opus-4-5"), ("groq", "gpt-oss-120b"), ("cerebras", "openai/gpt-oss-120b"),
            ("openrouter", "qwen/qwen3-coder:free"), ("openrouter", "openai/gpt-5:online"),
            ("openrouter", "openai/gpt-5:something"), ("openrouter", "gpt-5"),
            ("openrouter", "anthropic/claude-opus-5.5"),
            ("localhost", "gpt-5"), ("", "gpt-5"),
        ]
    )
    func unknown(vendor: String, model: String) {
        #expect(table.price(vendor: vendor, model: model) == nil)
    }

    @Test(
        "A Bedrock id costs by where it runs",
        arguments: [
            ("anthropic.claude-opus-4-8", nil, 5.0), ("global.anthropic.claude-opus-4-8", nil, 5),
            ("us.anthropic.claude-opus-4-8", nil, 5.5), ("apac.anthropic.claude-opus-4-8", nil, 5.5),
            ("us-gov.anthropic.claude-opus-4-8", nil, 6), ("anthropic.claude-opus-4-8", "us-gov-west-1", 6),
            ("anthropic.claude-opus-4-8", "us-west-2", 5), ("us.anthropic.claude-opus-4-8", "us-gov-west-1", 5.5),
            // A geography and a partition that the table does not list for the model.
            ("jp.anthropic.claude-fable-5-1", nil, 11), ("us-gov.anthropic.claude-opus-4-7", nil, 6),
            ("us-gov.anthropic.claude-haiku-4-5-20251001-v1:0", nil, 1.2),
            ("anthropic.claude-haiku-4-5-20251001-v1:0", "us-gov-east-1", 1.2),
            // Older than 4.5: one price everywhere.
            ("eu.anthropic.claude-sonnet-4-20250514-v1:0", nil, 3),
            ("au.anthropic.claude-opus-4-1-20250805-v1:0", nil, 15),
            // Versions and dates left out.
            ("eu.anthropic.claude-opus-4-6", nil, 5.5), ("anthropic.claude-opus-4-6-v1:0", nil, 5),
            ("anthropic.claude-haiku-4-5", nil, 1), ("us.anthropic.claude-sonnet-4-5-20250929", nil, 3.3),
            // ARNs.
            ("arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-opus-4-5-20251101-v1:0", nil, 5),
            ("arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-6", nil, 3.3),
            ("arn:aws:bedrock:us-east-1:123456789012:inference-profile/global.anthropic.claude-sonnet-4-6", nil, 3),
            ("arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/anthropic.claude-sonnet-5", "us-east-1", 2.4),
        ] as [(String, String?, Double)]
    )
    func bedrock(model: String, region: String?, price: Double) throws {
        #expect(abs(try #require(input("bedrock", model, region)) - price) < 1e-9)
    }

    @Test(
        "A Bedrock name that tells no model has no price",
        arguments: [
            "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abcdef123456",
            "arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/us.anthropic.claude-sonnet-4-6",
            "arn:aws:bedrock:us-east-1:123456789012:provisioned-model/anthropic.claude-sonnet-4-6",
            "arn:aws:bedrock:us-east-1:123456789012:custom-model/anthropic.claude-sonnet-4-6/x",
            "arn:aws:bedrock:us-east-1", "arn:", "", "claude-sonnet-4-6", "us.claude-sonnet-4-6", "anthropic.",
            "us.meta.llama4-scout-17b-instruct-v1:0", "anthropic.claude-fable-5-2", "us.us.anthropic.claude-sonnet-4-6",
        ]
    )
    func bedrockUnknown(model: String) {
        #expect(table.price(vendor: "bedrock", model: model) == nil)
    }

    @Test("OpenAI's regional hosts cost 10 % more for the models that say so")
    func openAIHosts() {
        #expect(input("openai", "gpt-6-sol", "eu") == 2.2)
        #expect(input("openai", "gpt-6-sol", "us") == 2.2)
        #expect(input("openai", "gpt-4.1", "eu") == 2)
        let price = table.price(vendor: "openai", model: "gpt-6-astra", region: "eu")
        #expect(abs((price?.longPrompt?.rates.output ?? 0) - 82.5) < 1e-9)
        #expect(abs((price?.flex?.shortCacheWrite ?? 0) - 6.875) < 1e-9)
    }

    @Test(
        "A date at the end is one only if it can be",
        arguments: [
            ("a-20250929", "a"), ("a-2025-09-29", "a"), ("a-20251329", "a-20251329"), ("a-2025-09-00", "a-2025-09-00"),
            ("a-19990101", "a-19990101"), ("a-0905", "a-0905"), ("a-v1", "a"), ("a-v1:0", "a"),
            ("a-v1:0:200k", "a-v1:0:200k"),
            ("a-20250929-v1:0", "a"), ("a-v", "a-v"), ("a-v1:", "a-v1:"), ("a-version", "a-version"), ("", ""),
            ("-", "-"),
        ]
    )
    func suffixes(id: String, stripped: String) {
        #expect(ModelIDSuffix.stripped(from: id) == stripped)
    }
}
