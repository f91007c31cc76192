import Gateway
import JSONBytes
import MessagesAPI

/// `GET /v1/models` and `GET /v1/models/{id}`: the routes' names in the Messages API's paged shape.
struct ModelsEndpoint: Sendable {
    /// The API's own bounds of `limit`, and its default.
    static let limits = 1...1000
    static let defaultLimit = 20

    let routes: RoutingTable
    /// RFC 3339; the proxy's start, as a route has no birthday.
    let createdAt: String

    private var ids: [String] { routes.routes.map(\.model) }

    /// - Throws: ``APIError`` of kind `invalid_request_error` for a `limit` out of bounds.
    func list(_ request: ClientRequest) throws(APIError) -> ClientResponse {
        let limit = try limit(request)
        var page = ids[...]
        var isCut = false
        if let after = request.queryValue("after_id") {
            page = page.firstIndex(of: after).map { page[($0 + 1)...] } ?? []
            isCut = page.count > limit
            page = page.prefix(limit)
        } else if let before = request.queryValue("before_id") {
            page = page.firstIndex(of: before).map { page[..<$0] } ?? []
            isCut = page.count > limit
            page = page.suffix(limit)
        } else {
            isCut = page.count > limit
            page = page.prefix(limit)
        }
        return .json(document(Array(page), hasMore: isCut))
    }

    /// - Throws: ``APIError`` of kind `not_found_error`.
    func one(_ id: String) throws(APIError) -> ClientResponse {
        guard let route = routes.route(for: id) else { throw APIError(.notFound, "model: \(id)") }
        var writer = JSONWriter()
        write(route.model == id ? route.model : id, to: &writer)
        return .json(writer)
    }

    private func limit(_ request: ClientRequest) throws(APIError) -> Int {
        guard let text = request.queryValue("limit") else { return Self.defaultLimit }
        guard let limit = Int(text), Self.limits.contains(limit) else {
            throw APIError(.invalidRequest, "limit: Input should be between 1 and 1000")
        }
        return limit
    }

    private func document(_ page: [String], hasMore: Bool) -> JSONWriter {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("data")
        writer.beginArray()
        for id in page { write(id, to: &writer) }
        writer.endArray()
        writer.member("has_more", hasMore)
        writer.key("first_id")
        if let first = page.first { writer.value(first) } else { writer.null() }
        writer.key("last_id")
        if let last = page.last { writer.value(last) } else { writer.null() }
        writer.endObject()
        return writer
    }

    private func write(_ id: String, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("type", "model")
        writer.member("id", id)
        writer.member("display_name", id)
        writer.member("created_at", createdAt)
        writer.endObject()
    }
}
