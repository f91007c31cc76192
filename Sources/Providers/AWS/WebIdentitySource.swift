/// A role assumed with an identity token that somebody else keeps fresh in a file (EKS service accounts, CI systems).
struct WebIdentitySource: Sendable, Hashable {
    private let tokenFile: String
    private let roleARN: String
    private let sessionName: String?
    private let region: String?

    /// The token of the variables, else of `profile`; `nil` if neither names a file.
    ///
    /// - Throws: `incomplete` if there is a file and no role.
    init?(
        variables: [String: String],
        profile: AWSProfile?,
        region: String?
    ) throws(AWSCredentialError) {
        func setting(_ variable: String, _ key: String) -> String? { variables.nonEmpty(variable) ?? profile?[key] }
        guard let tokenFile = setting("AWS_WEB_IDENTITY_TOKEN_FILE", "web_identity_token_file") else { return nil }
        guard let roleARN = setting("AWS_ROLE_ARN", "role_arn") else {
            throw .incomplete(.webIdentity, missing: "AWS_ROLE_ARN or role_arn")
        }
        self.tokenFile = tokenFile
        self.roleARN = roleARN
        self.region = region
        sessionName = setting("AWS_ROLE_SESSION_NAME", "role_session_name")
    }

    /// Reads the file, which may have a newer token each time, and asks the token service.
    func credentials(in environment: AWSEnvironment) async throws(AWSCredentialError) -> AWSCredentials {
        guard let bytes = try environment.file(tokenFile) else { throw .missingFile(path: tokenFile) }
        let token = String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
        guard !token.isEmpty else { throw .incomplete(.webIdentity, missing: "a token in its file") }
        let call = STSCall(
            action: "AssumeRoleWithWebIdentity",
            parameters: [
                (name: "RoleArn", value: roleARN),
                (name: "RoleSessionName", value: sessionName ?? "claude-proxy-\(environment.now())"),
                (name: "WebIdentityToken", value: token),
            ],
            region: region,
            source: .webIdentity
        )
        return try await call.credentials(signedWith: nil, in: environment)
    }
}
