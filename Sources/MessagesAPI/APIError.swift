/// An error as the Messages API tells it to a client.
///
/// - Note: Source: the error table of the Messages API (https://docs.claude.com/en/api/errors, seen 2026-11-22).
public struct APIError: Error, Sendable, Equatable {
    /// The `error.type` of the answer; a closed set, fit for a metric label.
    public enum Kind: String, Sendable, CaseIterable {
        case invalidRequest = "invalid_request_error"
        case authentication = "authentication_error"
        case billing = "billing_error"
        case permission = "permission_error"
        case notFound = "not_found_error"
        case requestTooLarge = "request_too_large"
        case rateLimit = "rate_limit_error"
        case timeout = "timeout_error"
        case api = "api_error"
        case overloaded = "overloaded_error"
    }

    /// The error's type.
    public var kind: Kind
    /// The HTTP status, 400…599.
    public var status: Int
    /// What went wrong and what mends it.
    ///
    /// Never holds a prompt, a header or a key.
    public var message: String
    /// Whole seconds after which another try makes sense; sent as `retry-after`.
    public var retryAfterSeconds: Int?
    /// Overrides the SDKs' own decision to retry; sent as `x-should-retry`.
    public var shouldRetry: Bool?
    /// The methods that would be answered; sent as `allow`.
    public var allowedMethods: [String]?

    /// Makes an error; `status` is the kind's usual one unless given.
    public init(
        _ kind: Kind,
        _ message: String,
        status: Int? = nil,
        retryAfterSeconds: Int? = nil,
        shouldRetry: Bool? = nil,
        allowedMethods: [String]? = nil
    ) {
        self.kind = kind
        self.status = status ?? kind.usualStatus
        self.message = message
        self.retryAfterSeconds = retryAfterSeconds
        self.shouldRetry = shouldRetry
        self.allowedMethods = allowedMethods
    }
}

extension APIError.Kind {
    /// The HTTP status the Messages API sends with this type.
    public var usualStatus: Int {
        switch self {
        case .invalidRequest: 400
        case .authentication: 401
        case .billing: 402
        case .permission: 403
        case .notFound: 404
        case .requestTooLarge: 413
        case .rateLimit: 429
        case .timeout: 504
        case .api: 500
        case .overloaded: 529
        }
    }
}
