import Foundation
import Server
import SimulatedUpstream

/// The demo's configuration: two routes across three vendors, with variants that are throttled soon or fail now and then.
enum DemoSetup {
    static let fileName = "demo"
    static let tight = "us.anthropic.claude-sonnet-4-6"
    static let flaky = "eu.anthropic.claude-sonnet-4-6"
    static let small = "global.anthropic.claude-haiku-4-5-20251001-v1:0"
    static let groq = "openai/gpt-oss-120b"
    /// Takes tools over the Responses API.
    static let openAI = "gpt-6.1-terra"

    static var databasePath: String {
        let folder = FileManager.default.temporaryDirectory.path
        return "\(folder)/claude-proxy-demo-\(ProcessInfo.processInfo.processIdentifier).db"
    }

    /// The keys are AWS's published examples, and one that nobody has; the simulated vendors check them and the signatures
    /// made with them.
    static let environment = [
        "AWS_ACCESS_KEY_ID": AcceptedCredentials.Key.example.accessKeyID,
        "AWS_SECRET_ACCESS_KEY": AcceptedCredentials.Key.example.secretAccessKey,
        "AWS_EC2_METADATA_DISABLED": "true",
        "GROQ_API_KEY": AcceptedCredentials.exampleAPIKey,
        "OPENAI_API_KEY": AcceptedCredentials.exampleAPIKey,
    ]

    static func yaml(_ upstreams: DemoUpstreams) -> String {
        """
        providers:
          bedrock:
            region: us-east-1
            endpoint: \(upstreams.bedrock.baseURL)
          groq:
            base_url: \(upstreams.groq.baseURL)/openai/v1
          openai:
            base_url: \(upstreams.openAI.baseURL)/v1
        routing:
          rate_limit_seconds: 30
          models:
            - model: haiku
              provider_sequence:
                - name: groq
                  variants:
                    - model: \(groq)
                - name: bedrock
                  variants:
                    - model: \(small)
            - model: default
              provider_sequence:
                - name: bedrock
                  variants:
                    - model: \(tight)
                    - model: \(flaky)
                - name: openai
                  variants:
                    - model: \(openAI)

        """
    }

    static func invitation(_ addresses: ProxyServer.Addresses) -> String {
        let page = addresses.dashboardPort.map { "Then look at http://\(addresses.host):\($0)\n" } ?? ""
        return """
            Try it (Bedrock's first variant takes two requests a minute and its second fails now and then; then OpenAI answers):
              curl -N http://\(addresses.host):\(addresses.port)/v1/messages -d '{"model":"claude-sonnet-4-6",\
            "max_tokens":100,"stream":true,"messages":[{"role":"user","content":"Hello"}]}'
            \(page)Stop with Ctrl-C.

            """
    }
}
