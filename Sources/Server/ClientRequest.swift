import HTTPTypes
import Logging
import MessagesAPI
import NIOCore

/// A client's request as the endpoints see it: the head, and the body collected within its bound.
struct ClientRequest: Sendable {
    let id: String
    let head: HTTPRequest
    let path: String
    let query: String
    let body: ByteBuffer
    let arrival: ContinuousClock.Instant
    let logger: Logger

    /// The first header of that name.
    func header(_ name: HTTPField.Name) -> String? { head.headerFields[name] }

    /// A value of the query, percent-decoded; the first of that name.
    func queryValue(_ name: String) -> String? {
        for pair in query.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts[0] == name else { continue }
            return parts.count == 2 ? PercentEncoding.decode(parts[1]) : ""
        }
        return nil
    }

    /// Reads the body as a Messages request.
    /// - Throws: ``APIError`` of kind `invalid_request_error`.
    func messagesRequest(_ operation: MessagesRequest.Operation) throws(APIError) -> MessagesRequest {
        try MessagesRequest(
            operation,
            body: body,
            version: header(.anthropicVersion),
            betas: head.headerFields[values: .anthropicBeta].flatMap { line in
                line.split(separator: ",").map { $0.trimmingBlanks() }.filter { !$0.isEmpty }
            }
        )
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
