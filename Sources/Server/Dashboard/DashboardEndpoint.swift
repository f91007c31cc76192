import HTTPTypes

/// Every path the dashboard's port answers.
enum DashboardEndpoint: Equatable {
    /// A file of the page.
    case asset(path: String)
    case summary
    case series
    case exchanges
    case exchange(requestID: String)
    case errors
    case facets
    case routes
    case exportCSV
    case exportJSON
    case live
    case resetCooldowns
    case signIn
    case signOut

    /// What a request asks for; the query plays no part.
    /// - Returns: `nil` for what is not served; whether there is such an asset is not looked at.
    init?(_ method: HTTPRequest.Method, path: String) {
        switch (method, path) {
        case (.get, "/api/summary"): self = .summary
        case (.get, "/api/series"): self = .series
        case (.get, "/api/exchanges"): self = .exchanges
        case (.get, _) where path.hasPrefix(Self.exchangePrefix) && path.count > Self.exchangePrefix.count:
            self = .exchange(
                requestID: PercentEncoding.decode(path.dropFirst(Self.exchangePrefix.count), plusIsBlank: false)
            )
        case (.get, "/api/errors"): self = .errors
        case (.get, "/api/facets"): self = .facets
        case (.get, "/api/routes"): self = .routes
        case (.get, "/api/export.csv"): self = .exportCSV
        case (.get, "/api/export.json"): self = .exportJSON
        case (.get, "/api/live"): self = .live
        case (.post, "/api/cooldowns/reset"): self = .resetCooldowns
        case (.post, "/api/session"): self = .signIn
        case (.delete, "/api/session"): self = .signOut
        case (.get, _) where !path.hasPrefix("/api/"), (.head, _) where !path.hasPrefix("/api/"):
            self = .asset(path: path)
        default: return nil
        }
    }

    private static let exchangePrefix = "/api/exchanges/"

    /// Whether it answers without a key or a session: the page itself, so that it can ask for a key, and signing in.
    var isOpen: Bool {
        switch self {
        case .asset, .signIn, .signOut: true
        case .summary, .series, .exchanges, .exchange, .errors, .facets, .routes, .exportCSV, .exportJSON, .live,
            .resetCooldowns:
            false
        }
    }

    /// Whether a request does something that a foreign web page must not be able to do.
    var changesState: Bool {
        switch self {
        case .resetCooldowns, .signIn, .signOut: true
        case .asset, .summary, .series, .exchanges, .exchange, .errors, .facets, .routes, .exportCSV, .exportJSON,
            .live:
            false
        }
    }
}
