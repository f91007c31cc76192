import Providers
import Testing

@testable import Server

@Suite("Secrets of the configuration")
struct ConfigurationSecretsTests {
    /// Secrets in every place that takes one, and in several that do not.
    private static let secrets = [
        "client-secret-1234", "sk-ant-REALSECRET99", "gsk_groqsecret77", "header-secret-5678", "env-secret-4321",
        "file-secret-8765", "dotenv-secret-1357", "hunter2hunter2",
    ]

    private static let sample = ConfigurationSample(
        yaml: """
            server:
              api_keys:
                - client-secret-1234
            providers:
              anthropic:
                api_key: sk-ant-REALSECRET99
              groq:
                api_key: gsk_groqsecret77
                headers:
                  X-Auth: header-secret-5678
              openai:
                api_key: ${MY_TOKEN}
              openrouter:
                api_key: ${file:/key}
              cerebras:
                api_key: ${CEREBRAS_SECRET}
                base_url: https://example.com/${CEREBRAS_SECRET}
            routing:
              models:
                - model: default
                  provider_sequence:
                    - name: anthropic
            """,
        environment: ["MY_TOKEN": "env-secret-4321", "AWS_SECRET_ACCESS_KEY": "hunter2hunter2"],
        dotEnv: "CEREBRAS_SECRET=dotenv-secret-1357",
        files: ["/key": "file-secret-8765\n"]
    )

    private func expectNoSecret(in text: String, _ comment: Comment) {
        for secret in Self.secrets where text.contains(secret) {
            Issue.record("\(comment): \(secret) in \(text)")
        }
    }

    @Test("The configuration has the secrets and shows none, however it is printed")
    func printing() throws {
        let configuration = try Self.sample.load()

        #expect(configuration.provider(named: "openrouter")?.apiKey?.reveal() == "file-secret-8765")
        #expect(configuration.provider(named: "cerebras")?.apiKey?.reveal() == "dotenv-secret-1357")
        var dumped = ""
        dump(configuration, to: &dumped)
        // An address is no secret by type: it is the one value of these that a dump shows.
        dumped = dumped.replacing("https://example.com/dotenv-secret-1357", with: "")
        expectNoSecret(in: dumped, "dump")
        expectNoSecret(in: "\(configuration.effectiveSettings)", "effective settings")
        expectNoSecret(in: "\(configuration.environment)", "environment")
        expectNoSecret(in: String(reflecting: configuration.environment), "environment")
        expectNoSecret(in: ConfigurationReport(configuration).text, "report")
    }

    @Test("Every secret that took effect is listed as such, with its place")
    func effective() throws {
        let settings = try Self.sample.load().effectiveSettings
        let masked = settings.filter { $0.value == "<secret>" }.map(\.path)

        #expect(
            masked == [
                "server.api_keys[0]", "providers.anthropic.api_key", "providers.groq.api_key",
                "providers.groq.headers.X-Auth", "providers.openai.api_key", "providers.openrouter.api_key",
                "providers.cerebras.api_key",
            ]
        )
        #expect(
            settings.first { $0.path == "providers.cerebras.base_url" }?.value
                == "https://example.com/${CEREBRAS_SECRET}"
        )
    }

    @Test("A key in a place where none belongs is not repeated")
    func wrongPlaces() {
        let yaml = """
            sk-ant-REALSECRET99: 1
            server:
              port: sk-ant-REALSECRET99
              api_keys: client-secret-1234
            providers:
              groq: gsk_groqsecret77
              anthropic:
                api_key: [sk-ant-REALSECRET99]
              openai:
                api_key: "hunter2hunter2\\n"
                base_url: https://me:hunter2hunter2@example.com
                headers: [header-secret-5678]
              cerebras:
                api_key: hunter2hunter2
                head_timeout: hunter2hunter2
            routing:
              enable: gsk_groqsecret77
              models:
                - model: default
                  provider_sequence:
                    - name: sk-ant-REALSECRET99
            """
        let problems = ConfigurationSample(yaml: yaml).problems

        #expect(problems.count >= 9)
        for problem in problems { expectNoSecret(in: problem, "problem") }
    }

    @Test("No message holds a secret, whatever is wrong with the file", .timeLimit(.minutes(2)))
    func property() throws {
        var generator = SeededGenerator(seed: 20_261_122)
        let yaml = try #require(Self.sample.yaml)
        var count = 0
        for _ in 0..<1_500 {
            var sample = Self.sample
            // Secrets stay whole, for half of one is not recognisable as such; everything around them breaks.
            sample.yaml = Mutation.mutate(yaml, keeping: Self.secrets, using: &generator)
            for problem in sample.problems {
                count += 1
                expectNoSecret(in: problem, "mutated")
            }
        }
        #expect(count > 1_000)
    }

    @Test("A secret that is a word of the messages themselves does not confuse them")
    func commonWord() {
        let problems = ConfigurationSample(
            yaml: "providers: {groq: {api_key: secret}}\nserver: {prot: 1}"
        ).problems

        #expect(problems == ["config.yaml:2:10: error: unknown key 'prot' in server\n  fix: did you mean 'port'?"])
    }
}
