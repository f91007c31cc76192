package import HTTPTypes
package import NIOCore

/// What an error of a vendor that speaks Chat Completions or Responses means, as an HTTP answer or inside a stream.
package enum ChatCompletionsFailure {
    /// Longest wait that a full queue is given, where the vendor names none: it clears in about a second.
    static let queueWait = Duration.seconds(1)
    /// Fewest tokens for an answer that are worth asking for with the last of the account's money.
    static let usefulTokens = 256

    /// Reads an answer whose status is not a success.
    ///
    /// `vendorName` is what messages call the vendor, for example `Groq`; `now` is our clock in seconds since
    /// 1970-01-01T00:00:00Z, against which dates in headers are held.
    package static func read(
        status: Int,
        headers: HTTPFields,
        body: ByteBuffer,
        vendorName: String,
        now: Int
    ) -> UpstreamFailure {
        let content = UpstreamErrorBody(reading: body)
        return classify(content, status: status, headers: headers, vendorName: vendorName, now: now)
    }

    /// Reads an error that came inside a success: a chunk of a stream, or a whole body, that has an error in it.
    ///
    /// `chunk` is the event's whole data. The status is taken from `status_code` or from the error's own code.
    package static func inStream(_ chunk: ByteBuffer, vendorName: String) -> UpstreamFailure {
        var content = UpstreamErrorBody(reading: chunk)
        // Their dates would need a clock; what has begun to answer was not out of quota.
        content.headers = [:]
        return classify(content, status: content.status, headers: [:], vendorName: vendorName, now: 0)
    }

    private static func classify(
        _ content: UpstreamErrorBody,
        status: Int?,
        headers: HTTPFields,
        vendorName: String,
        now: Int
    ) -> UpstreamFailure {
        let message = content.message ?? ""
        let text = message.lowercased()
        let meaning = decisive(status) ? nil : UpstreamErrorMeaning(names: content.names, text: text)
        let quota = QuotaWait(content, headers: headers, text: text, now: now)
        let refused = meaning == nil && isRefusal(status) ? RefusedField(content, message: message) : nil
        var failure = UpstreamFailure(
            kind(of: meaning, status: status, content: content, refused: refused, quota: quota, text: text),
            "",
            status: status,
            upstreamType: content.displayName.map { Redaction.scrub(String($0.prefix(128))) },
            adjustment: adjustment(for: meaning, refused: refused, message: message)
        )
        failure.isAdjustmentConditional = refused?.isConditional ?? false
        // Fewer tokens do not help while others hold the budget.
        if failure.kind == .rateLimited { failure.adjustment = nil }
        failure.retryAfter = wait(for: failure.kind, meaning: meaning, quota: quota)
        failure.message = words(for: failure, content: content, vendorName: vendorName)
        return failure
    }

    /// Statuses that say enough: what comes with them is about the key or about time.
    private static func decisive(_ status: Int?) -> Bool {
        switch status {
        case 401, 408, 504, 524: true
        default: false
        }
    }

    /// Statuses with which a field is refused.
    private static func isRefusal(_ status: Int?) -> Bool {
        switch status {
        case nil, 400, 404, 422: true
        default: false
        }
    }

    private static func wait(
        for kind: UpstreamFailure.Kind,
        meaning: UpstreamErrorMeaning?,
        quota: QuotaWait
    ) -> Duration? {
        switch kind {
        case .rateLimited, .quotaExhausted: quota.duration
        case .overloaded: quota.asked ?? (meaning == .busy ? queueWait : nil)
        case .unavailable, .timedOut, .billing: quota.asked
        case .modelFault, .network, .malformed, .incomplete, .authentication, .permission, .modelNotFound,
            .credentialExpired, .clockSkew, .unsupportedFeature, .invalidRequest, .contextTooLong, .requestTooLarge,
            .misconfigured, .clientAuthentication, .localLimit:
            nil
        }
    }
}

extension RefusedField {
    fileprivate init?(_ content: UpstreamErrorBody, message: String) {
        self.init(code: content.code?.lowercased(), parameter: content.parameter, message: message)
    }
}
