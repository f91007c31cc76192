import HTTPTypes
import Providers
import Testing

@Suite("Vendors that speak Chat Completions")
struct VendorTests {
    @Test(
        "A vendor is recognised by its address",
        arguments: [
            ("https://api.openai.com/v1", "openai"), ("https://API.OPENAI.COM", "openai"),
            ("https://api.groq.com/openai/v1", "groq"), ("https://api.cerebras.ai/v1", "cerebras"),
            ("https://openrouter.ai/api/v1", "openrouter"), ("https://eu.openrouter.ai/api/v1", "openrouter"),
            ("https://api.deepseek.com/beta", "deepseek"), ("https://api.moonshot.cn/v1", "moonshot"),
            ("https://api.z.ai/api/coding/paas/v4", "zai"), ("https://open.bigmodel.cn/api/paas/v4", "zai"),
            ("https://dashscope.aliyuncs.com/compatible-mode/v1", "qwen"), ("https://api.mistral.ai/v1", "mistral"),
            ("https://generativelanguage.googleapis.com/v1beta/openai/", "gemini"), ("https://api.x.ai/v1", "xai"),
            ("https://api.minimaxi.com/v1", "minimax"), ("https://me.openai.azure.com/openai/v1", "azure"),
            ("https://api.together.xyz/v1", "together"),
            ("https://me.services.ai.azure.com/openai/v1", "azure"), ("http://127.0.0.1:11434", "ollama"),
            ("http://[::1]:11434/v1", "ollama"), ("http://desk.local:1234/v1", "lmstudio"),
            ("http://localhost:8000/v1", "openai-compatible"), ("https://notopenai.com/v1", "openai-compatible"),
            ("https://api.openai.com.evil.example/v1", "openai-compatible"), ("nonsense", "openai-compatible"),
            ("https://user:pass@api.groq.com/openai/v1", "groq"), ("ftp://api.groq.com", "openai-compatible"),
        ]
    )
    func recognised(_ address: String, _ id: String) {
        #expect(ChatCompletionsVendor.vendor(forBaseURL: address).id == id)
    }

    @Test("Every vendor is found by its name and by its own address", arguments: ChatCompletionsVendor.all)
    func itself(_ vendor: ChatCompletionsVendor) {
        #expect(ChatCompletionsVendor.named(vendor.id) == vendor)
        guard let baseURL = vendor.baseURL else { return }
        #expect(ChatCompletionsVendor.vendor(forBaseURL: baseURL) == vendor)
        #expect(baseURL.hasSuffix(vendor.defaultPath))
        #expect(baseURL.hasPrefix("https://") == (vendor.port == nil))
        #expect((vendor.apiKeyVariable != nil) == (vendor.port == nil))
    }

    @Test("No two vendors share a name, a host or a port")
    func distinct() {
        let all = ChatCompletionsVendor.all
        #expect(Set(all.map(\.id)).count == all.count)
        #expect(Set(all.map(\.displayName)).count == all.count)
        #expect(Set(all.flatMap(\.hosts)).count == all.flatMap(\.hosts).count)
        #expect(Set(all.compactMap(\.port)).count == 2)
        #expect(ChatCompletionsVendor.named("nobody") == nil)
    }

    @Test("The providers that need only a name are the six of the product")
    func builtIn() {
        #expect(
            BuiltInProviders.all.map(\.name) == ["bedrock", "anthropic", "openrouter", "openai", "cerebras", "groq"]
        )
        #expect(
            BuiltInProviders.all.map(\.apiKeyVariable) == [
                nil, "ANTHROPIC_API_KEY", "OPENROUTER_API_KEY", "OPENAI_API_KEY", "CEREBRAS_API_KEY", "GROQ_API_KEY",
            ]
        )
        #expect(BuiltInProviders.named("groq") == .vendor(.groq))
        #expect(BuiltInProviders.named("deepseek") == nil)
    }

    @Test("Only OpenRouter has models that are better spoken to by its Messages endpoint")
    func messagesModels() {
        #expect(ChatCompletionsVendor.openRouter.prefersMessages(model: "anthropic/claude-sonnet-4.6"))
        #expect(!ChatCompletionsVendor.openRouter.prefersMessages(model: "openai/gpt-5"))
        #expect(!ChatCompletionsVendor.openAI.prefersMessages(model: "anthropic/claude-sonnet-4.6"))
        for vendor in ChatCompletionsVendor.all {
            #expect(vendor.messagesModels.isEmpty == (vendor.messagesEndpoint == nil), "\(vendor.id)")
        }
    }

    @Test("A vendor that needs only a name has models in place of Claude's, which the price table knows")
    func standIns() throws {
        for case .vendor(let vendor) in BuiltInProviders.all {
            let models = try #require(vendor.standIns, "\(vendor.id)")
            for model in [models.opus, models.sonnet, models.haiku] {
                #expect(PriceTable.standard.price(vendor: vendor.id, model: model) != nil, "\(vendor.id)/\(model)")
            }
        }
    }
}
