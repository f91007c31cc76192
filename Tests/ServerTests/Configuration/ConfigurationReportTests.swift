import Testing

@testable import Server

@Suite("What check and init print and write")
struct ConfigurationReportTests {
    @Test("The file that init writes is in order and is shown as a table")
    func template() throws {
        let configuration = try ConfigurationSample(yaml: ConfigurationTemplate.text).load()

        #expect(
            ConfigurationReport(configuration).text == """
                config.yaml: no problems
                API        http://127.0.0.1:3001, no client keys
                dashboard  http://127.0.0.1:8501
                history    request_history.db, 90 days

                ROUTE    ORDER  PROVIDER  REGION     MODEL
                default  1      bedrock   us-west-2  us.anthropic.claude-sonnet-5-5
                         2      bedrock   us-east-1  global.anthropic.claude-sonnet-5-5
                         3      bedrock   us-west-2  us.anthropic.claude-sonnet-4-6
                haiku    1      bedrock   us-west-2  us.anthropic.claude-haiku-5-5
                         2      bedrock   us-east-1  global.anthropic.claude-haiku-5-5

                """
        )
    }

    @Test("Problems are counted, and only errors make it fail")
    func problems() {
        let files = LocalFiles { path, _ throws(FileProblem) in
            guard path == "config.yaml" else { throw .missing }
            return "providers: {bedrock: {region: Oregon}}\nserver: {prot: 1}"
        }
        let report = ConfigurationReport(file: nil, environment: [:], files: files)

        #expect(!report.isSuccess)
        #expect(
            report.text == """
                config.yaml:1:31: warning: providers.bedrock.region: 'Oregon' does not look like a region
                  fix: write for example us-west-2
                config.yaml:2:10: error: unknown key 'prot' in server
                  fix: did you mean 'port'?
                1 error, 1 warning

                """
        )
    }

    @Test("Warnings do not make it fail")
    func warnings() {
        let files = LocalFiles { path, _ throws(FileProblem) in
            guard path == "config.yaml" else { throw .missing }
            return "providers: {bedrock: {region: Oregon}}"
        }
        let report = ConfigurationReport(file: nil, environment: [:], files: files)

        #expect(report.isSuccess)
        #expect(report.text.hasSuffix("routing is off: every model goes to bedrock, its name unchanged\n"))
    }
}
