import Testing

@testable import Providers

@Suite("Credentials of a container")
struct ContainerSourceTests {
    private static let relative = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
    private static let full = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
    private static let token = "AWS_CONTAINER_AUTHORIZATION_TOKEN"
    private static let answer = """
        {"RoleArn":"r","AccessKeyId":"ASIAC","SecretAccessKey":"s","Token":"t","Expiration":"2026-01-15T10:30:45Z"}
        """

    @Test("The relative address is asked at the well-known host")
    func happy() async throws {
        let stage = AWSStage([Self.relative: "/v2/x?y", Self.full: "https://no"]) { _ in .text(200, Self.answer) }

        let credentials = try await stage.chain().credentials()

        #expect(credentials.accessKeyID == "ASIAC")
        #expect(credentials.sessionToken == Secret("t"))
        #expect(credentials.expiration == AWSStage.start + 3600)
        let request = try #require(stage.requests.first)
        #expect(request.url == "http://169.254.170.2/v2/x?y")
        #expect(request["authorization"] == nil)
        #expect(request.timeout == .seconds(2))
    }

    @Test(
        "Only TLS, this machine and the well-known hosts get the token",
        arguments: [
            ("https://any.example/x", true), ("http://localhost:1/x", true), ("http://127.0.0.1/x", true),
            ("http://127.9.9.9:80/", true), ("http://169.254.170.2/x", true), ("http://169.254.170.23/v1", true),
            ("http://[fd00:ec2::23]/v1", true), ("http://[FD00:EC2::23]/", true), ("http://[::1]/", true),
            ("http://example.com/", false), ("http://127.0.0.1.evil.com/", false), ("http://169.254.169.254/", false),
            ("http://169.254.170.2@evil.com/", false), ("http://localhost.evil.com/", false),
            ("ftp://localhost/", false),
            ("localhost", false), ("http://127.1/", false), ("http://128.0.0.1/", false),
        ]
    )
    func hosts(_ url: String, _ isAllowed: Bool) {
        let source = try? AWSStage([Self.full: url]).chain().source()

        #expect((source == .container) == isAllowed)
    }

    @Test("The token is sent; a file comes before the variable and is read each time")
    func authorization() async throws {
        let stage = AWSStage(
            [Self.full: "http://localhost/", Self.token: "no", "\(Self.token)_FILE": "/token"],
            files: ["/token": "one"]
        ) { _ in .text(200, Self.answer) }
        let variable = AWSStage([Self.full: "http://localhost/", Self.token: "Basic x"]) { _ in
            .text(200, Self.answer)
        }

        _ = try await stage.chain().credentials()
        try stage.environment.writeFile("/token", Array("two".utf8))
        _ = try await stage.chain().credentials()
        _ = try await variable.chain().credentials()

        #expect(stage.requests.map { $0["authorization"] } == ["one", "two"])
        #expect(variable.requests.first?["authorization"] == "Basic x")
    }

    @Test("A token with a line break and a missing token file are refused before anything is sent")
    func badToken() async {
        let broken = AWSStage([Self.full: "http://localhost/", Self.token: "a\r\nHost: b"])
        let file = AWSStage(
            [Self.full: "http://localhost/", "\(Self.token)_FILE": "/token"],
            files: ["/token": "a\n"]
        )
        let missing = AWSStage([Self.full: "http://localhost/", "\(Self.token)_FILE": "/token"])

        await #expect(throws: AWSCredentialError.self) { try await broken.chain().credentials() }
        await #expect(throws: AWSCredentialError.self) { try await file.chain().credentials() }
        await #expect(throws: AWSCredentialError.missingFile(path: "/token")) {
            try await missing.chain().credentials()
        }
        #expect(broken.requests.isEmpty && file.requests.isEmpty && missing.requests.isEmpty)
    }

    @Test("Three tries are made when nobody answers, the server fails or the answer cannot be read")
    func tries() async {
        let answers: [(AWSHTTPResponse?, AWSCredentialError)] = [
            (nil, .unreachable(.container)), (.text(500, ""), .refused(.container, status: 500, excerpt: "")),
            (.text(200, "{"), .malformed(.container)), (.text(200, "{}"), .malformed(.container)),
        ]
        for (answer, expected) in answers {
            let stage = AWSStage([Self.relative: "/x"]) { _ in
                guard let answer else { throw AWSStage.Refusal() }
                return answer
            }
            await #expect(throws: expected) { try await stage.chain().credentials() }
            #expect(stage.requests.count == 3)
            #expect(stage.pauses.count == 2)
        }
    }

    @Test("A refusal is final")
    func refused() async {
        let stage = AWSStage([Self.relative: "/x"]) { _ in .text(404, #"{"message":"No role"}"#) }

        await #expect(throws: AWSCredentialError.refused(.container, status: 404, excerpt: "No role")) {
            try await stage.chain().credentials()
        }
        #expect(stage.requests.count == 1)
    }

    @Test("A second try may succeed")
    func recovers() async throws {
        let stage = AWSStage([Self.relative: "/x"]) { _ in .text(503, "") }
        let attempts = Counter()
        let flaky = AWSStage([Self.relative: "/x"]) { _ in
            attempts.next() == 1 ? .text(503, "") : .text(200, Self.answer)
        }

        #expect(try await flaky.chain().credentials().accessKeyID == "ASIAC")
        await #expect(throws: AWSCredentialError.self) { try await stage.chain().credentials() }
    }

    @Test("Keys that have expired already are refused, and a path must begin with a slash")
    func expired() async {
        let stage = AWSStage([Self.relative: "/x"]) { _ in .text(200, Self.answer) }
        stage.pass(3600)

        await #expect(throws: AWSCredentialError.expired(.container)) { try await stage.chain().credentials() }
        #expect(throws: AWSCredentialError.self) { try AWSStage([Self.relative: "@evil.com/"]).chain().source() }
    }
}
