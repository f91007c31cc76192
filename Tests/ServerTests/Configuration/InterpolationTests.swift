import Providers
import Testing

@testable import Server

@Suite("Variables and files in values")
struct InterpolationTests {
    private func expand(
        _ text: String,
        variables: [String: String] = [:],
        files: [String: String] = [:]
    ) throws(ValueProblem) -> String {
        let interpolation = Interpolation(
            variable: { variables[$0] },
            file: { path throws(FileProblem) in
                guard let text = files[path] else { throw .missing }
                return text
            }
        )
        return try interpolation.expand(text).text
    }

    @Test(
        "Variables, defaults, files and plain dollars",
        arguments: [
            ("${A}", "1"), ("x${A}y${B}", "x1y2"), ("${MISSING:-d}", "d"), ("${A:-d}", "1"), ("${EMPTY:-d}", "d"),
            ("${EMPTY}", ""), ("${MISSING:-}", ""), ("${MISSING:-a:-b}", "a:-b"), ("${file:/key}", "k"), ("$A", "$A"),
            ("$", "$"), ("$${A}", "${A}"), ("cost $5", "cost $5"), ("${NESTED}", "${A}"), ("", ""),
        ]
    )
    func replacement(_ text: String, _ expected: String) throws {
        let variables = ["A": "1", "B": "2", "EMPTY": "", "NESTED": "${A}"]

        #expect(try expand(text, variables: variables, files: ["/key": "k\r\n"]) == expected)
    }

    @Test("A missing variable names itself, the key's path and the place")
    func missing() {
        let problems = ConfigurationSample(
            yaml: "providers:\n  openai:\n    api_key: ${OPENAI_KEY}\nserver:\n  port: ${X}"
        ).problems

        #expect(
            problems == [
                """
                config.yaml:3:14: error: providers.openai.api_key needs the variable OPENAI_KEY, which is not set
                  fix: set OPENAI_KEY in the environment or in .env, or write ${OPENAI_KEY:-default}
                """,
                """
                config.yaml:5:9: error: server.port needs the variable X, which is not set
                  fix: set X in the environment or in .env, or write ${X:-default}
                """,
            ]
        )
    }

    @Test("A missing file, an open brace and an odd name are told")
    func odd() {
        let problems = ConfigurationSample(
            yaml:
                "providers:\n  groq:\n    api_key: ${file:/no/such}\n  openai:\n    api_key: ${X\n  cerebras:\n    api_key: ${a b}"
        ).problems

        #expect(
            problems == [
                """
                config.yaml:3:14: error: providers.groq.api_key needs the file '/no/such', which does not exist
                  fix: correct the path, or create the file
                """,
                """
                config.yaml:5:14: error: providers.openai.api_key has a '${' without '}'
                  fix: close it, or write '$${' for a plain '${'
                """,
                """
                config.yaml:7:14: error: providers.cerebras.api_key has '${a b}', which is no variable name
                  fix: use letters, digits and '_', or write '$${' for a plain '${'
                """,
            ]
        )
    }

    @Test("Numbers and booleans may come from variables, and a wrong one is shown as it was written")
    func typed() throws {
        var sample = ConfigurationSample(
            yaml: ConfigurationSample.valid("server: {port: \"${P}\"}\ndashboard: {enabled: \"${D}\"}"),
            environment: ["P": "5", "D": "off"]
        )
        let configuration = try sample.load()
        #expect(configuration.server.port == 5)
        #expect(!configuration.dashboard.isEnabled)

        sample.environment["P"] = "hunter2"
        #expect(
            sample.problems == [
                "config.yaml:4:16: error: server.port: '${P}' is not a whole number\n"
                    + "  fix: write a whole number from 0 to 65535"
            ]
        )
    }

    @Test("`${NAME:-}` means: if there is one")
    func optional() throws {
        let configuration = try ConfigurationSample(
            yaml: "providers:\n  bedrock:\n    profile_name: ${PROFILE:-}\n    region: ${REGION:-}"
        ).load()

        #expect(configuration.providers[0].profileName == nil)
        #expect(configuration.providers[0].region == "us-east-1")
    }

    @Test("A variable that another layer makes needless need not be set")
    func needless() throws {
        let configuration = try ConfigurationSample(
            yaml: "providers: {openai: {api_key: \"${NOT_SET}\"}}",
            environment: ["OPENAI_API_KEY": "sk-env"]
        ).load()

        #expect(configuration.providers[0].apiKey?.reveal() == "sk-env")
    }
}
