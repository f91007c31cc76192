package import HTTPTypes
package import NIOCore

/// What an error of Bedrock means, whether it came as an HTTP answer or as a frame of a stream.
///
/// - Note: Source: API reference of Amazon Bedrock, errors of InvokeModel and InvokeModelWithResponseStream
///   (https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html), seen 2026-11-22.
package enum BedrockFailure {
    private static let errorType = HTTPField.Name("x-amzn-errortype")

    /// Reads an answer whose status is not a success.
    ///
    /// `now` is our clock in seconds since 1970-01-01T00:00:00Z; dates in headers are held against it.
    package static func read(status: Int, headers: HTTPFields, body: ByteBuffer, now: Int) -> UpstreamFailure {
        let content = BedrockErrorBody(reading: body)
        return classify(
            type: errorType.flatMap { headers[$0] } ?? content.type,
            message: content.message ?? "Bedrock answered \(status) without a text.",
            status: status,
            originalStatus: content.originalStatus,
            retryAfter: RetryAfter.duration(in: headers, now: now),
            clockOffset: headers[.date].flatMap(HTTPDate.seconds).map { $0 - now }
        )
    }

    /// Decides what an error means.
    /// - Parameters:
    ///   - type: The error's name, with or without `Exception`, a namespace or an address.
    ///   - message: The upstream's words; they are kept word for word, scrubbed of keys and bounded.
    ///   - status: The HTTP status; `nil` for a frame of a stream.
    ///   - originalStatus: The status of the model's host, as `ModelErrorException` tells it.
    ///   - retryAfter: How long the upstream asked us to wait.
    ///   - clockOffset: The upstream's clock minus ours, in seconds.
    /// - Returns: The failure with its kind, and with what would help.
    package static func classify(
        type: String?,
        message: String,
        status: Int? = nil,
        originalStatus: Int? = nil,
        retryAfter: Duration? = nil,
        clockOffset: Int? = nil
    ) -> UpstreamFailure {
        let known = type.flatMap(BedrockErrorType.init(name:))
        let text = BedrockErrorText(message)
        let kind =
            known.map { Self.kind(of: $0, text: text, originalStatus: originalStatus) }
            ?? Self.kind(ofStatus: status, text: text)
        return UpstreamFailure(
            kind,
            Redaction.scrub(message),
            status: status,
            upstreamType: type.map { Redaction.scrub(String(BedrockErrorType.bare($0).prefix(128))) },
            retryAfter: retryAfter,
            adjustment: adjustment(for: kind, type: known, text: text, message: message, clockOffset: clockOffset)
        )
    }

    private static func kind(
        of type: BedrockErrorType,
        text: BedrockErrorText?,
        originalStatus: Int?
    ) -> UpstreamFailure.Kind {
        switch type {
        case .throttling: text == .dailyQuota ? .quotaExhausted : .rateLimited
        case .serviceQuotaExceeded: .quotaExhausted
        case .modelNotReady, .serviceUnavailable: .overloaded
        case .internalServer: .unavailable
        case .modelTimeout, .requestTimeout: .timedOut
        case .modelError, .modelStreamError: kind(ofModelHost: originalStatus, text: text)
        case .validation: kind(ofRefusal: text)
        case .conflict: .invalidRequest
        case .accessDenied: text == .expiredToken ? .credentialExpired : .permission
        case .optInRequired: .permission
        case .resourceNotFound: .modelNotFound
        case .expiredToken: .credentialExpired
        case .invalidClientToken: .authentication
        case .invalidSignature: text == .signatureTime ? .clockSkew : .authentication
        case .incompleteSignature, .missingAuthenticationToken: .authentication
        case .requestTimeTooSkewed, .requestExpired: .clockSkew
        case .requestEntityTooLarge: .requestTooLarge
        }
    }

    /// A 400 of which only the words are known.
    static func kind(ofRefusal text: BedrockErrorText?) -> UpstreamFailure.Kind {
        switch text {
        case .betaFlag, .extraInput, .maxTokens, .systemTurn: .unsupportedFeature
        case .context: .contextTooLong
        case .model: .modelNotFound
        case .notAllowed: .permission
        case .dailyQuota: .quotaExhausted
        case .tooManyTokens: .rateLimited
        case .expiredToken: .credentialExpired
        case .signatureTime: .clockSkew
        case nil: .invalidRequest
        }
    }

    /// The words to go by: where the model's host refused the request, its own say why.
    static func words(_ message: String?, original: String?, originalStatus: Int?) -> String? {
        guard let original, [400, 413, 422].contains(originalStatus) else { return message ?? original }
        return original
    }

    /// A model that failed; the status of its host tells a request that is wrong from a full or a broken host.
    private static func kind(ofModelHost status: Int?, text: BedrockErrorText?) -> UpstreamFailure.Kind {
        switch status {
        case 400, 422: kind(ofRefusal: text)
        case 413: .requestTooLarge
        case 429: .rateLimited
        case 503, 529: .overloaded
        case 408, 504: .timedOut
        default: .unavailable
        }
    }
}
