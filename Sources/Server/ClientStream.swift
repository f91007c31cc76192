import HTTPTypes
import HummingbirdCore
import MessagesAPI
import NIOCore

/// Writes one answer to one client: either a whole one, or a head and then events.
///
/// Used by one task only; not Sendable.
final class ClientStream {
    private var head: ResponseWriter?
    private var body: (any ResponseBodyWriter)?
    let requestID: String
    /// Body bytes handed to the connection.
    private(set) var bytesSent = 0
    /// The status that was sent, once one was.
    private(set) var status: Int?

    init(_ writer: consuming ResponseWriter, requestID: String) {
        self.head = consume writer
        self.requestID = requestID
    }

    /// Whether a head was sent, so that errors can only be told as an event.
    var hasStarted: Bool { status != nil }

    /// Sends a whole answer.
    func send(_ response: ClientResponse) async throws {
        guard let writer = head.take() else { return }
        var fields = response.headers
        fields[.requestID] = requestID
        fields[.contentLength] = String(response.body.readableBytes)
        status = response.status
        bytesSent += response.body.readableBytes
        let head = HTTPResponse(status: .init(code: response.status), headerFields: fields)
        try await writer.write(response: head, body: ResponseBody(byteBuffer: response.body))
    }

    /// Sends the head of an event stream.
    func startStream(_ extra: HTTPFields = [:]) async throws {
        guard let writer = head.take() else { return }
        var fields = extra
        fields[.contentType] = "text/event-stream; charset=utf-8"
        fields[.cacheControl] = "no-cache"
        fields[.requestID] = requestID
        status = 200
        body = try await writer.writeHead(HTTPResponse(status: .ok, headerFields: fields))
    }

    /// Sends whole events.
    func write(_ bytes: ByteBuffer) async throws {
        bytesSent += bytes.readableBytes
        try await body?.write(bytes)
    }

    /// Ends an event stream.
    func finish() async throws {
        guard let writer = body else { return }
        body = nil
        try await writer.finish(nil)
    }

    /// Tells the client of an error: as an answer of its own, or as the last event of a stream that had begun.
    func fail(_ error: APIError) async throws {
        guard hasStarted else {
            try await send(.error(error, requestID: requestID))
            return
        }
        try await write(ByteBuffer(bytes: SSEWriter.error(error, requestID: requestID)))
        try await finish()
    }
}
