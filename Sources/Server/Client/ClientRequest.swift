import HTTPTypes
import Logging
import MessagesAPI
import NIOCore

/// A client's request as the endpoints see it: the head, and the body collected within its bound.
struct ClientRequest: Sendable {
    let id: String
    let head: HTTPRequest
    let body: RequestBody
    let arrival: ContinuousClock.Instant
    let logger: Logger
    /// How the client proved who it is, as far as that may be passed on.
    var credential: HTTPFields = [:]

    /// The path without the query.
    var path: String { head.pathWithoutQuery }

    /// The first header of that name.
    func header(_ name: HTTPField.Name) -> String? { head.headerFields[name] }

    /// The names and values of the query, percent-decoded, in their order.
    var query: [(name: String, value: String)] {
        let target = head.path ?? ""
        guard let mark = target.firstIndex(of: "?") else { return [] }
        return target[target.index(after: mark)...].split(separator: "&").map { pair in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { PercentEncoding.decode($0, plusIsBlank: true) }
            return (parts[0], parts.count == 2 ? parts[1] : "")
        }
    }

    /// A value of the query; the first of that name.
    func queryValue(_ name: String) -> String? { query.first { $0.name == name }?.value }

    /// Reads the body as a Messages request, once.
    /// - Throws: ``APIError`` of kind `invalid_request_error`.
    func messagesRequest(_ operation: MessagesRequest.Operation) throws(APIError) -> MessagesRequest {
        try MessagesRequest(
            operation,
            body: body.take(),
            version: header(.anthropicVersion),
            betas: head.headerFields[values: .anthropicBeta].flatMap { line in
                line.split(separator: ",").map { $0.trimmingBlanks() }.filter { !$0.isEmpty }
            },
            headers: fields { $0.hasPrefix("anthropic-") && $0 != "anthropic-version" && $0 != "anthropic-beta" },
            credential: credential
        )
    }

    /// The headers whose lower-case names fit.
    private func fields(where fits: (String) -> Bool) -> HTTPFields {
        HTTPFields(head.headerFields.filter { fits($0.name.canonicalName) })
    }
}

extension HTTPRequest {
    /// The path without the query: clients add `?beta=true` and the like.
    var pathWithoutQuery: String {
        let target = path ?? "/"
        return target.firstIndex(of: "?").map { String(target[..<$0]) } ?? target
    }
}

extension Substring {
    fileprivate func trimmingBlanks() -> String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        let start = drop(while: isBlank)
        let end = start.lastIndex { !isBlank($0) }
        return end.map { String(start[...$0]) } ?? ""
    }
}
