import HTTPTypes
import History
import MessagesAPI
import NIOCore

/// Answers every request on the dashboard's port: the page, and what it shows as JSON.
struct DashboardResponder: HTTPResponder {
    let gate: AccessGate
    let sessions: DashboardSessions
    let wrongKeys: WrongKeyLimit
    let history: HistoryEndpoints
    let routes: RoutesEndpoint
    let live: LiveEndpoint

    func admit(_ head: HTTPRequest) throws(APIError) {
        let endpoint = try endpoint(head.method, path: head.pathWithoutQuery)
        let isOpen = endpoint.isOpen || sessions.admits(head)
        if !endpoint.isPage { try gate.checkSite(head) }
        try gate.check(head, isOpen: isOpen, changesState: endpoint.changesState)
    }

    func respond(to request: ClientRequest, through client: ClientStream) async throws {
        switch try endpoint(request.head.method, path: request.path) {
        case .live: try await live.respond(to: request, through: client)
        case .exportCSV: try await ExchangeExport(history: history).send(.csv, request, through: client)
        case .exportJSON: try await ExchangeExport(history: history).send(.json, request, through: client)
        case let endpoint: try await client.send(answer(endpoint, request).onDashboard)
        }
    }

    /// No challenge: the page asks for the key itself, and a browser's own question would come before it.
    func failureHeaders(_ error: APIError) -> HTTPFields { DashboardHeaders.all }

    private func answer(_ endpoint: DashboardEndpoint, _ request: ClientRequest) async throws -> ClientResponse {
        switch endpoint {
        case .asset(let path): try DashboardPage.response(to: request.head, path: path)
        case .summary: try await history.summary(request)
        case .series: try await history.series(request)
        case .exchanges: try await history.exchanges(request)
        case .exchange(let requestID): try await history.exchange(requestID)
        case .errors: try await history.errors(request)
        case .facets: try await history.facets()
        case .routes: routes.routes(request)
        case .resetCooldowns: try routes.resetCooldowns(request)
        case .signIn: try session.signIn(request)
        case .signOut: session.signOut()
        case .live, .exportCSV, .exportJSON: preconditionFailure("A stream writes its own answer.")
        }
    }

    private var session: SessionEndpoint { SessionEndpoint(gate: gate, sessions: sessions, wrongKeys: wrongKeys) }

    private func endpoint(_ method: HTTPRequest.Method, path: String) throws(APIError) -> DashboardEndpoint {
        if let endpoint = DashboardEndpoint(method, path: path) { return endpoint }
        throw APIError(.notFound, "\(method.rawValue) \(path.prefix(DashboardPage.pathLimit)): no such endpoint")
    }
}
