import HTTPTypes
import Testing

@testable import Providers

@Suite("Roles assumed with other credentials")
struct AssumeRoleTests {
    static let keys = "[keys]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = example\n"
    static let answer = """
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <AssumeRoleResult><AssumedRoleUser><Arn>arn:aws:sts::1:assumed-role/r/s</Arn></AssumedRoleUser>
            <Credentials>
              <AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>a&amp;b</SecretAccessKey>
              <SessionToken>token==</SessionToken><Expiration>2026-01-15T10:30:45Z</Expiration>
            </Credentials></AssumeRoleResult>
        </AssumeRoleResponse>
        """

    @Test("The service is asked with a signature of the source's keys and its answer is read")
    func happy() async throws {
        let config = """
            [default]
            role_arn = arn:aws:iam::1:role/r
            source_profile = keys
            external_id = x y
            duration_seconds = 1800
            role_session_name = me
            region = eu-west-1
            """
        let stage = AWSStage(config: config, credentials: Self.keys) { _ in .text(200, Self.answer) }

        let credentials = try await stage.chain().credentials()

        #expect(credentials.accessKeyID == "ASIAROLE")
        #expect(credentials.secretAccessKey == Secret("a&b"))
        #expect(credentials.sessionToken == Secret("token=="))
        #expect(credentials.expiration == AWSStage.start + 3600)
        #expect(credentials.source == .assumeRole)
        let request = try #require(stage.requests.first)
        #expect(request.url == "https://sts.eu-west-1.amazonaws.com/")
        #expect(request.method == .post)
        #expect(
            request.text == "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr"
                + "&RoleSessionName=me&DurationSeconds=1800&ExternalId=x%20y"
        )
        #expect(request["content-type"] == "application/x-www-form-urlencoded; charset=utf-8")
        #expect(request["authorization"]?.contains("AKIDEXAMPLE/20260115/eu-west-1/sts/aws4_request") == true)
    }

    @Test("Without a region the global service is asked; the session name holds the time")
    func defaults() async throws {
        let stage = AWSStage(config: role("source_profile = keys"), credentials: Self.keys) { _ in
            .text(200, Self.answer)
        }

        _ = try await stage.chain().credentials()

        let request = try #require(stage.requests.first)
        #expect(request.url == "https://sts.amazonaws.com/")
        #expect(request["authorization"]?.contains("/us-east-1/sts/") == true)
        #expect(request.text.contains("RoleSessionName=claude-proxy-\(AWSStage.start)"))
    }

    @Test("The region of the settings comes first; China has its own domain")
    func region() async throws {
        let stage = AWSStage(config: role("source_profile = keys"), credentials: Self.keys) { _ in
            .text(200, Self.answer)
        }

        _ = try await stage.chain(.init(region: "cn-north-1", usesInstanceMetadata: false)).credentials()

        #expect(stage.requests.first?.url == "https://sts.cn-north-1.amazonaws.com.cn/")
    }

    @Test("Roles follow each other through source profiles")
    func chain() async throws {
        let config = role("source_profile = b") + "[profile b]\nrole_arn = arn:b\nsource_profile = keys\n"
        let stage = AWSStage(config: config, credentials: Self.keys) { _ in .text(200, Self.answer) }

        _ = try await stage.chain().credentials()

        #expect(stage.requests.map { $0.text.contains("RoleArn=arn%3Ab&") } == [true, false])
        #expect(stage.requests[1]["authorization"]?.contains("Credential=ASIAROLE/") == true)
        #expect(stage.requests[1]["x-amz-security-token"] == "token==")
    }

    @Test("A profile with keys may be its own source")
    func itself() async throws {
        let config = role("source_profile = default\naws_access_key_id = SELF\naws_secret_access_key = s")
        let stage = AWSStage(config: config) { _ in .text(200, Self.answer) }

        _ = try await stage.chain().credentials()

        #expect(stage.requests.first?["authorization"]?.contains("Credential=SELF/") == true)
    }

    @Test("A source with keys is used as keys, whatever else it says")
    func keysFirst() async throws {
        let config = role("source_profile = keys") + "[profile keys]\nrole_arn = arn:k\nsource_profile = default\n"
        let stage = AWSStage(config: config, credentials: Self.keys) { _ in .text(200, Self.answer) }

        _ = try await stage.chain().credentials()

        #expect(stage.requests.count == 1)
    }

    @Test(
        "Profiles that lead back to themselves are refused",
        arguments: [
            "source_profile = default", "source_profile = b\n[profile b]\nrole_arn = b\nsource_profile = default",
            "source_profile = b\n[profile b]\nrole_arn = b\nsource_profile = b",
        ]
    )
    func loops(_ settings: String) {
        let error = #expect(throws: AWSCredentialError.self) { try AWSStage(config: role(settings)).chain().source() }
        guard case .roleLoop = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("Too many roles in a row are refused")
    func tooLong() {
        let config = (0...ProfilePlanner.roleLimit).map {
            "[profile p\($0)]\nrole_arn = arn:\($0)\nsource_profile = p\($0 + 1)\n"
        }
        let stage = AWSStage(["AWS_PROFILE": "p0"], config: config.joined())

        #expect(throws: AWSCredentialError.roleChainTooLong(limit: ProfilePlanner.roleLimit)) {
            try stage.chain().source()
        }
    }

    @Test(
        "Settings that cannot work are told",
        arguments: [
            ("", AWSCredentialError.ambiguousRoleSource(profile: "default")),
            ("source_profile = keys\ncredential_source = Environment", .ambiguousRoleSource(profile: "default")),
            ("source_profile = none", .profileNotFound("none")),
            ("source_profile = bare\n[profile bare]\nregion = us-east-1", .emptySourceProfile("bare")),
            ("source_profile = keys\nmfa_serial = arn:mfa", .multiFactorRequired(profile: "default")),
            ("credential_source = Environment", .emptyCredentialSource(profile: "default")),
            ("credential_source = EcsContainer", .emptyCredentialSource(profile: "default")),
        ]
    )
    func invalid(_ settings: String, _ expected: AWSCredentialError) {
        #expect(throws: expected) {
            try AWSStage(config: role(settings), credentials: Self.keys).chain().source()
        }
    }

    @Test("A duration out of range and an unknown credential source are told", arguments: ["60", "x", "99999"])
    func values(_ seconds: String) {
        for settings in ["source_profile = keys\nduration_seconds = \(seconds)", "credential_source = Cloud"] {
            let error = #expect(throws: AWSCredentialError.self) {
                try AWSStage(config: role(settings), credentials: Self.keys).chain().source()
            }
            guard case .invalidSetting = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
    }

    @Test("credential_source takes the environment's keys, which the chain itself passes over for a named profile")
    func environmentSource() async throws {
        let variables = ["AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "s"]
        let config = "[profile p]\nrole_arn = arn:r\ncredential_source = Environment\n"
        let stage = AWSStage(variables, config: config) { _ in .text(200, Self.answer) }

        let credentials = try await stage.chain(.init(profile: "p")).credentials()

        #expect(credentials.source == .assumeRole)
        #expect(stage.requests.first?["authorization"]?.contains("Credential=ENV/") == true)
    }

    @Test("A refusal tells code and text, without what looks like a key")
    func refused() async {
        let body =
            "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User arn:aws:iam::1:user/"
            + "u may not; key AKIAIOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY.</Message></Error>"
        let stage = AWSStage(config: role("source_profile = keys"), credentials: Self.keys) { _ in .text(403, body) }

        let excerpt = "AccessDenied: User arn:aws:iam::1:user/u may not; key <hidden> <hidden>"
        await #expect(throws: AWSCredentialError.refused(.assumeRole, status: 403, excerpt: excerpt)) {
            try await stage.chain().credentials()
        }
    }

    @Test("An answer that is cut short is malformed", arguments: [0, 40, 200, 300, 360])
    func malformed(_ length: Int) async {
        let stage = AWSStage(config: role("source_profile = keys"), credentials: Self.keys) { _ in
            .text(200, String(Self.answer.prefix(length)))
        }

        await #expect(throws: AWSCredentialError.malformed(.assumeRole)) { try await stage.chain().credentials() }
    }

    @Test("Keys that have expired already are refused")
    func expired() async {
        let stage = AWSStage(config: role("source_profile = keys"), credentials: Self.keys) { _ in
            .text(200, Self.answer)
        }
        stage.pass(3600)

        await #expect(throws: AWSCredentialError.expired(.assumeRole)) { try await stage.chain().credentials() }
    }

    @Test("A signature refused for its time is made again with the service's clock")
    func skew() async throws {
        let refusal = "<Error><Code>SignatureDoesNotMatch</Code><Message>Signature expired</Message></Error>"
        let stage = AWSStage(config: role("source_profile = keys"), credentials: Self.keys) { request in
            request["x-amz-date"] == "20260115T100045Z"
                ? .text(200, Self.answer)
                : .text(403, refusal, headers: [.date: "Thu, 15 Jan 2026 10:00:45 GMT"])
        }

        #expect(try await stage.chain().credentials().accessKeyID == "ASIAROLE")
        #expect(stage.requests.count == 2)
    }

    private func role(_ settings: String) -> String { "[default]\nrole_arn = arn:aws:iam::1:role/r\n\(settings)\n" }
}
