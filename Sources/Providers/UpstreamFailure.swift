/// Why an attempt did not give an answer.
public struct UpstreamFailure: Error, Sendable, Equatable {
    /// What happened, in bounded text fit for a metric label and a history column.
    public enum Kind: String, Sendable, CaseIterable {
        /// Too many requests or tokens for now; the quota refills.
        case rateLimited = "rate_limited"
        /// A quota that does not refill for a long while: per day, per account, or the account's money.
        case quotaExhausted = "quota_exhausted"
        /// The account has no money left, or its limit of spending is reached.
        case billing
        /// The model broke its own protocol, for example called a tool that is not there; another try may go well.
        case modelFault = "model_fault"
        /// The upstream has no capacity (529, 503) or its model is still loading.
        case overloaded
        /// The upstream failed by itself (5xx, a failed model).
        case unavailable
        /// No connection, no head, or no further byte within the limit; or the upstream said so (408, 504).
        case timedOut = "timed_out"
        /// The connection could not be made or broke.
        case network
        /// The answer broke the protocol: a bad checksum, bad JSON, events out of order.
        case malformed
        /// A success without any content, or a stream that ended before its end.
        case incomplete
        /// Our credential was refused.
        case authentication
        /// The client's own credential, passed on as it asked for, is missing or was refused.
        case clientAuthentication = "client_authentication"
        /// Our credential is good but may not use this model, region or service.
        case permission
        /// The upstream does not know the model, or has it only through another door.
        case modelNotFound = "model_not_found"
        /// Our credential expired; a fresh one may work.
        case credentialExpired = "credential_expired"
        /// Our clock and the upstream's differ too much for a signature.
        case clockSkew = "clock_skew"
        /// The upstream refuses an optional part of the request that can be left out.
        case unsupportedFeature = "unsupported_feature"
        /// The request itself is wrong; no target will like it.
        case invalidRequest = "invalid_request"
        /// The prompt is longer than the model's window.
        case contextTooLong = "context_too_long"
        /// The body is larger than the upstream takes.
        case requestTooLarge = "request_too_large"
        /// We have no socket or memory left for a connection; the upstream has no part in it.
        case localLimit = "local_limit"
        /// We could not make the request: no credentials found, a model id that does not fit an address.
        case misconfigured
    }

    /// What happened.
    public var kind: Kind
    /// The upstream's status, where there was an answer.
    public var status: Int?
    /// The upstream's own name for it, for example `ThrottlingException`.
    public var upstreamType: String?
    /// The upstream's own words, scrubbed of keys.
    ///
    /// Relayed word for word where the client acts on them.
    public var message: String
    /// How long the upstream asked us to wait; not clamped.
    public var retryAfter: Duration?
    /// What to change before the same target is tried once more; `nil` when nothing would help.
    public var adjustment: RequestAdjustment?
    /// Whether the change is due to something else in this request, so that it teaches nothing of the target.
    package var isAdjustmentConditional = false

    /// Makes a failure.
    public init(
        _ kind: Kind,
        _ message: String,
        status: Int? = nil,
        upstreamType: String? = nil,
        retryAfter: Duration? = nil,
        adjustment: RequestAdjustment? = nil
    ) {
        self.kind = kind
        self.message = message
        self.status = status
        self.upstreamType = upstreamType
        self.retryAfter = retryAfter
        self.adjustment = adjustment
    }
}
