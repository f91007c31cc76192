import Providers
import Testing

@Suite("What vendors take")
struct QuirksTests {
    @Test("Effort is asked for at the levels that the vendor's model knows")
    func efforts() {
        let groq = ChatCompletionsVendor.groq.quirks
        #expect(groq.effortLevels(of: "openai/gpt-oss-120b") == ["low", "medium", "high"])
        #expect(groq.effortLevels(of: "qwen/qwen3-32b") == ["none", "default"])
        #expect(groq.effortLevels(of: "llama-3.3-70b-versatile").isEmpty)
        #expect(ChatCompletionsVendor.cerebras.quirks.effortLevels(of: "qwen-3-coder-480b").isEmpty)
        #expect(ChatCompletionsVendor.openAI.quirks.effortLevels(of: "gpt-5.1") == ["none", "low", "medium", "high"])
        #expect(ChatCompletionsVendor.compatible.quirks.effortLevels(of: "gpt-5.1").isEmpty)
        #expect(ChatCompletionsVendor.xAI.quirks.effortLevels(of: "grok-3-mini") == ["low", "high"])
        #expect(ChatCompletionsVendor.xAI.quirks.effortLevels(of: "grok-4").isEmpty)
    }

    @Test("Reasoning models are told from others by name, whatever its letters' case")
    func reasoning() {
        let groq = ChatCompletionsVendor.groq.quirks
        #expect(groq.isReasoning(model: "OpenAI/GPT-OSS-20B"))
        #expect(!groq.isReasoning(model: "moonshotai/kimi-k2-instruct"))
        #expect(ChatCompletionsVendor.openAI.quirks.isReasoning(model: "o3"))
        #expect(!ChatCompletionsVendor.openAI.quirks.isReasoning(model: "gpt-4.1"))
        #expect(ChatCompletionsVendor.deepSeek.quirks.isReasoning(model: "deepseek-chat"))
        #expect(!ChatCompletionsVendor.compatible.quirks.isReasoning(model: "o3"))
    }

    @Test("Images go only to models that see")
    func images() {
        let groq = ChatCompletionsVendor.groq.quirks
        #expect(groq.takesImages(model: "meta-llama/llama-4-scout-17b-16e-instruct"))
        #expect(!groq.takesImages(model: "llama-3.3-70b-versatile"))
        #expect(!ChatCompletionsVendor.cerebras.quirks.takesImages(model: "anything"))
        #expect(ChatCompletionsVendor.openAI.quirks.takesImages(model: "gpt-4o"))
        #expect(!ChatCompletionsVendor.openAI.quirks.takesImages(model: "o3-mini"))
        #expect(ChatCompletionsVendor.zai.quirks.takesImages(model: "glm-4.6v"))
        #expect(!ChatCompletionsVendor.zai.quirks.takesImages(model: "glm-4.6"))
        #expect(ChatCompletionsVendor.compatible.quirks.takesImages(model: "llava"))
        var blind = ChatCompletionsVendor.openAI.quirks
        blind.acceptsImages = false
        #expect(!blind.takesImages(model: "gpt-4o"))
    }

    @Test("Temperature and stop are left out where a model refuses them")
    func sampling() {
        let openAI = ChatCompletionsVendor.openAI.quirks
        #expect(!openAI.takesSampling(model: "gpt-5", effort: nil))
        #expect(openAI.takesSampling(model: "gpt-5.1", effort: nil))
        #expect(!openAI.takesSampling(model: "gpt-5.1", effort: "low"))
        #expect(openAI.takesSampling(model: "gpt-5.5", effort: "none"))
        #expect(openAI.takesSampling(model: "gpt-4o", effort: nil))
        #expect(openAI.stopLimit(of: "o3") == 0)
        #expect(openAI.stopLimit(of: "gpt-4o") == 4)
        #expect(ChatCompletionsVendor.xAI.quirks.stopLimit(of: "grok-4") == 0)
        #expect(ChatCompletionsVendor.moonshot.quirks.takesSampling(model: "kimi-k2-thinking", effort: nil) == false)
    }

    @Test("Cache breakpoints are kept for the models behind OpenRouter that know them")
    func cacheControl() {
        let openRouter = ChatCompletionsVendor.openRouter.quirks
        #expect(openRouter.keepsCacheControl(model: "google/gemini-3-pro"))
        #expect(!openRouter.keepsCacheControl(model: "openai/gpt-5"))
        #expect(!ChatCompletionsVendor.openAI.quirks.keepsCacheControl(model: "gpt-5"))
    }

    @Test("Each vendor's own spellings")
    func spellings() {
        #expect(ChatCompletionsVendor.openAI.quirks.maxTokensField.rawValue == "max_completion_tokens")
        #expect(ChatCompletionsVendor.groq.quirks.maxTokensField.rawValue == "max_completion_tokens")
        #expect(ChatCompletionsVendor.compatible.quirks.maxTokensField.rawValue == "max_tokens")
        #expect(ChatCompletionsVendor.cerebras.quirks.maxTokensCeiling == 16_384)
        #expect(ChatCompletionsVendor.mistral.quirks.requiredToolChoice == "any")
        #expect(ChatCompletionsVendor.mistral.quirks.toolCallIDs == .nineAlphanumeric)
        #expect(!ChatCompletionsVendor.mistral.quirks.usesStreamOptions)
        #expect(ChatCompletionsVendor.moonshot.quirks.requiredToolChoice == nil)
        #expect(ChatCompletionsVendor.deepSeek.quirks.reasoningReplay == .requiredReasoningContent)
        #expect(!ChatCompletionsVendor.deepSeek.quirks.forcesToolsWhileReasoning)
        #expect(ChatCompletionsVendor.openRouter.quirks.reasoningReplay == .reasoningDetails)
        #expect(ChatCompletionsVendor.gemini.quirks.schemaRules.contains(.withoutAdditionalProperties))
        #expect(ChatCompletionsVendor.groq.quirks.fixedFields.map(\.name) == ["reasoning_format"])
        #expect(ChatCompletionsVendor.openAI.quirks.systemRole == .developerForReasoning)
    }
}
