import HTTPTypes

/// Keys of an account and role of IAM Identity Center, got with the token of `aws sso login`.
///
/// - Note: Source: AWS IAM Identity Center Portal API Reference; cache files as in botocore 1.43.11.
struct SSOSource: Sendable, Hashable {
    /// The profile, for errors.
    let profile: String
    /// What the name of the cache file is the digest of: the session's name, or the start address of an older profile.
    let cacheName: String
    /// Whether the token can be renewed without the user; older profiles cannot.
    let isRenewable: Bool
    /// Region of the portal.
    let region: String
    private let accountID: String
    private let roleName: String

    /// Longest wait for one answer.
    static let timeout = Duration.seconds(10)

    /// The account and role of `profile`; `nil` if it names neither.
    ///
    /// - Throws: `incomplete` if a part is missing, `invalidSetting` for a region that is none.
    init?(_ profile: AWSProfile, in profiles: AWSProfiles) throws(AWSCredentialError) {
        guard profile["sso_account_id"] != nil || profile["sso_role_name"] != nil else { return nil }
        self.profile = profile.name
        accountID = try Self.required("sso_account_id", profile["sso_account_id"])
        roleName = try Self.required("sso_role_name", profile["sso_role_name"])
        if let name = profile["sso_session"] {
            let session = try Self.required("[sso-session \(name)]", profiles.ssoSession(name))
            region = try Self.required("sso_region", session.nonEmpty("sso_region"))
            (cacheName, isRenewable) = (name, true)
        } else {
            region = try Self.required("sso_region", profile["sso_region"])
            cacheName = try Self.required("sso_start_url", profile["sso_start_url"])
            isRenewable = false
        }
        guard AWSRegion.isPlausible(region) else {
            throw .invalidSetting(name: "sso_region", requirement: "a region name")
        }
    }

    /// Asks the portal for the role's keys.
    func credentials(in environment: AWSEnvironment) async throws(AWSCredentialError) -> AWSCredentials {
        let token = try await token(in: environment)
        let query =
            "role_name=\(PercentEncoding.encode(roleName.utf8))"
            + "&account_id=\(PercentEncoding.encode(accountID.utf8))"
        let request = AWSHTTPRequest(
            method: .get,
            url: "https://portal.sso.\(region).\(AWSRegion.domain(region))/federation/credentials?\(query)",
            headers: [.bearerToken: token.reveal(), .accept: "application/json"],
            timeout: Self.timeout
        )
        let answer = try await environment.send(request, for: .sso)
        switch answer.status {
        case 200: return try Self.credentials(in: answer.body)
        case 401: throw .signInRequired(profile: profile)
        default:
            let message = AWSAnswer(answer.body)?.text("message") ?? ""
            throw .refused(.sso, status: answer.status, excerpt: ErrorExcerpt.text(of: message.utf8))
        }
    }

    private static func credentials(in body: [UInt8]) throws(AWSCredentialError) -> AWSCredentials {
        guard let keys = AWSAnswer(body)?.object("roleCredentials"), let accessKeyID = keys.text("accessKeyId"),
            let secret = keys.text("secretAccessKey"), let token = keys.text("sessionToken"),
            let milliseconds = keys.number("expiration")
        else { throw .malformed(.sso) }
        return AWSCredentials(
            accessKeyID: accessKeyID,
            secretAccessKey: Secret(secret),
            sessionToken: Secret(token),
            expiration: milliseconds / 1000,
            source: .sso
        )
    }

    private static func required<Value>(_ name: String, _ value: Value?) throws(AWSCredentialError) -> Value {
        guard let value else { throw .incomplete(.sso, missing: name) }
        return value
    }
}

extension HTTPField.Name {
    fileprivate static let bearerToken = literal("x-amz-sso_bearer_token")
}
