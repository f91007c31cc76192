import Providers
import Testing

@testable import Server

@Suite("Without a file that names providers")
struct CredentialDiscoveryTests {
    @Test("Routes follow from the credentials, Bedrock first")
    func routes() throws {
        let configuration = try ConfigurationSample(
            environment: [
                "AWS_ACCESS_KEY_ID": "AKIAEXAMPLE", "AWS_SECRET_ACCESS_KEY": "x", "OPENAI_API_KEY": "sk-1",
                "ANTHROPIC_API_KEY": "sk-2",
            ]
        ).load()

        #expect(configuration.source == .environment)
        #expect(configuration.source.description == "environment")
        #expect(configuration.providers.map(\.kind) == [.bedrock, .builtIn(.anthropic), .builtIn(.vendor(.openAI))])
        #expect(configuration.routing.isEnabled)
        #expect(configuration.routing.models.map(\.model) == ["opus", "haiku", "default"])
        #expect(
            configuration.routing.models[2].targets == [
                TargetSettings(
                    provider: "bedrock",
                    model: "global.anthropic.claude-sonnet-5-5",
                    region: nil,
                    endpoint: nil
                ),
                TargetSettings(provider: "anthropic", model: nil, region: nil, endpoint: nil),
                TargetSettings(provider: "openai", model: "gpt-6.1-terra", region: nil, endpoint: nil),
            ]
        )
    }

    @Test(
        "Each source of AWS credentials counts",
        arguments: [
            ["AWS_BEARER_TOKEN_BEDROCK": "x"], ["AWS_PROFILE": "work"],
            ["AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://169.254.170.2/x"],
            ["AWS_WEB_IDENTITY_TOKEN_FILE": "/t", "AWS_ROLE_ARN": "arn"],
        ]
    )
    func sources(_ environment: [String: String]) throws {
        #expect(try ConfigurationSample(environment: environment).load().providers.map(\.kind) == [.bedrock])
    }

    @Test("A profile in the AWS files counts, a mere region does not")
    func profiles() throws {
        var sample = ConfigurationSample(environment: ["HOME": "/h"])
        sample.files["/h/.aws/config"] = "[default]\nregion = us-west-2\n"
        #expect(throws: ConfigurationProblems.self) { try sample.load() }
        sample.files["/h/.aws/credentials"] = "[default]\naws_access_key_id = AKIA\n"
        #expect(try sample.load().providers.map(\.kind) == [.bedrock])
    }

    @Test("GovCloud has model ids of its own")
    func govCloud() throws {
        let configuration = try ConfigurationSample(
            environment: ["AWS_PROFILE": "gov", "AWS_REGION": "us-gov-west-1"]
        ).load()

        #expect(configuration.routing.models[1].targets.map(\.model) == ["us-gov.anthropic.claude-haiku-5-5"])
    }

    @Test("Every vendor that is built in is found by its own variable, and each class of models leads to it")
    func everyVendor() throws {
        for case .vendor(let vendor) in BuiltInProviders.all {
            let variable = try #require(vendor.apiKeyVariable)
            let configuration = try ConfigurationSample(environment: [variable: "key-1"]).load()

            #expect(configuration.providers.map(\.name) == [vendor.id])
            #expect(configuration.providers.map { $0.apiKey?.reveal() } == ["key-1"])
            #expect(configuration.routing.models.allSatisfy { $0.targets.count == 1 && $0.targets[0].model != nil })
        }
    }

    @Test("Nothing at all is told in one sentence that names demo and init")
    func nothing() {
        #expect(
            ConfigurationSample().problems == [
                "configuration: error: no providers are configured and no credentials were found; 'claude-proxy demo' "
                    + "shows the proxy without an account, 'claude-proxy init' writes a config.yaml"
            ]
        )
    }

    @Test("A file that only sets the server keeps its settings, and the routes still follow from the credentials")
    func serverOnly() throws {
        let configuration = try ConfigurationSample(
            yaml: "server:\n  port: 4000\n",
            environment: ["GROQ_API_KEY": "gsk_1"]
        ).load()

        #expect(configuration.server.port == 4000)
        #expect(configuration.source == .environment)
        #expect(configuration.providers.map(\.name) == ["groq"])
    }
}
