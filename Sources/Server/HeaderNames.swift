import HTTPTypes

/// Header names that are not in HTTPTypes. `HTTPField.Name(_:)` is failable; these literals are all valid tokens.
extension HTTPField.Name {
    static let anthropicVersion = literal("anthropic-version")
    static let anthropicBeta = literal("anthropic-beta")
    static let apiKey = literal("x-api-key")
    static let requestID = literal("request-id")
    static let shouldRetry = literal("x-should-retry")
    static let proxyTarget = literal("x-claude-proxy-target")
    static let proxyAttempts = literal("x-claude-proxy-attempts")
    static let proxyTokenCount = literal("x-claude-proxy-token-count")
    static let sessionID = literal("x-claude-code-session-id")
    static let agentID = literal("x-claude-code-agent-id")
    static let host = literal("host")
    static let fetchSite = literal("sec-fetch-site")
    static let contentTypeOptions = literal("x-content-type-options")
    static let contentSecurity = literal("content-security-policy")
    static let lastEventID = literal("last-event-id")
    static let referrerPolicy = literal("referrer-policy")

    private static func literal(_ name: String) -> HTTPField.Name {
        guard let field = HTTPField.Name(name) else { preconditionFailure("\(name) is not a header name") }
        return field
    }
}
