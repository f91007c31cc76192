/// What the upstream takes for authorisation.
package struct AcceptedCredentials: Sendable {
    /// One pair of keys, with its session token if the keys are temporary.
    package struct Key: Sendable {
        package var accessKeyID: String
        package var secretAccessKey: String
        /// Must come with the request if set, and must not come if not.
        package var sessionToken: String?
        /// Keys that were good once: `ExpiredTokenException`.
        package var isExpired: Bool

        package init(
            accessKeyID: String,
            secretAccessKey: String,
            sessionToken: String? = nil,
            isExpired: Bool = false
        ) {
            self.accessKeyID = accessKeyID
            self.secretAccessKey = secretAccessKey
            self.sessionToken = sessionToken
            self.isExpired = isExpired
        }

        /// The keys of the published signature examples, which are not real ones.
        package static let example = Key(
            accessKeyID: "AKIDEXAMPLE",
            secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
        )
    }

    /// A key that no vendor gave to anybody.
    package static let exampleAPIKey = "sk-simulated-0123456789"

    package var keys: [Key]
    /// Accepted in `Authorization: Bearer …`.
    package var bearerTokens: [String]
    /// Keys that the other vendors take.
    package var apiKeys: [String]
    /// Region that the signature has to be for; `nil` takes any.
    package var region: String?
    package var service: String
    /// How far the signing time may be from the upstream's, in seconds; AWS allows five minutes.
    package var tolerance: Int64

    package init(
        keys: [Key] = [.example],
        bearerTokens: [String] = [],
        region: String? = "us-east-1",
        service: String = "bedrock",
        tolerance: Int64 = 300,
        apiKeys: [String] = [AcceptedCredentials.exampleAPIKey]
    ) {
        self.apiKeys = apiKeys
        self.keys = keys
        self.bearerTokens = bearerTokens
        self.region = region
        self.service = service
        self.tolerance = tolerance
    }
}
