import Providers
import Testing

@Suite("OpenAI's models")
struct OpenAIModelTests {
    @Test(
        "A model is spoken to in the dialect that lets it reason with tools",
        arguments: [
            ("gpt-4o", .chat), ("gpt-4.1-mini", .chat), ("chatgpt-4o-latest", .chat), ("gpt-5", .chat),
            ("gpt-5-mini-2025-08-07", .chat), ("gpt-5.1", .chat), ("gpt-5-chat-latest", .chat),
            ("gpt-5.2", .responsesWithTools), ("gpt-5.4", .responsesWithTools), ("gpt-5.4-mini", .responsesWithTools),
            ("gpt-5.5", .responsesWithTools), ("gpt-5.6-sol", .responsesWithTools),
            ("gpt-5.9", .responsesWithTools), ("gpt-6-sol", .responsesWithTools),
            ("gpt-6-astra", .responsesWithTools), ("gpt-6.1-terra", .responsesWithTools),
            ("gpt-7", .responsesWithTools), ("gpt-12-mini", .responsesWithTools), ("gpt-5-codex", .responsesOnly),
            ("gpt-5-pro", .responsesOnly), ("gpt-5.1-codex-mini", .responsesOnly), ("gpt-5.2-codex", .responsesOnly),
            ("gpt-5.2-pro", .responsesOnly), ("gpt-5.3-codex", .responsesOnly), ("gpt-5.4-pro", .responsesOnly),
            ("gpt-5.5-pro", .responsesOnly), ("o3-pro", .responsesOnly), ("o3", .chat), ("o4-mini", .chat),
            ("o1", .chat), ("gpt-oss-120b", .chat), ("openai/gpt-5.5", .responsesWithTools),
            ("ft:gpt-4.1:acme::id", .chat), ("ft:gpt-5.5:acme::id", .responsesWithTools), ("my-deployment", .chat),
            ("", .chat),
        ] as [(String, OpenAIModelTraits.API)]
    )
    func api(_ model: String, _ api: OpenAIModelTraits.API) {
        #expect(OpenAIModelTraits.of(model: model).api == api)
    }

    @Test(
        "A model knows its own levels of effort",
        arguments: [
            ("o1", ["low", "medium", "high"]), ("o3", ["low", "medium", "high"]),
            ("o4-mini", ["low", "medium", "high"]),
            ("gpt-5", ["minimal", "low", "medium", "high"]), ("gpt-5-nano", ["minimal", "low", "medium", "high"]),
            ("gpt-5.1", ["none", "low", "medium", "high"]), ("gpt-5.2", ["none", "low", "medium", "high", "xhigh"]),
            ("gpt-5.4-nano", ["none", "low", "medium", "high", "xhigh"]),
            ("gpt-5.5", ["none", "low", "medium", "high", "xhigh"]), ("gpt-5.5-pro", ["medium", "high", "xhigh"]),
            ("gpt-6-luna", ["none", "low", "medium", "high", "xhigh", "max"]),
            ("gpt-6-astra", ["low", "medium", "high", "xhigh", "max"]),
            ("gpt-6.1-sol", ["low", "medium", "high", "xhigh", "max"]), ("gpt-4o", []), ("gpt-5-chat-latest", []),
        ]
    )
    func efforts(_ model: String, _ levels: [String]) {
        #expect(OpenAIModelTraits.of(model: model).effortLevels == levels)
    }

    @Test("Late reasoning models know no stop; early ones and all others do")
    func stop() {
        #expect(OpenAIModelTraits.of(model: "o1").takesStop)
        #expect(!OpenAIModelTraits.of(model: "o3").takesStop)
        #expect(!OpenAIModelTraits.of(model: "o4-mini").takesStop)
        #expect(!OpenAIModelTraits.of(model: "gpt-5").takesStop)
        #expect(OpenAIModelTraits.of(model: "gpt-4.1").takesStop)
    }
}
