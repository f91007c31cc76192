package import Providers

/// What is done about a failed attempt.
package enum Disposition: Sendable, Equatable {
    /// No target will like this request: tell the client.
    case giveUp
    /// The same target may take the request once it is changed.
    case retrySame(RequestAdjustment)
    /// Only a target of another provider may take the request: limits of a body's size are a vendor's own.
    case tryOtherProvider
    /// Only another model, or the same at another provider, may take the request: a window is the model's.
    case tryOtherModel
    /// Another target may mend it.
    case tryNext(CooldownRule)
}

/// How long a target is left alone after a failure.
package enum CooldownRule: Sendable, Equatable {
    /// Not at all: the target is well, and another one may take this request.
    case none
    /// As long as the upstream asks, else the configured window for rate limits.
    case rateLimit
    /// A quota that does not refill within minutes.
    case quota
    /// Only if the upstream asks, or after several failures in a row.
    case repeatedFailures
    /// Our own credential or configuration is at fault: it takes a person to mend it.
    case ourFault
}

extension UpstreamFailure {
    /// Changes tried on one target for one request at most; each costs a request of a quota that may be two a minute.
    static let adjustmentLimit = 3

    /// What to do about this failure, when `tried` was already changed for this target.
    package func disposition(after tried: Set<RequestAdjustment>) -> Disposition {
        guard let adjustment, tried.count < Self.adjustmentLimit, !tried.contains(where: adjustment.isCovered) else {
            return finalDisposition
        }
        return .retrySame(adjustment)
    }

    /// What to do once nothing can be changed for this target any more; the one place where that is decided.
    package var finalDisposition: Disposition {
        switch kind {
        case .rateLimited:
            .tryNext(.rateLimit)
        case .quotaExhausted, .billing:
            .tryNext(.quota)
        case .overloaded, .unavailable, .timedOut, .network, .malformed, .incomplete:
            .tryNext(.repeatedFailures)
        case .authentication, .permission, .modelNotFound, .credentialExpired, .clockSkew:
            .tryNext(.ourFault)
        case .misconfigured:
            // Nothing was sent, and a mended file helps at once; but the search for credentials may take seconds.
            .tryNext(.repeatedFailures)
        case .unsupportedFeature, .modelFault, .localLimit:
            .tryNext(.none)
        case .contextTooLong:
            .tryOtherModel
        case .requestTooLarge:
            .tryOtherProvider
        case .invalidRequest, .clientAuthentication:
            .giveUp
        }
    }

    /// Longest wait that an upstream may ask for and the same target still be tried again, within the same request.
    ///
    /// A full queue clears in about a second; whoever asks for more is better left to the client's own repetition.
    static let shortWait = Duration.seconds(2)

    /// Whether the same target may well answer a moment later: a failure of the network or of the upstream itself.
    package var isTransient: Bool {
        switch kind {
        case .overloaded, .unavailable, .network, .malformed, .incomplete, .localLimit:
            retryAfter.map { $0 <= Self.shortWait } ?? true
        case .rateLimited, .quotaExhausted, .billing, .modelFault, .timedOut, .authentication, .clientAuthentication,
            .permission, .modelNotFound, .credentialExpired, .clockSkew, .unsupportedFeature, .invalidRequest,
            .contextTooLong, .requestTooLarge, .misconfigured:
            false
        }
    }
}

extension RequestAdjustment {
    /// Whether what was done before makes this change needless: a clock that is still wrong once moved is not the cause.
    fileprivate func isCovered(by tried: RequestAdjustment) -> Bool {
        if case (.clockOffset, .clockOffset) = (self, tried) { return true }
        return self == tried
    }

    /// Whether the request is to go out again as it was, but for the time of its signature.
    var keepsRequest: Bool {
        switch self {
        case .repeated, .clockOffset: true
        case .withoutField, .withoutBetas, .withoutSystemTurns, .freshCredentials, .renamedField, .maxTokens,
            .reasoningEffort, .withoutReasoning, .responsesAPI:
            false
        }
    }
}

extension UpstreamFailure.Kind {
    /// Whether it is our credential or configuration that is at fault, so that waiting will not help.
    package var isOurFault: Bool {
        switch self {
        case .authentication, .permission, .modelNotFound, .credentialExpired, .clockSkew, .misconfigured, .billing:
            true
        case .rateLimited, .quotaExhausted, .modelFault, .overloaded, .unavailable, .timedOut, .network, .malformed,
            .incomplete, .unsupportedFeature, .invalidRequest, .contextTooLong, .requestTooLarge, .clientAuthentication,
            .localLimit:
            false
        }
    }
}
