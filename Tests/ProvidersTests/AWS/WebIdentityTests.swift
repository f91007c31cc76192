import Testing

@testable import Providers

@Suite("Roles assumed with an identity token")
struct WebIdentityTests {
    private static let answer = AssumeRoleTests.answer
    private static let variables = [
        "AWS_WEB_IDENTITY_TOKEN_FILE": "/var/token", "AWS_ROLE_ARN": "arn:r", "AWS_ROLE_SESSION_NAME": "pod",
        "AWS_REGION": "us-west-2",
    ]

    @Test("The token of the file is sent without a signature")
    func happy() async throws {
        let stage = AWSStage(Self.variables, files: ["/var/token": "ey.J+/=\n"]) { _ in .text(200, Self.answer) }

        let credentials = try await stage.chain().credentials()

        #expect(credentials.source == .webIdentity)
        #expect(credentials.accessKeyID == "ASIAROLE")
        let request = try #require(stage.requests.first)
        #expect(request.url == "https://sts.us-west-2.amazonaws.com/")
        #expect(request["authorization"] == nil)
        #expect(
            request.text == "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Ar&RoleSessionName=pod"
                + "&WebIdentityToken=ey.J%2B%2F%3D"
        )
    }

    @Test("A profile may hold the settings, and then its role is not assumed with other credentials")
    func profile() async throws {
        let config = "[default]\nweb_identity_token_file = ~/token\nrole_arn = arn:p\nsource_profile = x\n"
        let stage = AWSStage(config: config, files: ["/users/me/token": "t"]) { _ in .text(200, Self.answer) }

        #expect(try await stage.chain().credentials().source == .webIdentity)
        #expect(stage.requests.first?.text.contains("RoleArn=arn%3Ap&") == true)
    }

    @Test("A file without a role, a missing and an empty file are told")
    func missing() async {
        let noRole = AWSStage(["AWS_WEB_IDENTITY_TOKEN_FILE": "/t"])
        let noFile = AWSStage(Self.variables)
        let empty = AWSStage(Self.variables, files: ["/var/token": "\n"])

        #expect(throws: AWSCredentialError.incomplete(.webIdentity, missing: "AWS_ROLE_ARN or role_arn")) {
            try noRole.chain().source()
        }
        await #expect(throws: AWSCredentialError.missingFile(path: "/var/token")) {
            try await noFile.chain().credentials()
        }
        await #expect(throws: AWSCredentialError.self) { try await empty.chain().credentials() }
        #expect(empty.requests.isEmpty)
    }

    @Test("A token that has expired is told in the service's words")
    func expired() async {
        let body = "<Error><Code>ExpiredTokenException</Code><Message>Token expired</Message></Error>"
        let stage = AWSStage(Self.variables, files: ["/var/token": "t"]) { _ in .text(400, body) }
        let excerpt = "ExpiredTokenException: Token expired"

        await #expect(throws: AWSCredentialError.refused(.webIdentity, status: 400, excerpt: excerpt)) {
            try await stage.chain().credentials()
        }
    }

    @Test("The file is read afresh each time")
    func rotates() async throws {
        let stage = AWSStage(Self.variables, files: ["/var/token": "one"]) { _ in .text(200, Self.answer) }
        let environment = stage.environment

        _ = try await stage.chain().credentials()
        try environment.writeFile("/var/token", Array("two".utf8))
        _ = try await stage.chain().credentials()

        #expect(stage.requests.map { $0.text.hasSuffix("WebIdentityToken=two") } == [false, true])
    }
}
