/// Decides what a profile's settings ask for.
///
/// - Note: Source: order and conditions of botocore 1.43.11, `credentials.py`.
struct ProfilePlanner {
    let profiles: AWSProfiles
    /// The process environment, for `credential_source`.
    let variables: [String: String]
    /// Region of the token service for roles.
    let region: String?

    /// Most roles assumed in a row; AWS itself sets no limit, and nobody has three.
    static let roleLimit = 8

    /// The plan for `profile`; `nil` if it says nothing about credentials.
    ///
    /// `webIdentityVariables` may name a token file; they are empty if a profile was chosen in their place.
    func plan(
        for profile: AWSProfile,
        webIdentityVariables: [String: String]
    ) throws(AWSCredentialError) -> CredentialPlan? {
        if let role = try rolePlan(profile, visited: [profile.name]) { return role }
        return try ownPlan(profile, webIdentityVariables)
    }

    /// Everything but a role of this profile, in the order of the chain.
    private func ownPlan(
        _ profile: AWSProfile,
        _ webIdentityVariables: [String: String]
    ) throws(AWSCredentialError) -> CredentialPlan? {
        if let source = try WebIdentitySource(variables: webIdentityVariables, profile: profile, region: region) {
            return .webIdentity(source)
        }
        if let source = try SSOSource(profile, in: profiles) { return .sso(source) }
        if let keys = try profile.keys(.credentialsFile) { return .keys(keys) }
        if profile["login_session"] != nil { throw .loginSession(profile: profile.name) }
        if let source = ProcessSource(profile) { return .process(source) }
        return try profile.keys(.configFile).map { .keys($0) }
    }

    private func rolePlan(
        _ profile: AWSProfile,
        visited: [String]
    ) throws(AWSCredentialError) -> CredentialPlan? {
        guard let roleARN = profile["role_arn"], profile["web_identity_token_file"] == nil else { return nil }
        guard visited.count <= Self.roleLimit else { throw .roleChainTooLong(limit: Self.roleLimit) }
        if profile["mfa_serial"] != nil { throw .multiFactorRequired(profile: profile.name) }
        let role = try AssumeRoleSource(roleARN: roleARN, profile: profile, region: region)
        switch (profile["source_profile"], profile["credential_source"]) {
        case (let name?, nil): return .assumeRole(role, with: try sourcePlan(name, of: profile, visited: visited))
        case (nil, let kind?): return .assumeRole(role, with: try credentialSource(kind, of: profile))
        case (nil, nil), (_?, _?): throw .ambiguousRoleSource(profile: profile.name)
        }
    }

    /// The plan for a source profile.
    ///
    /// It may be the profile itself, if that has keys.
    private func sourcePlan(
        _ name: String,
        of profile: AWSProfile,
        visited: [String]
    ) throws(AWSCredentialError) -> CredentialPlan {
        guard let source = profiles[name] else { throw .profileNotFound(name) }
        let isItself = name == profile.name
        guard !visited.contains(name) || isItself && source.hasKeys else { throw .roleLoop(profile: profile.name) }
        if !source.hasKeys, let role = try rolePlan(source, visited: visited + [name]) { return role }
        guard let plan = try ownPlan(source, [:]) else { throw .emptySourceProfile(name) }
        return plan
    }

    private func credentialSource(
        _ kind: String,
        of profile: AWSProfile
    ) throws(AWSCredentialError) -> CredentialPlan {
        let plan: CredentialPlan?
        switch kind.lowercased() {
        case "environment": plan = try AWSCredentials(variables: variables).map { .keys($0) }
        case "ec2instancemetadata": plan = try InstanceMetadataSource(variables).map { .instanceMetadata($0) }
        case "ecscontainer": plan = try ContainerSource(variables).map { .container($0) }
        default:
            throw .invalidSetting(
                name: "credential_source",
                requirement: "Environment, Ec2InstanceMetadata or EcsContainer"
            )
        }
        guard let plan else { throw .emptyCredentialSource(profile: profile.name) }
        return plan
    }
}
