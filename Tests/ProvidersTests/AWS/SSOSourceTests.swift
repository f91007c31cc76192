import HTTPTypes
import Testing

@testable import Providers

@Suite("Keys of IAM Identity Center")
struct SSOSourceTests {
    private static let session = """
        [default]
        sso_session = corp
        sso_account_id = 123456789012
        sso_role_name = Dev Ops
        [sso-session corp]
        sso_region = eu-west-1
        sso_start_url = https://corp.awsapps.com/start
        """
    private static let legacy = """
        [default]
        sso_start_url = https://corp.awsapps.com/start
        sso_region = us-east-1
        sso_account_id = 1
        sso_role_name = r
        """
    // SHA-1 of `corp` and of the start address.
    private static let sessionCache = "/users/me/.aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json"
    private static let legacyCache = "/users/me/.aws/sso/cache/a51746d4aa793ae07b25e90c3a5db96fc7832bd7.json"
    private static let keys = """
        {"roleCredentials":{"accessKeyId":"ASIASSO","secretAccessKey":"s","sessionToken":"t",\
        "expiration":1768473045999}}
        """
    private static let renewed = #"{"accessToken":"new","expiresIn":28800,"refreshToken":"next","tokenType":"Bearer"}"#

    /// A cache file whose token ends `seconds` after the start.
    private static func token(endingIn seconds: Int, registration: String = "2026-03-01T00:00:00Z") -> String {
        let end = UTCTime(epochSeconds: AWSStage.start + seconds).extendedTimestamp
        return """
            {"startUrl": "https://corp", "accessToken": "old", "expiresAt": "\(end)", "clientId": "id",
             "clientSecret": "cs", "registrationExpiresAt": "\(registration)", "refreshToken": "rt", "x": [1.0]}
            """
    }

    private static func stage(
        _ config: String = session,
        token: String?,
        isReadOnly: Bool = false,
        renewal: AWSHTTPResponse = .text(200, renewed),
        portal: AWSHTTPResponse = .text(200, keys)
    ) -> AWSStage {
        var files: [String: String] = [:]
        files[config == session ? cache(of: "corp") : cache(of: "https://corp.awsapps.com/start")] = token
        return AWSStage(config: config, files: files, isReadOnly: isReadOnly) { request in
            request.url.contains("oidc") ? renewal : portal
        }
    }

    private static func cache(of name: String) -> String {
        name == "corp" ? sessionCache : legacyCache
    }

