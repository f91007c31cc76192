/// Why there are no credentials, said in one sentence that tells what to do.
///
/// Never holds a key or token.
public enum AWSCredentialError: Error, Sendable, Hashable {
    /// No source has anything.
    case noCredentials
    /// The caller went away.
    case cancelled
    /// The whole search took longer than its limit.
    case timedOut(seconds: Int)
    /// A source has one half of a pair.
    case incomplete(AWSCredentials.Source, missing: String)
    /// A source gave credentials that no longer work.
    case expired(AWSCredentials.Source)
    /// A profile was asked for by name and is in neither file.
    case profileNotFound(String)
    /// A file exists and cannot be read.
    case unreadableFile(path: String)
    /// A file that is named does not exist.
    case missingFile(path: String)
    /// A file is longer than anything sensible.
    case fileTooLarge(path: String, limit: Int)
    /// A line is neither a section, a setting nor a comment.
    case malformedFile(path: String, line: Int)
    /// A setting is there and its value makes no sense.
    case invalidSetting(name: String, requirement: String)
    /// `role_arn` with both or neither of `source_profile` and `credential_source`.
    case ambiguousRoleSource(profile: String)
    /// The source profile of a role has no credentials of any kind.
    case emptySourceProfile(String)
    /// The `credential_source` of a role has no credentials.
    case emptyCredentialSource(profile: String)
    /// Source profiles that name each other.
    case roleLoop(profile: String)
    /// More roles in a row than anything sensible.
    case roleChainTooLong(limit: Int)
    /// A role that asks for a code from a device.
    case multiFactorRequired(profile: String)
    /// A session of `aws login`, which only the AWS CLI can use.
    case loginSession(profile: String)
    /// No usable token of IAM Identity Center.
    case signInRequired(profile: String)
    /// `credential_process` cannot be split, found, or run to its end.
    case commandNotRun(profile: String, reason: CommandProblem)
    /// `credential_process` ended with a failure; `excerpt` is the first line of its standard error, scrubbed.
    case commandFailed(profile: String, status: Int, excerpt: String)
    /// AWS, or the local endpoint, said no; `excerpt` is its own words, scrubbed.
    case refused(AWSCredentials.Source, status: Int, excerpt: String)
    /// No answer from the endpoint.
    case unreachable(AWSCredentials.Source)
    /// An answer that is not what it should be.
    case malformed(AWSCredentials.Source)

    /// What is wrong with a `credential_process` command.
    public enum CommandProblem: String, Sendable, Hashable {
        /// An open quote, or no words.
        case unreadable = "has an open quote or no words"
        /// No such program.
        case notFound = "names a program that cannot be found or run"
        /// Too slow.
        case timedOut = "did not end within its time limit"
        /// Too much output.
        case outputTooLarge = "printed more than 64 kB"
    }
}
