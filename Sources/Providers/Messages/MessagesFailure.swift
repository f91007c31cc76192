package import HTTPTypes
package import NIOCore

/// What an error of the Messages API means, whether it came as an HTTP answer, inside a stream, or in a success.
///
/// - Note: Source: errors of the Messages API (https://docs.claude.com/en/api/errors, seen 2026-11-22) and the Anthropic
///   Python SDK 2.12.0, which names the codes.
package enum MessagesFailure {
    /// Reads an answer whose status is not a success.
    ///
    /// `vendorName` is what messages call the upstream where it says nothing itself; `now` is our clock in seconds since
    /// 1970-01-01T00:00:00Z, against which times in headers are held.
    package static func read(
        status: Int,
        headers: HTTPFields,
        body: ByteBuffer,
        vendorName: String,
        now: Int
    ) -> UpstreamFailure {
        let error = MessagesErrorBody(reading: body)
        let asked = RetryAfter.duration(in: headers, now: now)
        var failure = classify(error, status: status, vendorName: vendorName, isRetryAfterSet: asked != nil)
        switch failure.kind {
        case .rateLimited, .quotaExhausted, .billing:
            failure.retryAfter = asked ?? RateLimitHeaders.wait(in: headers, now: now) ?? wait(in: failure.message)
        default:
            failure.retryAfter = asked
        }
        return failure
    }

    /// Reads an error that came after a status of 200: an `error` event, or a whole body that is one.
    package static func inSuccess(_ json: ByteBuffer, vendorName: String) -> UpstreamFailure {
        let error = MessagesErrorBody(reading: json)
        var failure = classify(error, status: nil, vendorName: vendorName, isRetryAfterSet: false)
        if failure.kind == .rateLimited { failure.retryAfter = wait(in: failure.message) }
        return failure
    }

    private static func classify(
        _ error: MessagesErrorBody,
        status: Int?,
        vendorName: String,
        isRetryAfterSet: Bool
    ) -> UpstreamFailure {
        let message = error.message.flatMap { $0.isEmpty ? nil : $0 } ?? status.map { "\(vendorName) answered \($0)." }
        let words = message ?? "\(vendorName) sent an error without a text."
        let text = MessagesErrorText(words) ?? error.code.flatMap(MessagesErrorText.init)
        var kind = kind(of: type(of: error, status: status), error: error, text: text, status: status)
        if error.isBudgetInFlight, kind == .billing, isRetryAfterSet { kind = .rateLimited }
        return UpstreamFailure(
            kind,
            Redaction.scrub(kind == .contextTooLong ? ContextOverflowText.rewritten(words) : words),
            status: status ?? error.status,
            upstreamType: (error.type ?? error.code).map { Redaction.scrub(String($0.prefix(128))) },
            adjustment: kind == .unsupportedFeature ? adjustment(for: text, message: words) : nil
        )
    }

    /// The error's own name before the status, but for names that say less than the status does.
    private static func type(of error: MessagesErrorBody, status: Int?) -> MessagesErrorType? {
        let named = [error.type, error.code].lazy.compactMap(\.self).compactMap(MessagesErrorType.init(name:)).first
        let byStatus = (status ?? error.status).flatMap(MessagesErrorType.init(status:))
        switch named {
        case nil, .api, .invalidRequest: return byStatus ?? named
        default: return named
        }
    }

    private static func kind(
        of type: MessagesErrorType?,
        error: MessagesErrorBody,
        text: MessagesErrorText?,
        status: Int?
    ) -> UpstreamFailure.Kind {
        if let kind = kind(ofCode: error.code) { return kind }
        switch type {
        case .authentication: return .authentication
        case .billing: return .billing
        case .permission: return error.isModeration ? .invalidRequest : kind(ofRefusal: text, else: .permission)
        case .notFound: return kind(ofRefusal: text, else: .modelNotFound)
        case .conflict: return .unavailable
        case .requestTooLarge: return text == .context ? .contextTooLong : .requestTooLarge
        case .rateLimit:
            return kind(
                ofRefusal: text == .longContext || text == .money || text == .dailyQuota ? text : nil,
                else: .rateLimited
            )
        case .timeout: return .timedOut
        case .overloaded: return .overloaded
        case .api: return text == .overloaded ? .overloaded : .unavailable
        case .invalidRequest: return kind(ofRefusal: text, else: .invalidRequest)
        case nil: return status == nil ? .unavailable : .malformed
        }
    }

    /// Codes that say more than type and status.
    private static func kind(ofCode code: String?) -> UpstreamFailure.Kind? {
        switch code {
        case "enforced_spend_limit_reached", "contract_spend_limit_reached", "insufficient_quota": .billing
        case "organization_on_hold": .permission
        case "thread_not_found", "file_expired": .invalidRequest
        default: nil
        }
    }

    /// A refusal of which only the words tell what it is about.
    private static func kind(
        ofRefusal text: MessagesErrorText?,
        else usual: UpstreamFailure.Kind
    ) -> UpstreamFailure.Kind {
        switch text {
        case .longContext, .signature, .missingThinking, .betaFlag, .extraInput, .systemTurn, .adaptive, .noSuchFeature:
            .unsupportedFeature
        case .context: .contextTooLong
        case .money: .billing
        case .dailyQuota: .quotaExhausted
        case .model: .modelNotFound
        case .missingFile: .invalidRequest
        case .overloaded, nil: usual
        }
    }

    /// What to change before the same target is asked once more.
    private static func adjustment(for text: MessagesErrorText?, message: String) -> RequestAdjustment? {
        switch text {
        case .longContext: MessagesOptionalField.adjustment(withoutFlag: "context-1m-")
        case .signature, .missingThinking: .withoutReasoning
        case .betaFlag: MessagesOptionalField.adjustment(forFlagsIn: message)
        case .extraInput: MessagesOptionalField.adjustment(forFieldIn: message)
        case .systemTurn: .withoutSystemTurns
        // The client has its own answer to this one, and another target may think so.
        case .adaptive, .noSuchFeature: nil
        case .context, .money, .dailyQuota, .missingFile, .model, .overloaded, nil: nil
        }
    }

    /// The wait that a text asks for: "try again in 5.289s", "retry after 20 seconds".
    private static func wait(in message: String) -> Duration? {
        let text = message.lowercased()
        for mark in ["try again in ", "retry after ", "retry in "] {
            guard let start = text.firstRange(of: mark)?.upperBound else { continue }
            let number = text[start...].prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            let unit = text[number.endIndex...].drop { $0 == " " }
            guard !number.isEmpty, unit.first == "s" else { continue }
            // A full stop may end the sentence.
            let plain = number.last == "." ? number.dropLast() : number
            return RetryAfter.duration(from: String(plain), now: 0)
        }
        return nil
    }
}
