/// Says which upstreams there are credentials for.
struct CredentialDiscovery {
    let environment: EnvironmentVariables
    let readFile: (String) throws(FileProblem) -> String

    /// The kinds in order of preference: Claude itself first, then whoever answers in its place.
    var kinds: [ProviderSettings.Kind] {
        ProviderSettings.Kind.builtIn.filter { kind in
            kind == .bedrock ? hasAWSCredentials : kind.apiKeyVariable.flatMap(environment.entry) != nil
        }
    }

    private var hasAWSCredentials: Bool {
        let sources = [
            ["AWS_BEARER_TOKEN_BEDROCK"], ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"], ["AWS_PROFILE"],
            ["AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN"], ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"],
            ["AWS_CONTAINER_CREDENTIALS_FULL_URI"],
        ]
        let isInEnvironment = sources.contains { $0.allSatisfy { environment.entry($0) != nil } }
        return isInEnvironment || awsFiles.contains(where: holdsCredentials)
    }

    /// - Note: Source: AWS SDKs and Tools Reference Guide, shared config and credentials files.
    private var awsFiles: [String] {
        let home = environment.entry("HOME")?.value
        return [
            environment.entry("AWS_SHARED_CREDENTIALS_FILE")?.value ?? home.map { "\($0)/.aws/credentials" },
            environment.entry("AWS_CONFIG_FILE")?.value ?? home.map { "\($0)/.aws/config" },
        ].compactMap(\.self)
    }

    /// A config file that only sets a region is no credential.
    private func holdsCredentials(_ path: String) -> Bool {
        guard let text = try? readFile(path) else { return false }
        let marks = ["aws_access_key_id", "role_arn", "sso_session", "sso_start_url", "credential_process"]
        return YAMLText(text).lines.contains { line in
            let key = line.drop { $0 == " " }.prefix { $0 != "=" && $0 != " " }
            return marks.contains(key.lowercased())
        }
    }
}
