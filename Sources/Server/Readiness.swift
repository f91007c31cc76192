import Synchronization

/// Tells once that both ports are settled: bound, or given up in the dashboard's case.
final class Readiness: Sendable {
    private struct State {
        var port: Int?
        var dashboardIsSettled = false
        var dashboardPort: Int?
        var isTold = false
    }

    private let host: String
    private let onReady: @Sendable (ProxyServer.Addresses) async -> Void
    private let state = Mutex(State())

    init(host: String, onReady: @escaping @Sendable (ProxyServer.Addresses) async -> Void) {
        self.host = host
        self.onReady = onReady
    }

    /// The API's port, once it is bound.
    var apiPort: Int? { state.withLock { $0.port } }

    func apiIsBound(_ port: Int) async { await update { $0.port = port } }

    func dashboardIsBound(_ port: Int) async {
        await update { state in
            state.dashboardIsSettled = true
            state.dashboardPort = port
        }
    }

    func dashboardIsGivenUp() async { await update { $0.dashboardIsSettled = true } }

    private func update(_ change: @Sendable (inout State) -> Void) async {
        let addresses = state.withLock { state -> ProxyServer.Addresses? in
            change(&state)
            guard let port = state.port, state.dashboardIsSettled, !state.isTold else { return nil }
            state.isTold = true
            return ProxyServer.Addresses(host: host, port: port, dashboardPort: state.dashboardPort)
        }
        if let addresses { await onReady(addresses) }
    }
}