    @Test("The portal is asked with the cached token")
    func happy() async throws {
        let stage = Self.stage(token: Self.token(endingIn: 3600))

        let credentials = try await stage.chain().credentials()

        #expect(credentials.accessKeyID == "ASIASSO")
        #expect(credentials.expiration == 1_768_473_045)
        #expect(credentials.source == .sso)
        let request = try #require(stage.requests.first)
        #expect(stage.requests.count == 1)
        #expect(
            request.url == "https://portal.sso.eu-west-1.amazonaws.com/federation/credentials"
                + "?role_name=Dev%20Ops&account_id=123456789012"
        )
        #expect(request["x-amz-sso_bearer_token"] == "old")
    }

    @Test(
        "A token with less than 15 minutes left is renewed and written back; other members stay",
        arguments: [899, 0, -9]
    )
    func renews(_ left: Int) async throws {
        let stage = Self.stage(token: Self.token(endingIn: left))

        _ = try await stage.chain().credentials()

        #expect(stage.requests.map(\.url).first == "https://oidc.eu-west-1.amazonaws.com/token")
        #expect(
            stage.requests[0].text
                == #"{"grantType":"refresh_token","clientId":"id","clientSecret":"cs","refreshToken":"rt"}"#
        )
        #expect(stage.requests[1]["x-amz-sso_bearer_token"] == "new")
        let file = try #require(stage.file(Self.sessionCache).flatMap { AWSAnswer(Array($0.utf8)) })
        #expect(file.text("accessToken") == "new")
        #expect(file.text("refreshToken") == "next")
        #expect(file.time("expiresAt") == AWSStage.start + 28_800)
        #expect(file.text("clientSecret") == "cs")
        #expect(file.text("startUrl") == "https://corp")
        #expect(stage.file(Self.sessionCache)?.contains("[1.0]") == true)
    }

    @Test("With 15 minutes left nothing is renewed")
    func longEnough() async throws {
        let stage = Self.stage(token: Self.token(endingIn: 900))

        _ = try await stage.chain().credentials()

        #expect(stage.requests.count == 1)
    }

    @Test("A renewal without a new refresh token keeps the old one")
    func keepsRefreshToken() async throws {
        let renewal = AWSHTTPResponse.text(200, #"{"accessToken":"new","expiresIn":60}"#)
        let stage = Self.stage(token: Self.token(endingIn: 10), renewal: renewal)

        _ = try await stage.chain().credentials()

        #expect(stage.file(Self.sessionCache)?.contains(#""refreshToken": "rt""#) == true)
    }

    @Test("A cache that cannot be written does not stop the request")
    func readOnly() async throws {
        let stage = Self.stage(token: Self.token(endingIn: 10), isReadOnly: true)

        _ = try await stage.chain().credentials()

        #expect(stage.requests.last?["x-amz-sso_bearer_token"] == "new")
    }

    @Test(
        "If a renewal fails the old token serves to its end",
        arguments: [
            AWSHTTPResponse.text(400, #"{"error":"invalid_grant"}"#), .text(200, "{}"), .text(200, "<html>"),
            .text(200, #"{"accessToken":"x","expiresIn":-5}"#),
        ]
    )
    func renewalFails(_ renewal: AWSHTTPResponse) async throws {
        let alive = Self.stage(token: Self.token(endingIn: 10), renewal: renewal)
        let dead = Self.stage(token: Self.token(endingIn: 0), renewal: renewal)

        _ = try await alive.chain().credentials()

        #expect(alive.requests.last?["x-amz-sso_bearer_token"] == "old")
        await #expect(throws: AWSCredentialError.signInRequired(profile: "default")) {
            try await dead.chain().credentials()
        }
    }

    @Test("A client whose registration has ended is not asked to renew")
    func registrationEnded() async {
        let stage = Self.stage(token: Self.token(endingIn: 0, registration: "2026-01-15T09:30:45Z"))

        await #expect(throws: AWSCredentialError.signInRequired(profile: "default")) {
            try await stage.chain().credentials()
        }
        #expect(stage.requests.isEmpty)
    }

    @Test("A token of an older profile is found by its start address and never renewed")
    func legacy() async throws {
        let alive = Self.stage(Self.legacy, token: Self.token(endingIn: 1))
        let dead = Self.stage(Self.legacy, token: Self.token(endingIn: 0))

        _ = try await alive.chain().credentials()

        #expect(alive.requests.map { $0.url.contains("portal.sso.us-east-1.") } == [true])
        await #expect(throws: AWSCredentialError.signInRequired(profile: "default")) {
            try await dead.chain().credentials()
        }
    }

    @Test(
        "A missing or unreadable cache tells the command to sign in",
        arguments: [nil, "", "{}", "{\"accessToken\":1}"]
    )
    func noToken(_ token: String?) async throws {
        let stage = Self.stage(token: token)
        let error = await #expect(throws: AWSCredentialError.self) { try await stage.chain().credentials() }

        #expect(error == .signInRequired(profile: "default"))
        #expect(error?.description.contains("aws sso login --profile default") == true)
    }

    @Test("What the portal says is told")
    func portal() async {
        let refusals: [(AWSHTTPResponse, AWSCredentialError)] = [
            (.text(401, #"{"message":"Session token not found"}"#), .signInRequired(profile: "default")),
            (.text(403, #"{"message":"No access"}"#), .refused(.sso, status: 403, excerpt: "No access")),
            (.text(200, "{}"), .malformed(.sso)), (.text(200, #"{"roleCredentials":{}}"#), .malformed(.sso)),
        ]
        for (answer, expected) in refusals {
            let stage = Self.stage(token: Self.token(endingIn: 3600), portal: answer)
            await #expect(throws: expected) { try await stage.chain().credentials() }
        }
    }

    @Test(
        "Settings that lack a part are told",
        arguments: [
            ("sso_account_id = 1", "sso_role_name"), ("sso_role_name = 1", "sso_account_id"),
            ("sso_account_id = 1\nsso_role_name = r\nsso_session = s", "[sso-session s]"),
            ("sso_account_id = 1\nsso_role_name = r\nsso_region = us-east-1", "sso_start_url"),
            ("sso_account_id = 1\nsso_role_name = r\nsso_start_url = u", "sso_region"),
        ]
    )
    func incomplete(_ settings: String, _ missing: String) {
        #expect(throws: AWSCredentialError.incomplete(.sso, missing: missing)) {
            try AWSStage(config: "[default]\n\(settings)\n").chain().source()
        }
    }

    @Test("A region that would lead elsewhere is refused")
    func region() {
        let config = "[default]\nsso_account_id = 1\nsso_role_name = r\nsso_start_url = u\nsso_region = evil.com/x\n"

        #expect(throws: AWSCredentialError.self) { try AWSStage(config: config).chain().source() }
    }
}
