extension ChatCompletionsVendor {
    /// Azure OpenAI, and Azure AI Foundry's models behind the same dialect.
    ///
    /// The address is the resource's: `https://NAME.openai.azure.com` for the v1 API, where the model is the deployment's
    /// name, or `https://NAME.openai.azure.com/openai/deployments/DEPLOYMENT?api-version=VERSION` for the classic one.
    /// Fields that only late versions of the API know are not sent.
    /// - Note: Source: https://learn.microsoft.com/azure/ai-foundry/openai/api-version-lifecycle and
    ///   https://learn.microsoft.com/azure/ai-foundry/openai/reference, seen 2026-11-22.
    public static let azure = Self(
        id: "azure",
        displayName: "Azure OpenAI",
        baseURL: nil,
        apiKeyVariable: "AZURE_OPENAI_API_KEY",
        defaultPath: "/openai/v1",
        quirks: ChatCompletionsQuirks {
            $0 = openAI.quirks
            $0.acceptsSafetyIdentifier = false
            $0.acceptsPromptCacheKey = false
        }
    ).with {
        $0.hosts = ["openai.azure.com", "services.ai.azure.com", "cognitiveservices.azure.com"]
        $0.authentication = .apiKeyHeader
        $0.hasResponses = true
    }
}
