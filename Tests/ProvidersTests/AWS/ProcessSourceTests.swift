import Testing

@testable import Providers

@Suite("Credentials that a command prints")
struct ProcessSourceTests {
    private static let config = "[default]\ncredential_process = '/opt/my tool' --a \"b c\"\n"
    private static let output = """
        {"Version": 1, "AccessKeyId": "ASIAP", "SecretAccessKey": "s", "SessionToken": "t",
         "Expiration": "2026-01-15T10:30:45+00:00", "AccountId": "1"}
        """

    @Test("The command is split without a shell and its output is read")
    func happy() async throws {
        let stage = AWSStage(["X": "y"], config: Self.config, command: { _ in .printed(Self.output) })

        let credentials = try await stage.chain().credentials()

        #expect(credentials.accessKeyID == "ASIAP")
        #expect(credentials.sessionToken == Secret("t"))
        #expect(credentials.expiration == AWSStage.start + 3600)
        #expect(credentials.source == .process)
        let command = try #require(stage.commands.first)
        #expect(command.executable == "/opt/my tool")
        #expect(command.arguments == ["--a", "b c"])
        #expect(command.variables == ["X": "y"])
        #expect(command.timeout <= .seconds(60))
    }

    @Test("Token and expiry may be missing")
    func permanent() async throws {
        let output = #"{"Version":1,"AccessKeyId":"A","SecretAccessKey":"s"}"#

        let credentials = try await AWSStage(config: Self.config, command: { _ in .printed(output) }).chain()
            .credentials()

        #expect(credentials.sessionToken == nil)
        #expect(credentials.expiration == nil)
    }

    @Test(
        "Output that is not version 1 or lacks a part is malformed",
        arguments: [
            "", "{}", "[]", "text", #"{"Version":2,"AccessKeyId":"A","SecretAccessKey":"s"}"#,
            #"{"Version":"1","AccessKeyId":"A","SecretAccessKey":"s"}"#, #"{"Version":1,"AccessKeyId":"A"}"#,
            #"{"Version":1,"SecretAccessKey":"s"}"#,
            #"{"Version":1,"AccessKeyId":"A","SecretAccessKey":"s","Expiration":"soon"}"#,
            #"{"Version":1,"AccessKeyId":"A","SecretAccessKey":"s"} x"#,
        ]
    )
    func malformed(_ output: String) async {
        let stage = AWSStage(config: Self.config, command: { _ in .printed(output) })

        await #expect(throws: AWSCredentialError.malformed(.process)) { try await stage.chain().credentials() }
    }

    @Test("Keys that have expired already are refused")
    func expired() async {
        let stage = AWSStage(config: Self.config, command: { _ in .printed(Self.output) })
        stage.pass(3600)

        await #expect(throws: AWSCredentialError.expired(.process)) { try await stage.chain().credentials() }
    }

    @Test("A failure tells the status and the first line of standard error, without what looks like a key")
    func failed() async {
        let errorOutput = "\n  No session for\tme, IQoJb3JpZ2luX2VjEXAMPLETOKEN0123456789 \nTraceback\n"
        let stage = AWSStage(
            config: Self.config,
            command: { _ in .printed("secret", status: 3, errorOutput: errorOutput) }
        )
        let expected = AWSCredentialError.commandFailed(
            profile: "default",
            status: 3,
            excerpt: "No session for me, <hidden>"
        )

        await #expect(throws: expected) { try await stage.chain().credentials() }
    }

    @Test(
        "A command that is not found, too slow or too talkative is told",
        arguments: [AWSProcessError.notFound, .timedOut, .outputTooLarge]
    )
    func notRun(_ problem: AWSProcessError) async {
        let stage = AWSStage(config: Self.config, command: { _ in throw problem })
        let error = await #expect(throws: AWSCredentialError.self) { try await stage.chain().credentials() }

        guard case .commandNotRun(profile: "default", _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("A command line with an open quote runs nothing", arguments: ["'a", "''"])
    func unreadable(_ line: String) async {
        let stage = AWSStage(config: "[default]\ncredential_process = \(line)\n")

        await #expect(throws: AWSCredentialError.commandNotRun(profile: "default", reason: .unreadable)) {
            try await stage.chain().credentials()
        }
        #expect(stage.commands.isEmpty)
    }
}
