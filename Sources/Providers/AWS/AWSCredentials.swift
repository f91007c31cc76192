/// Keys that sign requests to AWS.
///
/// Printing them shows where they come from and when they expire, never what they are.
public struct AWSCredentials: Sendable, Hashable {
    /// Where credentials come from, in bounded text fit for a log or an error.
    public enum Source: String, Sendable, CaseIterable {
        /// Keys written in the proxy's own configuration.
        case settings
        /// `AWS_ACCESS_KEY_ID` and its companions.
        case environment
        /// A role assumed with other credentials.
        case assumeRole = "assume_role"
        /// A role assumed with an identity token from a file.
        case webIdentity = "web_identity"
        /// IAM Identity Center.
        case sso
        /// Keys in the shared credentials file.
        case credentialsFile = "credentials_file"
        /// Output of a `credential_process` command.
        case process = "credential_process"
        /// Keys in the shared config file.
        case configFile = "config_file"
        /// The container's credential endpoint (ECS, EKS).
        case container
        /// The instance's metadata service (EC2).
        case instanceMetadata = "instance_metadata"
    }

    /// The public half; names the key in the `Authorization` header.
    public let accessKeyID: String
    /// The half that signs.
    public let secretAccessKey: Secret
    /// Sent along with temporary keys.
    public let sessionToken: Secret?
    /// When the keys stop working, in seconds since 1970-01-01T00:00:00Z; `nil` if that is not known.
    public let expiration: Int?
    /// Where the keys come from.
    public let source: Source

    /// Puts credentials together.
    public init(
        accessKeyID: String,
        secretAccessKey: Secret,
        sessionToken: Secret?,
        expiration: Int?,
        source: Source
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiration = expiration
        self.source = source
    }
}

extension AWSCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Where the keys come from and when they expire.
    public var description: String {
        let end = expiration.map { "until \(UTCTime(epochSeconds: $0).extendedTimestamp)" } ?? "without known expiry"
        return "AWS credentials from \(source.rawValue), \(end)"
    }
    /// Same as ``description``.
    public var debugDescription: String { description }
    /// Shows only what ``description`` shows.
    public var customMirror: Mirror { Mirror(self, children: ["source": source.rawValue]) }
}
