import Providers

/// Vendors that differ in all that the translation looks at, whatever the real ones are like today.
enum ChatTestVendors {
    static let all: [String: ChatCompletionsQuirks] = [
        "plain": ChatCompletionsQuirks(), "openai": openAI, "openrouter": openRouter, "groq": groq,
        "cerebras": cerebras,
        "deepseek": deepSeek, "kimi": kimi, "qwen": qwen, "mistral": mistral, "tiny": tiny,
    ]

    private static let openAI = ChatCompletionsQuirks { quirks in
        quirks.maxTokensField = .maxCompletionTokens
        quirks.systemRole = .developerForReasoning
        quirks.systemContent = .parts
        quirks.laterSystemTurns = .inPlace
        quirks.textContent = .parts
        quirks.emptyToolResult = ""
        quirks.mergesUserTurns = false
        quirks.acceptsFiles = true
        quirks.acceptsSafetyIdentifier = true
        quirks.acceptsPromptCacheKey = true
        quirks.acceptsParallelToolCalls = true
        quirks.schemaRules = .openAI
        quirks.reasoningRequest = .effort
        quirks.models = .openAI
    }

    private static let openRouter = ChatCompletionsQuirks { quirks in
        quirks.minimumMaxTokens = 16
        quirks.laterSystemTurns = .inPlace
        quirks.mergesUserTurns = false
        quirks.acceptsFileAddresses = true
        quirks.cacheControlModels = ["anthropic/"]
        quirks.acceptsTopK = true
        quirks.webSearch = .openRouterPlugin
        quirks.reasoningRequest = .object
        quirks.reasoningReplay = .reasoningDetails
    }

    private static let groq = ChatCompletionsQuirks { quirks in
        quirks.toolResultParts = true
        quirks.reasoningRequest = .effort
        quirks.reasoningReplay = .reasoning
        quirks.models = .table([.init("gpt-oss", effortLevels: ["low", "medium", "high"], takesImages: false)])
        quirks.fixedFields = [
            .init("reasoning_format", json: #""parsed""#, when: .reasoningModel),
            .init("disable_tool_validation", json: "true", when: .tools),
        ]
    }

    private static let cerebras = ChatCompletionsQuirks { quirks in
        quirks.maxTokensField = .maxCompletionTokens
        quirks.maxTokensCeiling = 8192
    }

    private static let deepSeek = ChatCompletionsQuirks { quirks in
        quirks.responseFormat = .jsonObject
        quirks.forcesToolsWhileReasoning = false
        quirks.reasoningRequest = .thinkingType
        quirks.reasoningReplay = .requiredReasoningContent
        quirks.models = .table([.init("chat"), .init("reasoner")])
    }

    private static let kimi = ChatCompletionsQuirks { quirks in
        quirks.requiredToolChoice = nil
        quirks.emptyAssistantContent = .space
        quirks.models = .table([.init("thinking")])
        quirks.reasoningReplay = .requiredReasoningContent
    }

    private static let qwen = ChatCompletionsQuirks { quirks in
        quirks.reasoningRequest = .enableThinking
        quirks.models = .table([.init("qwen3")])
        quirks.reasoningReplay = .reasoningContent
    }

    private static let mistral = ChatCompletionsQuirks { quirks in
        quirks.usesStreamOptions = false
        quirks.requiredToolChoice = "any"
        quirks.emptyAssistantContent = .empty
        quirks.toolCallIDs = .nineAlphanumeric
        quirks.prefill = .prefix
    }

    private static let tiny = ChatCompletionsQuirks { quirks in quirks.toolLimit = 3 }
}
