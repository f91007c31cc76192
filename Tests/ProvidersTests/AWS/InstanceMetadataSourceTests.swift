import HTTPTypes
import Testing

@testable import Providers

@Suite("Credentials of an instance")
struct InstanceMetadataSourceTests {
    private static let disabled = "AWS_EC2_METADATA_V1_DISABLED"
    private static let keys = """
        {"Code":"Success","LastUpdated":"2026-01-15T09:00:00Z","Type":"AWS-HMAC","AccessKeyId":"ASIAI",
         "SecretAccessKey":"s","Token":"t","Expiration":"2026-01-15T15:30:45Z"}
        """

    /// A service that answers the token call with `token` (`nil`: not at all).
    private static func stage(
        _ variables: [String: String] = [:],
        token: AWSHTTPResponse? = .text(200, "TOKEN"),
        roles: AWSHTTPResponse = .text(200, "my-role\n"),
        keys: AWSHTTPResponse = .text(200, keys)
    ) -> AWSStage {
        AWSStage(variables) { request in
            if request.method == .put {
                guard let token else { throw AWSStage.Refusal() }
                return token
            }
            return request.url.hasSuffix("/security-credentials/") ? roles : keys
        }
    }

    private static func credentials(_ stage: AWSStage) async throws(AWSCredentialError) -> AWSCredentials {
        try await stage.chain(.init(usesInstanceMetadata: true)).credentials()
    }

    @Test("Token, role and keys are asked for one after the other")
    func happy() async throws {
        let stage = Self.stage()

        let credentials = try await Self.credentials(stage)

        #expect(credentials.accessKeyID == "ASIAI")
        #expect(credentials.expiration == AWSStage.start + 6 * 3600)
        #expect(credentials.source == .instanceMetadata)
        let base = "http://169.254.169.254/latest"
        let roles = base + "/meta-data/iam/security-credentials/"
        #expect(stage.requests.map(\.url) == [base + "/api/token", roles, roles + "my-role"])
        #expect(stage.requests[0].method == .put)
        #expect(stage.requests[0]["x-aws-ec2-metadata-token-ttl-seconds"] == "21600")
        #expect(stage.requests[1]["x-aws-ec2-metadata-token"] == "TOKEN")
        #expect(stage.requests[2]["x-aws-ec2-metadata-token"] == "TOKEN")
        #expect(stage.requests.allSatisfy { $0.timeout == .seconds(1) })
    }

    @Test("Without a token call version 1 is used", arguments: [403, 404, 405, nil])
    func version1(_ status: Int?) async throws {
        let stage = Self.stage(token: status.map { .text($0, "") })

        #expect(try await Self.credentials(stage).accessKeyID == "ASIAI")
        #expect(stage.requests.dropFirst().allSatisfy { $0["x-aws-ec2-metadata-token"] == nil })
    }

    @Test("Version 1 is not used where it is switched off", arguments: [403, 404, 405, nil])
    func version1Disabled(_ status: Int?) async {
        let stage = Self.stage([Self.disabled: "TRUE"], token: status.map { .text($0, "") })

        await #expect(throws: AWSCredentialError.self) { try await Self.credentials(stage) }
        #expect(stage.requests.count == 1)
    }

    @Test("A token call that is refused as bad is an error", arguments: [400, 500])
    func badRequest(_ status: Int) async {
        let stage = Self.stage(token: .text(status, ""))
        let expected = AWSCredentialError.refused(.instanceMetadata, status: status, excerpt: "")

        await #expect(throws: expected) { try await Self.credentials(stage) }
    }

    @Test("Nobody at the address, or an instance without a role, means no credentials")
    func nobody() async {
        let nobody = AWSStage()
        let noRole = Self.stage(roles: .text(404, ""))

        await #expect(throws: AWSCredentialError.noCredentials) { try await Self.credentials(nobody) }
        await #expect(throws: AWSCredentialError.noCredentials) { try await Self.credentials(noRole) }
    }

    @Test("Endpoint and mode can be overridden, and all of it switched off")
    func overrides() async throws {
        let endpoint = "AWS_EC2_METADATA_SERVICE_ENDPOINT"
        let custom = Self.stage([endpoint: "http://127.0.0.1:9/", "\(endpoint)_MODE": "IPv6"])
        let ipv6 = Self.stage(["\(endpoint)_MODE": "IPv6"])
        let off = Self.stage(["AWS_EC2_METADATA_DISABLED": "true"])

        _ = try await Self.credentials(custom)
        _ = try await Self.credentials(ipv6)

        #expect(custom.requests[0].url == "http://127.0.0.1:9/latest/api/token")
        #expect(ipv6.requests[0].url == "http://[fd00:ec2::254]/latest/api/token")
        await #expect(throws: AWSCredentialError.noCredentials) { try await Self.credentials(off) }
        #expect(off.requests.isEmpty)
        for variables in [[endpoint: "nowhere"], ["\(endpoint)_MODE": "IPv5"]] {
            await #expect(throws: AWSCredentialError.self) { try await Self.credentials(Self.stage(variables)) }
        }
    }

    @Test("A role's name is encoded, and one that is far too long is not asked for")
    func roleName() async throws {
        let odd = Self.stage(roles: .text(200, "a/../b?c"))
        let long = Self.stage(roles: .text(200, String(repeating: "r", count: 200)))

        _ = try await Self.credentials(odd)

        #expect(odd.requests.last?.url.hasSuffix("/security-credentials/a%2F..%2Fb%3Fc") == true)
        await #expect(throws: AWSCredentialError.noCredentials) { try await Self.credentials(long) }
    }

    @Test("An answer that is no success is told by its code, another one is malformed")
    func refused() async {
        let code = Self.stage(keys: .text(200, #"{"Code":"AssumeRoleUnauthorizedAccess"}"#))
        let text = Self.stage(keys: .text(200, "<html>"))
        let expected = AWSCredentialError.refused(
            .instanceMetadata,
            status: 200,
            excerpt: "AssumeRoleUnauthorizedAccess"
        )

        await #expect(throws: expected) { try await Self.credentials(code) }
        await #expect(throws: AWSCredentialError.malformed(.instanceMetadata)) { try await Self.credentials(text) }
    }

    @Test("Expired keys are taken: the service gives them when it has trouble, and they still work")
    func expired() async throws {
        let stage = Self.stage()
        stage.pass(24 * 3600)

        #expect(try await Self.credentials(stage).accessKeyID == "ASIAI")
    }

    @Test("A role may be assumed with them, even where they are not asked otherwise")
    func credentialSource() async throws {
        let config = "[default]\nrole_arn = arn:r\ncredential_source = Ec2InstanceMetadata\n"
        let stage = AWSStage(config: config) { request in
            if request.url.contains("sts") { return .text(200, AssumeRoleTests.answer) }
            if request.method == .put { return .text(200, "TOKEN") }
            return request.url.hasSuffix("/") ? .text(200, "r") : .text(200, Self.keys)
        }

        #expect(try await stage.chain().credentials().source == .assumeRole)
        #expect(stage.requests.last?["authorization"]?.contains("Credential=ASIAI/") == true)
    }
}
