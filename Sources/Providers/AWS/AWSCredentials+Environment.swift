extension AWSCredentials {
    /// The keys in the process environment; `nil` if there are none.
    ///
    /// - Throws: `incomplete` for half a pair, `invalidSetting` for an expiry that is no time.
    init?(variables: [String: String]) throws(AWSCredentialError) {
        try self.init(
            settings: variables,
            source: .environment,
            names: SettingNames(
                accessKeyID: "AWS_ACCESS_KEY_ID",
                secretAccessKey: "AWS_SECRET_ACCESS_KEY",
                sessionTokens: ["AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN"],
                expiration: "AWS_CREDENTIAL_EXPIRATION"
            )
        )
    }
}
