extension AWSCredentialError: CustomStringConvertible {
    /// One sentence that tells what to do.
    public var description: String {
        switch self {
        case .noCredentials:
            "No AWS credentials were found; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, choose a profile with "
                + "AWS_PROFILE, or set AWS_BEARER_TOKEN_BEDROCK."
        case .cancelled: "The search for AWS credentials was given up because its caller went away."
        case .timedOut(let seconds): "Finding AWS credentials took longer than \(seconds) seconds."
        case .incomplete(let source, let missing): "The AWS credentials from \(source.rawValue) lack \(missing)."
        case .expired(let source): "The AWS credentials from \(source.rawValue) have expired; renew them there."
        case .unreachable(let source): "The endpoint for AWS credentials from \(source.rawValue) did not answer."
        case .malformed(let source): "The AWS credentials from \(source.rawValue) came in a form that cannot be read."
        case .refused(let source, let status, let excerpt):
            "AWS credentials from \(source.rawValue) were refused with status \(status)\(Self.appended(excerpt))."
        case .unreadableFile(let path): "The file \(path) cannot be read; check its permissions."
        case .missingFile(let path): "The file \(path) does not exist, or the home directory is not known."
        case .fileTooLarge(let path, let limit): "The file \(path) is larger than \(limit) bytes."
        case .malformedFile(let path, let line):
            "Line \(line) of \(path) is neither a section, a setting nor a comment."
        case .invalidSetting(let name, let requirement): "The value of \(name) must be \(requirement)."
        case .profileNotFound(let name):
            "The AWS profile \"\(name)\" is in neither the config nor the credentials file; correct the name or add it."
        case .ambiguousRoleSource(let profile):
            "The AWS profile \"\(profile)\" has role_arn and needs exactly one of source_profile and credential_source."
        case .emptySourceProfile(let profile):
            "The AWS profile \"\(profile)\" is the source of a role and has no credentials of its own."
        case .emptyCredentialSource(let profile):
            "The credential_source of the AWS profile \"\(profile)\" has no credentials."
        case .roleLoop(let profile): "The source_profile of the AWS profile \"\(profile)\" leads back to itself."
        case .roleChainTooLong(let limit): "More than \(limit) AWS roles follow each other through source_profile."
        case .multiFactorRequired(let profile):
            "The AWS profile \"\(profile)\" asks for a code from a device (mfa_serial); have another tool assume the "
                + "role and hand the keys over with credential_process."
        case .loginSession(let profile):
            "The AWS profile \"\(profile)\" is a session of `aws login`; add to a profile: credential_process = "
                + "aws configure export-credentials --profile \(profile) --format process."
        case .signInRequired(let profile):
            "The sign-in of the AWS profile \"\(profile)\" is missing or has expired; run "
                + "`aws sso login --profile \(profile)`."
        case .commandNotRun(let profile, let problem):
            "The credential_process of the AWS profile \"\(profile)\" \(problem.rawValue)."
        case .commandFailed(let profile, let status, let excerpt):
            "The credential_process of the AWS profile \"\(profile)\" failed with status "
                + "\(status)\(Self.appended(excerpt))."
        }
    }

    private static func appended(_ excerpt: String) -> String { excerpt.isEmpty ? "" : " (\(excerpt))" }
}
