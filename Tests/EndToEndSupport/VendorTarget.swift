package import SimulatedUpstream

/// A simulated vendor as the proxy's configuration sees it.
package struct VendorTarget: Sendable {
    package let vendor: Vendor
    /// The provider's name in the configuration.
    package let provider: String
    /// What is put behind the simulated upstream's address.
    let path: String
    /// A model that the vendor has.
    package let model: String

    /// Every vendor, by the model that an agent would use there.
    package static let all: [VendorTarget] =
        [bedrock, anthropic, openAI, openAIResponses, groq, cerebras]
        + [openRouter, openRouterClaude, compatible]

    package static let bedrock = VendorTarget(.bedrock, "bedrock", path: "", model: "us.anthropic.claude-sonnet-4-6")
    package static let anthropic = VendorTarget(.anthropic, "anthropic", path: "", model: "claude-sonnet-4-6")
    /// Chat Completions.
    package static let openAI = VendorTarget(.openAI, "openai", path: "/v1", model: "gpt-5.1")
    /// A model that takes tools over the Responses API only.
    package static let openAIResponses = VendorTarget(.openAI, "openai", path: "/v1", model: "gpt-5.6")
    package static let groq = VendorTarget(.groq, "groq", path: "/openai/v1", model: "openai/gpt-oss-120b")
    package static let cerebras = VendorTarget(.cerebras, "cerebras", path: "/v1", model: "gpt-oss-120b")
    package static let openRouter = VendorTarget(.openRouter, "openrouter", path: "/api/v1", model: "z-ai/glm-5.1")
    /// A Claude, for which the proxy uses OpenRouter's Messages endpoint.
    package static let openRouterClaude = VendorTarget(
        .openRouter,
        "openrouter",
        path: "/api/v1",
        model: "anthropic/claude-sonnet-4.6"
    )
    package static let compatible = VendorTarget(.compatible, "local", path: "/v1", model: "some-model")

    private init(_ vendor: Vendor, _ provider: String, path: String, model: String) {
        self.vendor = vendor
        self.provider = provider
        self.path = path
        self.model = model
    }

    /// The block of `providers` for this vendor at an address.
    package func yaml(baseURL: String) -> String {
        guard vendor != .bedrock else {
            return """
                  bedrock:
                    region: us-east-1
                    endpoint: \(baseURL)

                """
        }
        let type = vendor == .compatible ? "    type: openai-compatible\n" : ""
        return """
              \(provider):
            \(type)    base_url: \(baseURL)\(path)
                api_key: \(AcceptedCredentials.exampleAPIKey)

            """
    }

    /// One step of a route's `provider_sequence`.
    package func step(model: String? = nil, indent: String) -> String {
        """
        \(indent)- name: \(provider)
        \(indent)  variants:
        \(indent)    - model: \(model ?? self.model)

        """
    }
}
