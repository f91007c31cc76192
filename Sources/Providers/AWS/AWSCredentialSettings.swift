/// What the proxy's own configuration says about AWS credentials.
public struct AWSCredentialSettings: Sendable, Hashable {
    /// Public half of keys that win over every other source.
    public var accessKeyID: String?
    /// Secret half of those keys.
    public var secretAccessKey: Secret?
    /// Session token of those keys.
    public var sessionToken: Secret?
    /// A profile that is used instead of the environment's keys.
    public var profile: String?
    /// The region whose token service is asked to assume a role; `nil` takes the environment's or the profile's.
    public var region: String?
    /// Whether the instance metadata service is asked when nothing else has credentials.
    public var usesInstanceMetadata: Bool

    /// On everywhere but on a Mac, where no such service exists and asking it costs a second each time.
    public static var usesInstanceMetadataByDefault: Bool {
        #if os(macOS)
        false
        #else
        true
        #endif
    }

    /// Puts settings together.
    public init(
        accessKeyID: String? = nil,
        secretAccessKey: Secret? = nil,
        sessionToken: Secret? = nil,
        profile: String? = nil,
        region: String? = nil,
        usesInstanceMetadata: Bool = Self.usesInstanceMetadataByDefault
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.profile = profile
        self.region = region
        self.usesInstanceMetadata = usesInstanceMetadata
    }
}
