import Foundation
import Server
import SimulatedUpstream

/// The demo's configuration: three variants, of which the first is throttled soon and the second fails now and then.
enum DemoSetup {
    static let fileName = "demo"
    static let tight = "us.anthropic.claude-sonnet-4-6"
    static let flaky = "eu.anthropic.claude-sonnet-4-6"
    static let healthy = "global.anthropic.claude-sonnet-4-6"

    static var databasePath: String {
        let folder = FileManager.default.temporaryDirectory.path
        return "\(folder)/claude-proxy-demo-\(ProcessInfo.processInfo.processIdentifier).db"
    }

    /// The keys are AWS's published examples; the simulated upstream checks signatures made with them.
    static let environment = [
        "AWS_ACCESS_KEY_ID": AcceptedCredentials.Key.example.accessKeyID,
        "AWS_SECRET_ACCESS_KEY": AcceptedCredentials.Key.example.secretAccessKey,
        "AWS_EC2_METADATA_DISABLED": "true",
    ]

    static func yaml(endpoint: String) -> String {
        """
        providers:
          bedrock:
            region: us-east-1
            endpoint: \(endpoint)
        routing:
          rate_limit_seconds: 30
          models:
            - model: default
              provider_sequence:
                - name: bedrock
                  variants:
                    - model: \(tight)
                    - model: \(flaky)
                    - model: \(healthy)

        """
    }

    static func invitation(_ addresses: ProxyServer.Addresses) -> String {
        let page = addresses.dashboardPort.map { "Then look at http://\(addresses.host):\($0)\n" } ?? ""
        return """
            Try it (the first variant takes two requests a minute, the second fails now and then):
              curl -N http://\(addresses.host):\(addresses.port)/v1/messages -d '{"model":"claude-sonnet-4-6",\
            "max_tokens":100,"stream":true,"messages":[{"role":"user","content":"Hello"}]}'
            \(page)Stop with Ctrl-C.

            """
    }
}
