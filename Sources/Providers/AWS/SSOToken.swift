import JSONBytes

/// The token that `aws sso login` left in its cache.
struct SSOToken: Sendable {
    /// Sent to the portal.
    let accessToken: Secret
    /// When it ends, in seconds since 1970-01-01T00:00:00Z.
    let expiresAt: Int
    /// What it takes to get the next one; `nil` if there is no way but to sign in.
    let renewal: Renewal?
    private let document: AWSAnswer

    /// What the client that signed in may use to get the next token.
    struct Renewal: Sendable {
        let clientID: String
        let clientSecret: Secret
        let refreshToken: Secret
        /// When the client's registration ends; `nil` if that is not known.
        let registrationExpiresAt: Int?
    }

    /// Seconds before its end from which a token is renewed.
    static let renewalWindow = 15 * 60

    /// Reads a cache file; `nil` if token or expiry is missing.
    init?(_ bytes: [UInt8]) {
        guard let document = AWSAnswer(bytes), let accessToken = document.text("accessToken"),
            let expiresAt = document.time("expiresAt")
        else { return nil }
        self.document = document
        self.accessToken = Secret(accessToken)
        self.expiresAt = expiresAt
        renewal = Renewal(document)
    }

    /// The cache file after a renewal; every other member stays as it is.
    ///
    /// - Parameters:
    ///   - answer: The answer of the token endpoint.
    ///   - now: Seconds since 1970-01-01T00:00:00Z.
    /// - Returns: The file's bytes; `nil` if the answer has no token.
    func renewed(by answer: AWSAnswer, now: Int) -> [UInt8]? {
        guard let accessToken = answer.text("accessToken"), let lifetime = answer.number("expiresIn"),
            1...Self.longestLifetime ~= lifetime
        else { return nil }
        var values: [(name: StaticString, raw: [UInt8])] = [
            ("accessToken", Self.json(accessToken)),
            ("expiresAt", Self.json(UTCTime(epochSeconds: now + lifetime).extendedTimestamp)),
        ]
        if let refreshToken = answer.text("refreshToken") { values.append(("refreshToken", Self.json(refreshToken))) }
        return document.replacing(values)
    }

    /// Longest lifetime believed, in seconds: a year.
    private static let longestLifetime = 366 * UTCTime.secondsPerDay

    private static func json(_ text: String) -> [UInt8] {
        var writer = JSONWriter(capacity: text.utf8.count + 2)
        writer.value(text)
        return writer.bytes
    }
}

extension SSOToken.Renewal {
    fileprivate init?(_ document: AWSAnswer) {
        guard let clientID = document.text("clientId"), let clientSecret = document.text("clientSecret"),
            let refreshToken = document.text("refreshToken")
        else { return nil }
        self.init(
            clientID: clientID,
            clientSecret: Secret(clientSecret),
            refreshToken: Secret(refreshToken),
            registrationExpiresAt: document.time("registrationExpiresAt")
        )
    }
}
