extension BedrockFailure {
    /// What a status means when the error's name is not known; the words count only where the status leaves it open.
    static func kind(ofStatus status: Int?, text: BedrockErrorText?) -> UpstreamFailure.Kind {
        guard let status else { return .unavailable }
        switch status {
        case 400: return kind(ofRefusal: text)
        case 401: return text == .expiredToken ? .credentialExpired : .authentication
        case 402: return .quotaExhausted
        case 403: return kind(ofForbidden: text)
        case 404: return .modelNotFound
        case 408, 504: return .timedOut
        case 413: return .requestTooLarge
        case 424: return .unavailable
        case 429: return text == .dailyQuota ? .quotaExhausted : .rateLimited
        case 503, 529: return .overloaded
        case 400..<500: return .invalidRequest
        case 500...: return .unavailable
        default: return .malformed
        }
    }

    private static func kind(ofForbidden text: BedrockErrorText?) -> UpstreamFailure.Kind {
        switch text {
        case .expiredToken: .credentialExpired
        case .signatureTime: .clockSkew
        case .betaFlag, .context, .dailyQuota, .extraInput, .maxTokens, .model, .notAllowed, .systemTurn,
            .tooManyTokens,
            nil:
            .permission
        }
    }

    /// What to change before the same target is asked once more.
    static func adjustment(
        for kind: UpstreamFailure.Kind,
        type: BedrockErrorType?,
        text: BedrockErrorText?,
        message: String,
        clockOffset: Int?
    ) -> RequestAdjustment? {
        switch kind {
        case .unsupportedFeature: adjustment(forRefused: text, message: message)
        case .credentialExpired: .freshCredentials
        case .authentication: type == .invalidClientToken ? .freshCredentials : nil
        case .clockSkew: clockOffset.map { .clockOffset(seconds: $0) }
        case .rateLimited, .quotaExhausted, .overloaded, .unavailable, .timedOut, .network, .malformed, .incomplete: nil
        case .permission, .modelNotFound, .invalidRequest, .contextTooLong, .requestTooLarge, .misconfigured: nil
        case .billing, .modelFault, .clientAuthentication, .localLimit: nil
        }
    }

    private static func adjustment(forRefused text: BedrockErrorText?, message: String) -> RequestAdjustment? {
        switch text {
        case .betaFlag: .withoutBetas
        case .extraInput: BedrockOptionalField(refusedIn: message).map(\.adjustment)
        case .maxTokens: BedrockErrorText.outputLimit(in: message).map(RequestAdjustment.maxTokens)
        case .systemTurn: .withoutSystemTurns
        case .context, .dailyQuota, .expiredToken, .model, .notAllowed, .signatureTime, .tooManyTokens, nil: nil
        }
    }
}
