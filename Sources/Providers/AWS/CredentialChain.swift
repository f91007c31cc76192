/// Finds AWS credentials the way the AWS CLI does: the first source that has any is asked, and its failure is final.
///
/// Order: the proxy's settings; environment; the profile's role, web identity, sign-in (SSO), keys of the credentials
/// file, `credential_process`, keys of the config file; container; instance metadata. A profile chosen in the settings
/// takes the place of the environment's keys.
/// - Note: Source: order of botocore 1.43.11, `create_credential_resolver`.
public struct CredentialChain: Sendable {
    private let settings: AWSCredentialSettings
    private let environment: AWSEnvironment

    /// Makes a chain; nothing is read before it is asked.
    public init(settings: AWSCredentialSettings, environment: AWSEnvironment) {
        self.settings = settings
        self.environment = environment
    }

    /// Which source would be asked, from settings, variables and files alone; nothing is sent or run.
    ///
    /// The last resort, instance metadata, is told without knowing whether there is such a service.
    /// - Throws: ``AWSCredentialError`` if no source can be asked.
    public func source() throws(AWSCredentialError) -> AWSCredentials.Source { try plan().source }

    /// Asks the first source that has credentials; reads every file afresh.
    ///
    /// - Throws: ``AWSCredentialError``; `expired` if the source gives credentials that no longer work.
    public func credentials() async throws(AWSCredentialError) -> AWSCredentials {
        let credentials = try await plan().credentials(in: environment)
        // The instance metadata service gives expired keys when it has trouble, and AWS then still takes them.
        if let expiration = credentials.expiration, expiration <= environment.now(),
            credentials.source != .instanceMetadata
        {
            throw .expired(credentials.source)
        }
        return credentials
    }

    /// Decides which source is asked.
    func plan() throws(AWSCredentialError) -> CredentialPlan {
        if let keys = try settingsKeys() { return .keys(keys) }
        let variables = settings.profile == nil ? environment.variables : [:]
        if let keys = try AWSCredentials(variables: variables) { return .keys(keys) }
        if let plan = try profilePlan(webIdentityVariables: variables) { return plan }
        if let source = try ContainerSource(environment.variables) { return .container(source) }
        if settings.usesInstanceMetadata, let source = try InstanceMetadataSource(environment.variables) {
            return .instanceMetadata(source)
        }
        throw .noCredentials
    }

    private func profilePlan(
        webIdentityVariables: [String: String]
    ) throws(AWSCredentialError) -> CredentialPlan? {
        let choice = ProfileChoice(explicit: settings.profile, variables: environment.variables)
        let profiles = try AWSProfiles(environment)
        let found = profiles[choice.name]
        guard found != nil || !choice.isNamed else { throw .profileNotFound(choice.name) }
        let profile = found ?? AWSProfile(name: choice.name)
        let planner = ProfilePlanner(
            profiles: profiles,
            variables: environment.variables,
            region: region(profile)
        )
        return try planner.plan(for: profile, webIdentityVariables: webIdentityVariables)
    }

    private func region(_ profile: AWSProfile) -> String? {
        [settings.region, AWSRegion.fromVariables(environment.variables), profile["region"]].lazy
            .compactMap(\.self).first(where: AWSRegion.isPlausible)
    }

    private func settingsKeys() throws(AWSCredentialError) -> AWSCredentials? {
        let accessKeyID = settings.accessKeyID.flatMap { $0.isEmpty ? nil : $0 }
        let secret = settings.secretAccessKey.flatMap { $0.reveal().isEmpty ? nil : $0 }
        if accessKeyID == nil && secret == nil { return nil }
        guard let accessKeyID else { throw .incomplete(.settings, missing: "the access key id") }
        guard let secret else { throw .incomplete(.settings, missing: "the secret access key") }
        return AWSCredentials(
            accessKeyID: accessKeyID,
            secretAccessKey: secret,
            sessionToken: settings.sessionToken,
            expiration: nil,
            source: .settings
        )
    }
}
