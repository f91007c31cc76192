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
        if !endpoint.isPage { try gate.checkSite(head) }
        try gate.checkPlace(head, changesState: endpoint.changesState)
        guard !endpoint.isOpen, sessions.session(of: head) == nil else { return }
        switch gate.standing(of: head) {
        case .known: return
        case .noKey: throw AccessGate.noKey
        case .wrongKey: throw wrongKeys.refusal(AccessGate.noKey)
        }
    }

    func respond(to request: ClientRequest, through client: ClientStream) async throws {
        let endpoint = try endpoint(request.head.method, path: request.path)
        if let known = endpoint.parameters { try DashboardQuery(request).check(known) }
        switch endpoint {
        case .live: try await live.respond(to: request, through: client, while: admission(of: request.head))
        case .exportCSV: try await ExchangeExport(history: history).send(.csv, request, through: client)
        case .exportJSON: try await ExchangeExport(history: history).send(.json, request, through: client)
        default: try await client.send(answer(endpoint, request).onDashboard)
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
        case .signOut: session.signOut(request)
        case .live, .exportCSV, .exportJSON: preconditionFailure("A stream writes its own answer.")
        }
    }

    private var session: SessionEndpoint { SessionEndpoint(gate: gate, sessions: sessions, wrongKeys: wrongKeys) }

    /// Tells again and again whether a request that was let in may stay: a session may end before its answer does.
    private func admission(of head: HTTPRequest) -> @Sendable () -> Bool {
        guard gate.standing(of: head) != .known, let session = sessions.session(of: head) else { return { true } }
        return { [sessions] in sessions.isRunning(session) }
    }

    private func endpoint(_ method: HTTPRequest.Method, path: String) throws(APIError) -> DashboardEndpoint {
        if let endpoint = DashboardEndpoint(method, path: path) { return endpoint }
        let name = "\(method.rawValue) \(path.prefix(DashboardPage.pathLimit))"
        let allowed = DashboardEndpoint.methods(of: path).map(\.rawValue)
        guard !allowed.isEmpty else { throw APIError(.notFound, "\(name): no such endpoint") }
        throw APIError(
            .invalidRequest,
            "\(name): answered to \(allowed.joined(separator: ", ")) alone",
            status: 405,
            allowedMethods: allowed
        )
    }
}
