import HTTPTypes
import JSONBytes
import MessagesAPI
import NIOCore

/// A whole answer to a client.
struct ClientResponse: Sendable {
    var status: Int
    var headers: HTTPFields
    var body: ByteBuffer

    init(status: Int = 200, headers: HTTPFields = [:], body: ByteBuffer = ByteBuffer()) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A JSON answer.
    static func json(_ writer: JSONWriter, status: Int = 200) -> ClientResponse {
        ClientResponse(
            status: status,
            headers: [.contentType: "application/json"],
            body: ByteBuffer(bytes: writer.bytes)
        )
    }

    /// A plain text answer.
    static func text(_ text: String, contentType: String = "text/plain; charset=utf-8") -> ClientResponse {
        ClientResponse(headers: [.contentType: contentType], body: ByteBuffer(string: text))
    }

    /// An error in the Messages API's shape.
    static func error(_ error: APIError, requestID: String) -> ClientResponse {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("type", "error")
        writer.key("error")
        writer.beginObject()
        writer.member("type", error.kind.rawValue)
        writer.member("message", error.message)
        writer.endObject()
        writer.member("request_id", requestID)
        writer.endObject()
        var response = json(writer, status: error.status)
        if let seconds = error.retryAfterSeconds { response.headers[.retryAfter] = String(seconds) }
        if let methods = error.allowedMethods { response.headers[.allow] = methods.joined(separator: ", ") }
        if let shouldRetry = error.shouldRetry { response.headers[.shouldRetry] = shouldRetry ? "true" : "false" }
        return response
    }
}
