import HTTPTypes
import History
import MessagesAPI
import NIOCore

/// Answers on the dashboard's port: one page that lists what happened last.
struct DashboardResponder: HTTPResponder {
    let gate: AccessGate
    let reader: HistoryReader

    func admit(_ head: HTTPRequest) throws(APIError) {
        try gate.check(head, isOpen: false, changesState: head.method != .get && head.method != .head)
    }

    func respond(to request: ClientRequest, through client: ClientStream) async throws {
        switch (request.head.method, request.path) {
        case (.get, "/"), (.head, "/"): try await client.send(page())
        case (.get, "/style.css"): try await client.send(Self.text(HistoryPage.style, "text/css; charset=utf-8"))
        default: throw APIError(.notFound, "\(request.path.prefix(200)): no such page")
        }
    }

    private func page() async throws -> ClientResponse {
        do {
            let rows = try await reader.exchanges(limit: HistoryPage.rowLimit)
            return Self.text(HistoryPage.html(rows), "text/html; charset=utf-8")
        } catch let error as HistoryDatabaseError {
            throw APIError(.api, "\(error)")
        }
    }

    /// Nothing from outside, nothing inline, no framing.
    private static func text(_ text: String, _ type: String) -> ClientResponse {
        var response = ClientResponse.text(text, contentType: type)
        response.headers[.contentSecurity] = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'"
        response.headers[.contentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "no-referrer"
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
