import Testing

@testable import Providers

@Suite("Order of the credential chain")
struct CredentialChainTests {
    /// A profile with everything; each test takes away what comes first.
    private static let full = [
        "role_arn = arn:aws:iam::1:role/r", "source_profile = keys", "sso_account_id = 1", "sso_role_name = r",
        "sso_start_url = https://s", "sso_region = us-east-1", "credential_process = tool",
        "aws_access_key_id = CONFIG", "aws_secret_access_key = s",
    ]
    private static let keys = "[keys]\naws_access_key_id = K\naws_secret_access_key = s\n"
    private static let defaultKeys = "[default]\naws_access_key_id = FILE\naws_secret_access_key = s\n"
    private static let variables = [
        "AWS_ACCESS_KEY_ID": "ENV", "AWS_SECRET_ACCESS_KEY": "s", "AWS_WEB_IDENTITY_TOKEN_FILE": "/t",
        "AWS_ROLE_ARN": "arn:aws:iam::1:role/w", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/c",
    ]

    /// The steps of the chain; dropping the first `count` makes the next one win.
    private static func stage(dropping count: Int) -> AWSStage {
        var variables = variables
        if count > 0 { variables["AWS_ACCESS_KEY_ID"] = nil; variables["AWS_SECRET_ACCESS_KEY"] = nil }
        if count > 2 { variables["AWS_WEB_IDENTITY_TOKEN_FILE"] = nil }
        if count > 7 { variables["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = nil }
        var config = full
        if count > 1 { config.removeFirst(2) }
        if count > 3 { config.removeFirst(4) }
        if count > 5 { config.removeFirst(1) }
        if count > 6 { config = [] }
        return AWSStage(
            variables,
            config: "[default]\n" + config.joined(separator: "\n"),
            credentials: keys + (count > 4 ? "" : defaultKeys)
        )
    }

    @Test(
        "Each source wins once the ones before it have nothing",
        arguments: [
            (0, AWSCredentials.Source.environment), (1, .assumeRole), (2, .webIdentity), (3, .sso),
            (4, .credentialsFile), (5, .process), (6, .configFile), (7, .container), (8, .instanceMetadata),
        ]
    )
    func order(_ dropped: Int, _ source: AWSCredentials.Source) throws {
        let chain = Self.stage(dropping: dropped).chain(.init(usesInstanceMetadata: true))

        #expect(try chain.source() == source)
    }

    @Test("Keys in the settings win over everything and read no file")
    func settings() async throws {
        let stage = AWSStage(Self.variables, unreadable: ["/users/me/.aws/config", "/users/me/.aws/credentials"])
        let settings = AWSCredentialSettings(
            accessKeyID: "SET",
            secretAccessKey: Secret("s"),
            sessionToken: Secret("t"),
            profile: "none"
        )

        let credentials = try await stage.chain(settings).credentials()

        #expect(credentials.accessKeyID == "SET")
        #expect(credentials.sessionToken == Secret("t"))
        #expect(credentials.source == .settings)
    }

    @Test("Half a pair is an error and not passed over")
    func halves() {
        #expect(throws: AWSCredentialError.incomplete(.settings, missing: "the secret access key")) {
            try AWSStage().chain(.init(accessKeyID: "a")).source()
        }
        #expect(throws: AWSCredentialError.incomplete(.environment, missing: "AWS_ACCESS_KEY_ID")) {
            try AWSStage(["AWS_SECRET_ACCESS_KEY": "s"]).chain().source()
        }
        #expect(throws: AWSCredentialError.incomplete(.credentialsFile, missing: "aws_secret_access_key")) {
            try AWSStage(credentials: "[default]\naws_access_key_id = a\n").chain().source()
        }
    }

    @Test("Empty variables count as unset")
    func emptyVariables() {
        let stage = AWSStage(["AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": " ", "AWS_PROFILE": ""])

        #expect(throws: AWSCredentialError.noCredentials) { try stage.chain().source() }
    }

    @Test("Token and expiry are taken from the environment")
    func environment() async throws {
        let stage = AWSStage([
            "AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "s", "AWS_SESSION_TOKEN": "new",
            "AWS_SECURITY_TOKEN": "old", "AWS_CREDENTIAL_EXPIRATION": "2026-01-15T10:30:45Z",
        ])

        let credentials = try await stage.chain().credentials()

        #expect(credentials.sessionToken == Secret("new"))
        #expect(credentials.expiration == AWSStage.start + 3600)
    }

    @Test("An expiry in the environment that has passed, or is no time, is an error")
    func expiredEnvironment() async {
        let keys = ["AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "s"]
        let past = keys.merging(["AWS_CREDENTIAL_EXPIRATION": "2026-01-15T09:30:45Z"]) { $1 }
        let odd = keys.merging(["AWS_CREDENTIAL_EXPIRATION": "tomorrow"]) { $1 }

        await #expect(throws: AWSCredentialError.expired(.environment)) {
            try await AWSStage(past).chain().credentials()
        }
        await #expect(throws: AWSCredentialError.self) { try await AWSStage(odd).chain().credentials() }
    }

    @Test("A profile in the settings takes the place of the environment's keys and web identity")
    func explicitProfile() async throws {
        let stage = AWSStage(
            Self.variables,
            credentials: "[p]\naws_access_key_id = P\naws_secret_access_key = s\n"
        )

        let credentials = try await stage.chain(.init(profile: "p")).credentials()

        #expect(credentials.accessKeyID == "P")
    }

    @Test("A profile that is named and does not exist is an error, the default one is not")
    func missingProfile() {
        let container = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/c"]

        #expect(throws: AWSCredentialError.profileNotFound("p")) {
            try AWSStage(container).chain(.init(profile: "p")).source()
        }
        #expect(throws: AWSCredentialError.profileNotFound("q")) {
            try AWSStage(container.merging(["AWS_PROFILE": "q"]) { $1 }).chain().source()
        }
        #expect(throws: AWSCredentialError.profileNotFound("default")) {
            try AWSStage(container.merging(["AWS_DEFAULT_PROFILE": "default"]) { $1 }).chain().source()
        }
        #expect(throws: Never.self) { try AWSStage(container).chain().source() }
    }

    @Test("A session of aws login names the command that hands keys over")
    func login() {
        let stage = AWSStage(config: "[default]\nlogin_session = arn:aws:iam::1:user/u\n")
        let error = #expect(throws: AWSCredentialError.self) { try stage.chain().source() }

        #expect(error == .loginSession(profile: "default"))
        #expect(error?.description.contains("aws configure export-credentials") == true)
    }

    @Test("With nothing anywhere the error tells what to set, and instance metadata is asked only if wanted")
    func nothing() async {
        let stage = AWSStage()

        await #expect(throws: AWSCredentialError.noCredentials) { try await stage.chain().credentials() }
        #expect(stage.requests.isEmpty)
        await #expect(throws: AWSCredentialError.noCredentials) {
            try await stage.chain(.init(usesInstanceMetadata: true)).credentials()
        }
        #expect(!stage.requests.isEmpty)
    }
}
