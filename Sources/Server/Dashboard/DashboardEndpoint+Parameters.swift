/// What may stand in the query of each endpoint.
extension DashboardEndpoint {
    /// The parameters of the errors, which are told by neither session nor request id.
    private static let sums = [
        "range", "from", "to", "model", "provider", "target", "outcome", "status", "error", "stream",
    ]
    private static let filter = sums + ["session", "q"]
    private static let page = filter + ["limit", "before", "after"]

    /// The names that are known; `nil` where the query is the page's own business.
    var parameters: [String]? {
        switch self {
        case .asset: nil
        case .summary, .series, .exportCSV, .exportJSON: Self.filter
        case .exchanges: Self.page
        case .errors: Self.sums
        case .resetCooldowns: ["target"]
        case .exchange, .facets, .routes, .live, .signIn, .signOut: []
        }
    }
}
