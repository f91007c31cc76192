import HTTPTypes

/// Every path the dashboard's port answers.
enum DashboardEndpoint: Equatable, Sendable {
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
        let isHead = method == .head
        let method = isHead ? .get : method
        if let known = Self.paths.first(where: { $0.method == method && $0.path == path }) {
            self = known.endpoint
        } else if method == .get, path.hasPrefix(Self.exchangePrefix), path.count > Self.exchangePrefix.count {
            let name = path.dropFirst(Self.exchangePrefix.count)
            self = .exchange(requestID: PercentEncoding.decode(name, plusIsBlank: false))
        } else if method == .get, !path.hasPrefix("/api/") {
            self = .asset(path: path)
        } else {
            return nil
        }
        if isHead, isStream { return nil }
    }

    /// The methods that a path answers, as `allow` tells them; none for a path that is not served.
    static func methods(of path: String) -> [HTTPRequest.Method] {
        [.get, .head, .post, .delete].filter { DashboardEndpoint($0, path: path) != nil }
    }

    /// Whether the answer is made while it is sent, so that nobody knows its length before; it has no HEAD.
    private var isStream: Bool {
        switch self {
        case .live, .exportCSV, .exportJSON: true
        case .asset, .summary, .series, .exchanges, .exchange, .errors, .facets, .routes, .resetCooldowns, .signIn,
            .signOut:
            false
        }
    }

    /// The endpoints that have one path; docs/dashboard-api.md names each.
    static let paths: [(method: HTTPRequest.Method, path: String, endpoint: DashboardEndpoint)] = [
        (.get, "/api/summary", .summary),
        (.get, "/api/series", .series),
        (.get, "/api/exchanges", .exchanges),
        (.get, "/api/errors", .errors),
        (.get, "/api/facets", .facets),
        (.get, "/api/routes", .routes),
        (.get, "/api/live", .live),
        (.get, "/api/export.csv", .exportCSV),
        (.get, "/api/export.json", .exportJSON),
        (.post, "/api/cooldowns/reset", .resetCooldowns),
        (.post, "/api/session", .signIn),
        (.delete, "/api/session", .signOut),
    ]

    /// What stands before the id of one exchange.
    static let exchangePrefix = "/api/exchanges/"

    /// Whether it answers without a key or a session: the page itself, so that it can ask for a key, and signing in.
    var isOpen: Bool {
        switch self {
        case .asset, .signIn, .signOut: true
        case .summary, .series, .exchanges, .exchange, .errors, .facets, .routes, .exportCSV, .exportJSON, .live,
            .resetCooldowns:
            false
        }
    }

    /// Whether it is a part of the page, to which others may have a link.
    var isPage: Bool {
        guard case .asset = self else { return false }
        return true
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
