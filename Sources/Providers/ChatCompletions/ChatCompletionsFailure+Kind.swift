extension ChatCompletionsFailure {
    /// What an error is to the gateway: its meaning where there is one, else what its status says.
    static func kind(
        of meaning: UpstreamErrorMeaning?,
        status: Int?,
        content: UpstreamErrorBody,
        refused: RefusedField?,
        quota: QuotaWait,
        text: String
    ) -> UpstreamFailure.Kind {
        if content.isModerated, status == 403 || status == 400 { return .invalidRequest }
        if content.limitSource == "openrouter_in_flight_budget" { return .rateLimited }
        if status == 402 { return .billing }
        switch meaning {
        case .needsResponses, .foreignReasoning, .noReasoning, .tooManyOutputTokens: return .unsupportedFeature
        case .noTools, .noImages, .noSystemTurns: return .unsupportedFeature
        case .modelFault: return .modelFault
        case .contextTooLong: return .contextTooLong
        case .busy, .overloaded: return .overloaded
        case .rateLimited: return quota.isDaily ? .quotaExhausted : .rateLimited
        case .noMoney: return .billing
        case .moderated: return .invalidRequest
        case .wrongKey: return .authentication
        // The model is there, but not for this key.
        case .modelNotFound: return status == 403 ? .permission : .modelNotFound
        case .tooLarge: return .requestTooLarge
        case nil: return refused == nil ? kind(ofStatus: status, quota: quota) : .unsupportedFeature
        }
    }

    private static func kind(ofStatus status: Int?, quota: QuotaWait) -> UpstreamFailure.Kind {
        guard let status else { return .unavailable }
        switch status {
        case 401: return .authentication
        case 402: return .billing
        case 403: return .permission
        case 404, 405: return .modelNotFound
        case 408, 504, 524: return .timedOut
        case 413: return .requestTooLarge
        case 429: return quota.isDaily ? .quotaExhausted : .rateLimited
        // 498: Groq's flex tier has no room.
        case 498, 503, 529: return .overloaded
        // 409: in conflict with another request; the SDKs repeat it. 424: something that the server needs failed.
        case 409, 424, 425, 499: return .unavailable
        case 400..<500: return .invalidRequest
        case 500...: return .unavailable
        default: return .malformed
        }
    }

    /// What to change before the same target is asked once more.
    static func adjustment(
        for meaning: UpstreamErrorMeaning?,
        refused: RefusedField?,
        message: String
    ) -> RequestAdjustment? {
        switch meaning {
        case .needsResponses: .responsesAPI
        case .foreignReasoning: .withoutReasoning
        // Without thinking no reasoning is asked for.
        case .noReasoning: .reasoningEffort("none")
        case .modelFault: .repeated
        case .contextTooLong: ContextOverflow(message).remaining.map { .maxTokens($0) }
        case .tooManyOutputTokens: OutputLimit.tokens(in: message).map { .maxTokens($0) }
        case .noMoney:
            OutputLimit.affordable(in: message).flatMap { $0 >= usefulTokens ? .maxTokens($0) : nil }
        case .noImages: .withoutField("image_url")
        case .noSystemTurns: .withoutSystemTurns
        case .busy, .overloaded, .rateLimited, .moderated, .wrongKey, .noTools, .modelNotFound, .tooLarge: nil
        case nil: refused?.adjustment
        }
    }
}
