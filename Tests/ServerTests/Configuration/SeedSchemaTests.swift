import Providers
import Testing

@testable import Server

@Suite("The schema of the original project")
struct SeedSchemaTests {
    /// Every form that the original project's own example uses: quoted port, wide list indent, comments between keys.
    static let sample = """
        server:
          port: "3001"
          read_timeout: "300s"
          write_timeout: "300s"
          idle_timeout: "300s"

        providers:
          bedrock:
            region: us-west-2
          openrouter:
            api_key: "API_KEY"
            base_url: https://openrouter.a
          cerebras:
            api_key: "API_KEY"
          groq:
            api_key: "API_KEY"

        routing:
          enable: true
          models:
           -  model: "default"
              provider_sequence:
                # - name: "cerebras"
                #   variants:
                #     - model: gpt-oss-120b
                - name: "bedrock"
                  variants:
                    - model: us.anthropic.claude-opus-4-1-20250805-v1:0
                      region: us-west-2
                    - model: apac.anthropic.claude-sonnet-4-20250514-v1:0
                      region: ap-northeast-3
           -  model: "haiku"
            # - model: "default"
              provider_sequence:
                - name: "cerebras"
                  variants:
                    - model: gpt-oss-120b
                - name: "groq"
                  variants:
                    - model: openai/gpt-oss-120b
                - name: "bedrock"
                  variants:
                    - model: us.anthropic.claude-3-5-haiku-20241022-v1:0
                      region: us-east-1

          retry_timeout_millis: 1000
          rate_limit_seconds: 10

        """

    @Test("A file of the original project loads unchanged and without a warning")
    func loads() throws {
        let configuration = try ConfigurationSample(yaml: Self.sample).load()

        #expect(configuration.warnings.isEmpty)
        #expect(configuration.source == .file("config.yaml"))
        #expect(configuration.server.port == 3001)
        #expect(configuration.server.readTimeout == .seconds(300))
        #expect(configuration.providers.map(\.name) == ["bedrock", "openrouter", "cerebras", "groq"])
        #expect(configuration.providers[1].baseURL == "https://openrouter.a")
        #expect(configuration.providers[1].apiKey?.reveal() == "API_KEY")
        #expect(configuration.routing.isEnabled)
        #expect(configuration.routing.retryTimeout == .seconds(1))
        #expect(configuration.routing.rateLimitWindow == .seconds(10))
    }

