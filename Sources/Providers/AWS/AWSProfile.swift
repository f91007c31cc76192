/// One named set of settings, from both shared files.
struct AWSProfile: Sendable, Equatable {
    /// Name without the word `profile`.
    let name: String
    /// Settings of the config file.
    var config: [String: String] = [:]
    /// Settings of the credentials file.
    var credentials: [String: String] = [:]

    /// The value of `key` (lower case) that is not blank; the credentials file wins.
    subscript(_ key: String) -> String? { credentials.nonEmpty(key) ?? config.nonEmpty(key) }

    /// Whether either file holds at least half a key pair.
    var hasKeys: Bool { self["aws_access_key_id"] != nil || self["aws_secret_access_key"] != nil }

    /// The key pair of one of the files; `nil` if it holds neither half.
    func keys(_ source: AWSCredentials.Source) throws(AWSCredentialError) -> AWSCredentials? {
        try AWSCredentials(
            settings: source == .credentialsFile ? credentials : config,
            source: source,
            names: .init(
                accessKeyID: "aws_access_key_id",
                secretAccessKey: "aws_secret_access_key",
                sessionTokens: ["aws_session_token", "aws_security_token"],
                expiration: nil
            )
        )
    }
}
