import Logging
import NIOCore
import ServiceLifecycle

/// A server whose failure to start is a warning: the dashboard's.
struct OptionalServer: Service {
    let server: (any Service)?
    let readiness: Readiness
    let host: String
    let port: Int
    let logger: Logger

    func run() async throws {
        guard let server else {
            await readiness.dashboardIsGivenUp()
            try? await gracefulShutdown()
            return
        }
        do {
            try await server.run()
        } catch let error as IOError {
            logger.warning(
                "The dashboard's port could not be bound; the proxy serves without it",
                metadata: ["cause": "\(StartError(error, host: host, port: port))"]
            )
            await readiness.dashboardIsGivenUp()
            try? await gracefulShutdown()
        }
    }
}