    @Test("Variants keep their order, over providers and within them")
    func order() throws {
        let routes = try ConfigurationSample(yaml: Self.sample).load().routing.models

        #expect(routes.map(\.model) == ["default", "haiku"])
        #expect(
            routes[0].targets == [
                TargetSettings(
                    provider: "bedrock",
                    model: "us.anthropic.claude-opus-4-1-20250805-v1:0",
                    region: "us-west-2",
                    endpoint: nil
                ),
                TargetSettings(
                    provider: "bedrock",
                    model: "apac.anthropic.claude-sonnet-4-20250514-v1:0",
                    region: "ap-northeast-3",
                    endpoint: nil
                ),
            ]
        )
        #expect(routes[1].targets.map(\.provider) == ["cerebras", "groq", "bedrock"])
    }

    @Test("What is not said has the documented default")
    func defaults() throws {
        let configuration = try ConfigurationSample(yaml: ConfigurationSample.valid()).load()

        #expect(configuration.server.host == "127.0.0.1")
        #expect(configuration.server.port == 3001)
        #expect(configuration.server.apiKeys.isEmpty)
        #expect(configuration.server.readTimeout == .seconds(300))
        #expect(configuration.server.writeTimeout == .seconds(300))
        #expect(configuration.server.idleTimeout == .seconds(300))
        #expect(configuration.server.maxBodyBytes == 32 * 1024 * 1024)
        #expect(configuration.dashboard.isEnabled)
        #expect(configuration.dashboard.port == 8501)
        #expect(configuration.history.path == "request_history.db")
        #expect(configuration.history.retentionDays == 90)
        #expect(!configuration.history.storesBodies)
        #expect(configuration.providers[0].connectTimeout == .seconds(5))
        #expect(configuration.providers[0].headTimeout == .seconds(120))
        #expect(configuration.providers[0].idleTimeout == .seconds(300))
        #expect(configuration.routing.retryTimeout == .seconds(1))
        #expect(configuration.routing.rateLimitWindow == .seconds(60))
    }

    @Test("Routing is on if there are routes, and off if there are none")
    func routingDefault() throws {
        let without = try ConfigurationSample(yaml: ConfigurationSample.valid()).load()
        let with = try ConfigurationSample(
            yaml: "routing: {models: [{model: default, provider_sequence: [{name: bedrock}]}]}"
        ).load()

        #expect(!without.routing.isEnabled)
        #expect(with.routing.isEnabled)
        #expect(
            with.routing.models[0].targets == [
                TargetSettings(provider: "bedrock", model: nil, region: nil, endpoint: nil)
            ]
        )
    }

    @Test("A built-in provider that only a route names takes its settings from the environment")
    func implicitProvider() throws {
        let configuration = try ConfigurationSample(
            yaml: "routing: {models: [{model: default, provider_sequence: [{name: groq}]}]}",
            environment: ["GROQ_API_KEY": "gsk_0123456789"]
        ).load()

        #expect(configuration.providers.map(\.name) == ["groq"])
        #expect(configuration.providers[0].apiKey?.reveal() == "gsk_0123456789")
    }

    @Test("A provider of any name works with a type, and carries its headers and waits")
    func compatibleProvider() throws {
        let provider = try ConfigurationSample(
            yaml: """
                providers:
                  vllm:
                    type: openai-compatible
                    base_url: http://localhost:8000/v1/
                    headers:
                      X-Team: blue
                      X-Title: proxy
                    connect_timeout: 250ms
                    head_timeout: 1.5s
                    idle_timeout: 5m
                """
        ).load().providers[0]

        #expect(provider.kind == .openAICompatible)
        #expect(provider.baseURL == "http://localhost:8000/v1")
        #expect(provider.headers.map(\.name) == ["X-Team", "X-Title"])
        #expect(provider.headers[0].value.reveal() == "blue")
        #expect(provider.connectTimeout == .milliseconds(250))
        #expect(provider.headTimeout == .milliseconds(1500))
        #expect(provider.idleTimeout == .seconds(300))
    }

    @Test("A second Bedrock with a profile of its own is possible")
    func secondBedrock() throws {
        let provider = try ConfigurationSample(
            yaml: "providers: {work: {type: bedrock, profile_name: work, region: eu-west-1}}",
            environment: ["BEDROCK_REGION": "us-east-2"]
        ).load().providers[0]

        #expect(provider.kind == .bedrock)
        #expect(provider.profileName == "work")
        #expect(provider.region == "eu-west-1")
    }

    @Test("`api_key: passthrough` is a way of working and not a key, and no variable outranks it")
    func passthrough() throws {
        let provider = try ConfigurationSample(
            yaml: "providers: {anthropic: {api_key: passthrough}}",
            environment: ["ANTHROPIC_API_KEY": "sk-other"]
        ).load().providers[0]

        #expect(provider.apiKeyPassthrough)
        #expect(provider.apiKey == nil)
    }

    @Test("Anchors, aliases and merge keys work")
    func anchors() throws {
        let configuration = try ConfigurationSample(
            yaml: """
                providers:
                  bedrock: &waits
                    head_timeout: 10s
                    idle_timeout: 20s
                  groq:
                    <<: *waits
                    idle_timeout: 30s
                    api_key: gsk_x
                """
        ).load()

        #expect(configuration.providers[1].headTimeout == .seconds(10))
        #expect(configuration.providers[1].idleTimeout == .seconds(30))
    }
}
