extension AWSCredentialError {
    /// The failure of an attempt that could not be signed.
    var upstreamFailure: UpstreamFailure { UpstreamFailure(failureKind, description) }

    private var failureKind: UpstreamFailure.Kind {
        switch self {
        case .timedOut: .timedOut
        case .cancelled, .unreachable: .network
        case .malformed, .commandFailed: .unavailable
        case .commandNotRun(_, let problem): problem == .timedOut ? .timedOut : .misconfigured
        case .noCredentials, .incomplete, .profileNotFound, .unreadableFile, .missingFile, .fileTooLarge,
            .malformedFile, .invalidSetting, .ambiguousRoleSource, .emptySourceProfile, .emptyCredentialSource,
            .roleLoop, .roleChainTooLong,
            .multiFactorRequired, .loginSession,
            // Nothing was sent upstream: a person mends it, and then it works at once.
            .expired, .signInRequired, .refused:
            .misconfigured
        }
    }
}
