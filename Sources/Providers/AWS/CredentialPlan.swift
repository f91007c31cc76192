/// Which source is asked for credentials, decided from settings, variables and files before anything is sent.
indirect enum CredentialPlan: Sendable, Hashable {
    /// Nothing to ask: these keys.
    case keys(AWSCredentials)
    /// A role, assumed with the credentials of another plan.
    case assumeRole(AssumeRoleSource, with: CredentialPlan)
    case webIdentity(WebIdentitySource)
    case sso(SSOSource)
    case process(ProcessSource)
    case container(ContainerSource)
    case instanceMetadata(InstanceMetadataSource)

    /// Where the credentials will be said to come from.
    var source: AWSCredentials.Source {
        switch self {
        case .keys(let credentials): credentials.source
        case .assumeRole: .assumeRole
        case .webIdentity: .webIdentity
        case .sso: .sso
        case .process: .process
        case .container: .container
        case .instanceMetadata: .instanceMetadata
        }
    }

    /// Asks the source.
    ///
    /// - Throws: `noCredentials` if there is no instance metadata service; what the sources throw.
    func credentials(in environment: AWSEnvironment) async throws(AWSCredentialError) -> AWSCredentials {
        switch self {
        case .keys(let credentials): return credentials
        case .assumeRole(let role, let plan):
            // Bounded: a planner makes at most `ProfilePlanner.roleLimit` roles in a row.
            let keys = try await plan.credentials(in: environment)
            return try await role.credentials(with: keys, in: environment)
        case .webIdentity(let source): return try await source.credentials(in: environment)
        case .sso(let source): return try await source.credentials(in: environment)
        case .process(let source): return try await source.credentials(in: environment)
        case .container(let source): return try await source.credentials(in: environment)
        case .instanceMetadata(let source):
            guard let credentials = try await source.credentials(in: environment) else { throw .noCredentials }
            return credentials
        }
    }
}
