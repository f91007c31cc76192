import Testing

@testable import Server

@Suite("Flags, environment, .env, file, defaults")
struct PrecedenceTests {
    private let yaml = ConfigurationSample.valid("server:\n  port: 4001\n  host: localhost\nhistory:\n  path: file.db")

    @Test("Each layer outranks those below it")
    func layers() throws {
        var sample = ConfigurationSample(yaml: ConfigurationSample.valid())
        #expect(try sample.load().server.port == 3001)
        sample.yaml = yaml
        #expect(try sample.load().server.port == 4001)
        sample.dotEnv = "PORT=4002"
        #expect(try sample.load().server.port == 4002)
        sample.environment = ["PORT": "4003"]
        #expect(try sample.load().server.port == 4003)
        sample.flags.port = 4004
        #expect(try sample.load().server.port == 4004)
    }

    @Test("Every flag sets its key")
    func flags() throws {
        let flags = Configuration.Flags(host: "::1", port: 1, dashboardPort: 2, database: "flag.db")
        let configuration = try ConfigurationSample(yaml: yaml, flags: flags).load()

        #expect(configuration.server.host == "::1")
        #expect(configuration.dashboard.port == 2)
        #expect(configuration.history.path == "flag.db")
    }

    @Test(
        "Every environment variable of the table outranks the file",
        arguments: ConfigurationKey.all.flatMap(\.variables)
    )
    func variables(_ variable: ConfigurationKey.Variable) throws {
        let key = try #require(ConfigurationKey.all.first { $0.variables.contains { $0.name == variable.name } })
        let value = Self.value(for: key)
        let configuration = try ConfigurationSample(
            yaml: Self.everyProvider,
            environment: [variable.name: value]
        ).load()

        let setting = try #require(configuration.effectiveSettings.first { $0.path == variable.path })
        #expect(setting.origin == .variable(variable.name))
        #expect(setting.value == (key.kind == .secret ? "<secret>" : value))
    }

    @Test("A variable that is set to nothing counts as not set")
    func emptyVariable() throws {
        #expect(try ConfigurationSample(yaml: yaml, environment: ["PORT": ""]).load().server.port == 4001)
    }

    @Test("AWS_REGION stands in where neither BEDROCK_REGION nor the file names a region")
    func awsRegion() throws {
        var sample = ConfigurationSample(
            yaml: "providers: {bedrock: {}}",
            environment: ["AWS_DEFAULT_REGION": "eu-west-1"]
        )
        #expect(try sample.load().providers[0].region == "eu-west-1")
        sample.environment["AWS_REGION"] = "eu-west-2"
        #expect(try sample.load().providers[0].region == "eu-west-2")
        sample.yaml = "providers: {bedrock: {region: eu-west-3}}"
        #expect(try sample.load().providers[0].region == "eu-west-3")
        sample.environment["BEDROCK_REGION"] = "us-east-2"
        #expect(try sample.load().providers[0].region == "us-east-2")
    }

    @Test("The AWS profile's region stands in before the built-in one, and after all others")
    func profileRegion() throws {
        var sample = ConfigurationSample(
            yaml: "providers: {bedrock: {}}",
            environment: ["HOME": "/h"],
            files: [
                "/h/.aws/config": "[default]\nregion = eu-west-1\n[profile work]\nregion = eu-west-2\n[profile bare]\n"
            ]
        )
        let configuration = try sample.load()
        #expect(configuration.providers[0].region == "eu-west-1")
        let settings = configuration.effectiveSettings.filter { $0.path == "providers.bedrock.region" }
        #expect(settings.map { "\($0.value) \($0.origin)" } == ["eu-west-1 AWS profile"])

        sample.environment["AWS_PROFILE"] = "work"
        #expect(try sample.load().providers[0].region == "eu-west-2")
        sample.yaml = "providers: {bedrock: {profile_name: bare}}"
        #expect(try sample.load().providers[0].region == "us-east-1")
        sample.yaml = "providers: {bedrock: {profile_name: work}}"
        #expect(try sample.load().providers[0].region == "eu-west-2")
        sample.environment["AWS_DEFAULT_REGION"] = "eu-west-3"
        #expect(try sample.load().providers[0].region == "eu-west-3")
    }

    @Test("A wrong variable or flag is named")
    func wrongVariable() {
        let variable = ConfigurationSample(yaml: yaml, environment: ["PORT": "many"]).problems
        let dotEnv = ConfigurationSample(yaml: yaml, dotEnv: "\n  PORT=many").problems
        let flag = ConfigurationSample(yaml: yaml, flags: Configuration.Flags(port: 70_000)).problems
        let mend = "\n  fix: write a whole number from 0 to 65535"

        #expect(variable == ["environment variable PORT: error: server.port: 'many' is not a whole number" + mend])
        #expect(dotEnv == [".env:2:3: error: server.port: 'many' is not a whole number" + mend])
        #expect(flag == ["--port: error: server.port: '70000' is out of range" + mend])
    }

    @Test("The file's value is checked even where another layer outranks it")
    func outrankedButWrong() {
        let problems = ConfigurationSample(
            yaml: ConfigurationSample.valid("server: {port: x}"),
            environment: ["PORT": "1"]
        )
        .problems

        #expect(problems.map { $0.prefix(22) } == ["config.yaml:4:16: erro"])
    }

    @Test("ROUTING_ENABLE switches routing off and on")
    func routing() throws {
        var sample = ConfigurationSample(yaml: SeedSchemaTests.sample, environment: ["ROUTING_ENABLE": "false"])
        #expect(try !sample.load().routing.isEnabled)
        sample.environment = ["ROUTING_ENABLE": "yes"]
        #expect(try sample.load().routing.isEnabled)
    }

    @Test("The proxy's own address in ANTHROPIC_BASE_URL, which is meant for Claude Code, is passed over")
    func ownAddress() throws {
        var sample = ConfigurationSample(
            yaml: "providers: {anthropic: {api_key: x}}",
            environment: ["ANTHROPIC_BASE_URL": "http://127.0.0.1:3001"]
        )

        #expect(try sample.load().providers[0].baseURL == nil)
        #expect(
            sample.problems == [
                """
                environment variable ANTHROPIC_BASE_URL: warning: this is the proxy's own address, so it is not used for \
                providers.anthropic.base_url
                  fix: unset it where the proxy is started; it is meant for Claude Code
                """
            ]
        )
        sample.yaml = "providers: {anthropic: {api_key: x, base_url: https://gateway.example.com}}"
        #expect(try sample.load().providers[0].baseURL == "https://gateway.example.com")
    }

    @Test("The real environment outranks .env in what the AWS credential chain sees")
    func merged() throws {
        let environment = try ConfigurationSample(
            yaml: yaml,
            environment: ["A": "real"],
            dotEnv: "A=file\nB=file"
        ).load().environment

        #expect(environment.merged == ["A": "real", "B": "file"])
    }

    /// A file in which every variable's place exists.
    private static let everyProvider = """
        providers:
          bedrock: {}
          anthropic: {api_key: x}
          openrouter: {api_key: x}
          openai: {api_key: x}
          cerebras: {api_key: x}
          groq: {api_key: x}
        routing: {models: [{model: default, provider_sequence: [{name: bedrock}]}]}
        """

    private static func value(for key: ConfigurationKey) -> String {
        switch key.kind {
        case .integer: "7"
        case .boolean: "true"
        case .url: "https://elsewhere.example.com"
        case .secret: "some-key"
        default: "us-east-2"
        }
    }
}
