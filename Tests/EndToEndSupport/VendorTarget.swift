package import SimulatedUpstream

/// A simulated vendor as the proxy's configuration sees it.
package struct VendorTarget: Sendable, CustomStringConvertible {
    /// The protocol in which the proxy speaks to a model.
    package enum Dialect: String, Sendable {
        /// Anthropic's own, passed on.
        case messages
        /// Chat Completions.
        case chat
        case responses
    }

    package let vendor: Vendor
    /// The provider's name in the configuration.
    package let provider: String
    /// What is put behind the simulated upstream's address.
    let path: String
    /// A model that the vendor has.
    package let model: String
    package let dialect: Dialect

    package var description: String { "\(vendor.rawValue) \(model)" }

    /// Every vendor, by the model that an agent would use there.
    package static let all: [VendorTarget] =
        [bedrock, anthropic, openAI, openAIResponses, groq, cerebras]
        + [openRouter, openRouterClaude, compatible]

    package static let bedrock = VendorTarget(.bedrock, "bedrock", "us.anthropic.claude-sonnet-4-6", .messages)
    package static let anthropic = VendorTarget(.anthropic, "anthropic", "claude-sonnet-4-6", .messages)
    package static let openAI = VendorTarget(.openAI, "openai", "gpt-5.1", path: "/v1")
    /// A model that takes tools over the Responses API only.
    package static let openAIResponses = VendorTarget(.openAI, "openai", "gpt-5.6", .responses, path: "/v1")
    /// A model that only the Responses API has.
    package static let openAICodex = VendorTarget(.openAI, "openai", "gpt-5.3-codex", .responses, path: "/v1")
    package static let groq = VendorTarget(.groq, "groq", "openai/gpt-oss-120b", path: "/openai/v1")
    package static let cerebras = VendorTarget(.cerebras, "cerebras", "gpt-oss-120b", path: "/v1")
    package static let openRouter = VendorTarget(.openRouter, "openrouter", "z-ai/glm-5.1", path: "/api/v1")
    /// A Claude, for which the proxy uses OpenRouter's Messages endpoint.
    package static let openRouterClaude = VendorTarget(
        .openRouter,
        "openrouter",
        "anthropic/claude-sonnet-4.6",
        .messages,
        path: "/api/v1"
    )
    package static let compatible = VendorTarget(.compatible, "local", "some-model", path: "/v1")

    private init(
        _ vendor: Vendor,
        _ provider: String,
        _ model: String,
        _ dialect: Dialect = .chat,
        path: String = ""
    ) {
        self.vendor = vendor
        self.provider = provider
        self.path = path
        self.model = model
        self.dialect = dialect
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
