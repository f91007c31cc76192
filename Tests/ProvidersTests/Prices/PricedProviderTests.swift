import Testing

@testable import Providers

@Suite("Whose prices a configured provider has")
struct PricedProviderTests {
    private func input(_ kind: String, _ model: String, address: String? = nil, endpoint: String? = nil) -> Double? {
        let target = Target(provider: "any-name", model: model, endpoint: endpoint)
        return PriceTable.standard.price(for: target, of: PricedProvider(kind: kind, address: address))?.standard.input
    }

    @Test("A built-in provider has its vendor's prices, wherever it is reached")
    func builtIn() {
        #expect(input("openai", "gpt-5") == 1.25)
        #expect(input("anthropic", "claude-opus-5", address: "https://gateway.example.com") == 5)
        #expect(input("groq", "openai/gpt-oss-120b") == 0.15)
        #expect(input("cerebras", "gpt-oss-120b") == 0.35)
        #expect(input("openrouter", "openai/gpt-oss-120b") == 0.18)
    }

    @Test("A compatible server has the prices of the vendor whose address it has")
    func compatible() {
        #expect(input("openai-compatible", "deepseek-chat", address: "https://api.deepseek.com/v1") == 0.28)
        #expect(input("anthropic-compatible", "deepseek-chat", address: "https://api.deepseek.com/anthropic") == 0.28)
        #expect(input("anthropic-compatible", "glm-4.7", address: "HTTPS://API.Z.AI:443/api/anthropic") == 0.6)
        #expect(input("openai-compatible", "gpt-5", address: "https://user@api.openai.com/v1") == 1.25)
        #expect(
            input("openai-compatible", "kimi-k3", address: "http://127.0.0.1", endpoint: "https://api.moonshot.ai/v1")
                == 3
        )
    }

    @Test(
        "A server that is no vendor's has no prices",
        arguments: [
            "http://127.0.0.1:11434/v1", "https://gateway.example.com/api.openai.com",
            "https://notapi.openai.com.example",
            "https://evilapi.openai.com", "https://api.moonshot.cn/v1", "", "https://",
        ]
    )
    func stranger(address: String) {
        for model in ["gpt-5", "kimi-k3"] { #expect(input("openai-compatible", model, address: address) == nil) }
    }

    @Test("OpenAI's regional hosts are dearer")
    func regions() {
        #expect(input("openai", "gpt-6-sol", address: "https://eu.api.openai.com/v1") == 2.2)
        #expect(input("openai-compatible", "gpt-6-sol", address: "https://us.api.openai.com/v1") == 2.2)
        #expect(input("openai", "gpt-6-sol", address: "https://api.openai.com/v1") == 2)
    }

    @Test("A Bedrock target without a region has the provider's")
    func bedrockRegion() {
        let provider = PricedProvider(kind: "bedrock", region: "us-gov-west-1")
        let table = PriceTable.standard
        let here = Target(provider: "b", model: "anthropic.claude-opus-5")
        let elsewhere = Target(provider: "b", model: "anthropic.claude-opus-5", region: "eu-west-1")

        #expect(table.price(for: here, of: provider)?.standard.input == 6)
        #expect(table.price(for: elsewhere, of: provider)?.standard.input == 5)
    }
}
