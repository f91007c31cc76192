/// A role of a profile, assumed with other credentials.
struct AssumeRoleSource: Sendable, Hashable {
    private let roleARN: String
    private let sessionName: String?
    private let externalID: String?
    private let duration: Int?
    private let region: String?

    /// Lifetimes that the token service takes, in seconds: a quarter of an hour to half a day.
    private static let durations = 900...43_200

    /// The role of `profile`.
    ///
    /// - Throws: `invalidSetting` if the duration is not one the service takes.
    init(roleARN: String, profile: AWSProfile, region: String?) throws(AWSCredentialError) {
        self.roleARN = roleARN
        self.region = region
        sessionName = profile["role_session_name"]
        externalID = profile["external_id"]
        duration = profile["duration_seconds"].flatMap { Int($0) }
        let isValid = duration.map(Self.durations.contains) ?? (profile["duration_seconds"] == nil)
        guard isValid else {
            throw .invalidSetting(name: "duration_seconds", requirement: "a number from 900 to 43200")
        }
    }

    /// Asks the token service.
    func credentials(
        with keys: AWSCredentials,
        in environment: AWSEnvironment
    ) async throws(AWSCredentialError) -> AWSCredentials {
        var parameters = [
            (name: "RoleArn", value: roleARN),
            (name: "RoleSessionName", value: sessionName ?? "claude-proxy-\(environment.now())"),
        ]
        if let duration { parameters.append((name: "DurationSeconds", value: String(duration))) }
        if let externalID { parameters.append((name: "ExternalId", value: externalID)) }
        let call = STSCall(action: "AssumeRole", parameters: parameters, region: region, source: .assumeRole)
        return try await call.credentials(signedWith: keys, in: environment)
    }
}
