import HTTPTypes

/// Every path the proxy's port answers.
enum Endpoint: Equatable {
    case createMessage
    case countTokens
    case listModels
    case model(String)
    case hello
    case health
    case debug
    case resetCooldowns
    case metrics

    /// What a request asks for; the query plays no part.
    /// - Returns: `nil` for a path that is not served.
    init?(_ method: HTTPRequest.Method, path: String) {
        switch (method, path) {
        case (.post, "/v1/messages"): self = .createMessage
        case (.post, "/v1/messages/count_tokens"): self = .countTokens
        case (.get, "/v1/models"): self = .listModels
        case (.get, _) where path.hasPrefix("/v1/models/") && path.count > 11:
            self = .model(PercentEncoding.decode(path.dropFirst(11), plusIsBlank: false))
        case (.get, "/api/hello"), (.head, "/api/hello"): self = .hello
        case (.get, "/health"), (.head, "/health"): self = .health
        case (.get, "/debug"): self = .debug
        case (.post, "/debug/cooldowns/reset"): self = .resetCooldowns
        case (.get, "/metrics"): self = .metrics
        default: return nil
        }
    }

    /// Whether the endpoint answers without a client key: what only says that the process lives.
    var isOpen: Bool {
        switch self {
        case .hello, .health: true
        case .createMessage, .countTokens, .listModels, .model, .debug, .resetCooldowns, .metrics: false
        }
    }

    /// Whether a request does something that a foreign web page must not be able to do: a message costs money.
    var changesState: Bool {
        switch self {
        case .createMessage, .countTokens, .resetCooldowns: true
        case .listModels, .model, .hello, .health, .debug, .metrics: false
        }
    }
}
