/// The names of errors that the Messages API has, and those that servers of other APIs use for the same.
///
/// - Note: Source: errors of the Messages API (https://docs.claude.com/en/api/errors), of OpenRouter
///   (https://openrouter.ai/docs/api-reference/errors) and of Moonshot
///   (https://platform.moonshot.ai/docs/api/chat), seen 2026-11-22.
enum MessagesErrorType: Sendable {
    case invalidRequest, authentication, billing, permission, notFound, conflict, requestTooLarge, rateLimit, timeout,
        api
    case overloaded

    /// `nil` if the name is not known.
    init?(name: String) {
        switch name.lowercased() {
        case "invalid_request_error", "invalid_request", "invalid_argument", "context_length_exceeded",
            "max_tokens_exceeded", "content_policy_violation":
            self = .invalidRequest
        case "authentication_error", "invalid_authentication_error", "unauthorized": self = .authentication
        case "billing_error", "exceeded_current_quota_error", "insufficient_quota", "payment_required": self = .billing
        case "permission_error", "permission_denied", "forbidden": self = .permission
        case "not_found_error", "resource_not_found_error", "not_found": self = .notFound
        case "conflict_error": self = .conflict
        case "request_too_large": self = .requestTooLarge
        case "rate_limit_error", "rate_limit_exceeded", "rate_limit_reached_error", "rate_limit": self = .rateLimit
        case "timeout_error", "timeout": self = .timeout
        case "api_error", "internal_server_error", "server_error", "provider_unavailable": self = .api
        case "overloaded_error", "engine_overloaded_error", "provider_overloaded", "overloaded": self = .overloaded
        default: return nil
        }
    }

    /// What a status means where no name says it; `nil` for a status that is no error of HTTP.
    init?(status: Int) {
        switch status {
        case 401: self = .authentication
        case 402: self = .billing
        case 403: self = .permission
        case 404, 405: self = .notFound
        case 408, 504, 522, 524: self = .timeout
        case 409, 425: self = .conflict
        case 413: self = .requestTooLarge
        case 429: self = .rateLimit
        case 503, 529: self = .overloaded
        case 400..<500: self = .invalidRequest
        case 500..<600: self = .api
        default: return nil
        }
    }
}
