extension AWSCredentials {
    /// What the parts of a key pair are called in a table of settings.
    struct SettingNames {
        let accessKeyID: String
        let secretAccessKey: String
        /// The present name first.
        let sessionTokens: [String]
        let expiration: String?
    }

    /// Takes a key pair out of a table; `nil` if it holds neither half.
    ///
    /// - Throws: `incomplete` if it holds one half, `invalidSetting` for an expiry that is no time.
    init?(
        settings: [String: String],
        source: Source,
        names: SettingNames
    ) throws(AWSCredentialError) {
        let accessKeyID = settings.nonEmpty(names.accessKeyID)
        let secretAccessKey = settings.nonEmpty(names.secretAccessKey)
        if accessKeyID == nil && secretAccessKey == nil { return nil }
        guard let accessKeyID else { throw .incomplete(source, missing: names.accessKeyID) }
        guard let secretAccessKey else { throw .incomplete(source, missing: names.secretAccessKey) }
        self.init(
            accessKeyID: accessKeyID,
            secretAccessKey: Secret(secretAccessKey),
            sessionToken: names.sessionTokens.lazy.compactMap { settings.nonEmpty($0) }.first.map(Secret.init),
            expiration: try Self.expiration(settings, names.expiration),
            source: source
        )
    }

    /// Takes a key pair out of the JSON object an endpoint or a command gave.
    ///
    /// - Throws: `malformed` if a part is missing.
    init(
        answer: AWSAnswer,
        source: Source,
        tokenName: StaticString,
        expirationRequired: Bool
    ) throws(AWSCredentialError) {
        guard let accessKeyID = answer.text("AccessKeyId"), let secret = answer.text("SecretAccessKey") else {
            throw .malformed(source)
        }
        let expiration = answer.time("Expiration")
        let mayLackExpiration = !expirationRequired && answer.text("Expiration") == nil
        guard expiration != nil || mayLackExpiration else { throw .malformed(source) }
        self.init(
            accessKeyID: accessKeyID,
            secretAccessKey: Secret(secret),
            sessionToken: answer.text(tokenName).map(Secret.init),
            expiration: expiration,
            source: source
        )
    }

    private static func expiration(
        _ settings: [String: String],
        _ name: String?
    ) throws(AWSCredentialError) -> Int? {
        guard let name, let text = settings.nonEmpty(name) else { return nil }
        guard let time = UTCTime(iso8601: text) else {
            throw .invalidSetting(name: name, requirement: "a time such as 2026-01-15T09:30:45Z")
        }
        return time.epochSeconds
    }
}
