import Foundation
import HTTPTypes
import Testing

@testable import Server

@Suite("The dashboard's endpoints and their documentation")
struct DashboardEndpointTests {
    private static let exchange = DashboardEndpoint.exchangePrefix + "{request_id}"

    private func text() throws -> String {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        return try String(contentsOf: root.appending(path: "docs/dashboard-api.md"), encoding: .utf8)
    }

    /// The endpoints in the table of docs/dashboard-api.md, for example `GET /api/summary`.
    private func documented() throws -> [String] {
        let rows = try text().split(separator: "\n").filter { $0.hasPrefix("| `") && $0.contains(" /api/") }
        return rows.compactMap { $0.split(separator: "`").dropFirst().first.map(String.init) }
    }

    @Test("docs/dashboard-api.md names every endpoint, and no other")
    func documentation() throws {
        let known = DashboardEndpoint.paths.map { "\($0.method.rawValue) \($0.path)" } + ["GET " + Self.exchange]
        let documented = try documented()

        #expect(Set(documented) == Set(known))
        #expect(documented.count == known.count)
    }

    @Test("Every parameter of the filter is documented")
    func parameters() throws {
        let text = try text()
        let names = DashboardEndpoint.paths.flatMap { $0.endpoint.parameters ?? [] }
        #expect(Set(names).count == 15)
        for name in Set(names) { #expect(text.contains("`\(name)`"), "\(name)") }
    }

    @Test("A path leads to its endpoint by its own method alone")
    func paths() {
        for (method, path, endpoint) in DashboardEndpoint.paths {
            #expect(DashboardEndpoint(method, path: path) == endpoint)
            #expect(DashboardEndpoint(.put, path: path) == nil)
            #expect(DashboardEndpoint.methods(of: path).contains(method))
        }
        #expect(DashboardEndpoint(.head, path: "/api/summary") == .summary)
        #expect(DashboardEndpoint.methods(of: "/api/session") == [.post, .delete])
        #expect(DashboardEndpoint.methods(of: "/api/exchanges/req_1") == [.get, .head])
        for path in ["/api/live", "/api/export.csv"] { #expect(DashboardEndpoint.methods(of: path) == [.get]) }
        #expect(DashboardEndpoint.methods(of: "/api/nothing") == [])
        #expect(DashboardEndpoint(.get, path: "/api/exchanges/req%2F1.a") == .exchange(requestID: "req/1.a"))
        #expect(DashboardEndpoint(.get, path: "/api/exchanges/") == nil)
        #expect(DashboardEndpoint(.get, path: "/api/nothing") == nil)
        #expect(DashboardEndpoint(.head, path: "/requests") == .asset(path: "/requests"))
    }

    @Test("Without a key one gets the page and the door, and nothing else")
    func openness() {
        let open = DashboardEndpoint.paths.filter(\.endpoint.isOpen).map(\.endpoint)
        #expect(open == [.signIn, .signOut])
        #expect(DashboardEndpoint.asset(path: "/").isOpen)
        #expect(!DashboardEndpoint.exchange(requestID: "req_1").isOpen)
        let changing = DashboardEndpoint.paths.filter(\.endpoint.changesState).map(\.method)
        #expect(changing == [.post, .post, .delete])
    }
}
