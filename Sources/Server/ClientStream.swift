import HTTPTypes
import MessagesAPI
import NIOCore
import NIOHTTPTypes

/// Writes one answer to one client: either a whole one, or a head and then events.
///
/// Used by one task only; not Sendable.
final class ClientStream {
    private let outbound: NIOAsyncChannelOutboundWriter<HTTPResponsePart>
    private let isHead: Bool
    let requestID: String
    /// Body bytes handed to the connection.
    private(set) var bytesSent = 0
    /// The status that was sent, once one was.
    private(set) var status: Int?
    private var isStreaming = false
    /// Whether what is streamed is no event stream, so that an error cannot be told in it.
    private var isDownload = false

    /// An answer that is no event stream broke off; closing the connection is all that can tell it.
    struct Broken: Error {}

    /// A HEAD is answered with the headers of the body but not the body.
    init(_ outbound: NIOAsyncChannelOutboundWriter<HTTPResponsePart>, requestID: String, isHead: Bool) {
        self.outbound = outbound
        self.requestID = requestID
        self.isHead = isHead
    }

    /// Whether a head was sent, so that errors can only be told as an event.
    var hasStarted: Bool { status != nil }

    /// Sends a whole answer; `closing` tells the client that the connection is closed afterwards.
    func send(_ response: ClientResponse, closing: Bool = false) async throws {
        guard !hasStarted else { return }
        var fields = response.headers
        fields[.requestID] = requestID
        // RFC 9110 §8.6: none where there can be no body.
        if ![204, 304].contains(response.status) { fields[.contentLength] = String(response.body.readableBytes) }
        if closing { fields[.connection] = "close" }
        status = response.status
        let head = HTTPResponse(status: .init(code: response.status), headerFields: fields)
        guard !isHead, response.body.readableBytes > 0 else {
            try await outbound.write(contentsOf: [.head(head), .end(nil)])
            return
        }
        var body = response.body
        guard body.readableBytes > Self.sliceBytes else {
            bytesSent += body.readableBytes
            try await outbound.write(contentsOf: [.head(head), .body(body), .end(nil)])
            return
        }
        try await outbound.write(.head(head))
        while let slice = body.readSlice(length: min(Self.sliceBytes, body.readableBytes)), slice.readableBytes > 0 {
            try await write(slice)
        }
        try await outbound.write(.end(nil))
    }

    /// Largest piece of a whole answer that is handed over at once, in bytes: each waits until the client has taken those
    /// before it, so that what is counted as sent was sent.
    private static let sliceBytes = 256 * 1024

    /// Sends the head of an event stream together with its first events; only the events if the head was sent before.
    func startStream(_ extra: HTTPFields = [:], first: ByteBuffer) async throws {
        guard !hasStarted else {
            try await write(first)
            return
        }
        var fields = extra
        fields[.contentType] = "text/event-stream; charset=utf-8"
        fields[.cacheControl] = "no-cache"
        fields[.requestID] = requestID
        status = 200
        isStreaming = true
        bytesSent += first.readableBytes
        try await outbound.write(contentsOf: [.head(HTTPResponse(status: .ok, headerFields: fields)), .body(first)])
    }

    /// Sends the head of an answer that is made while it is sent, and that ``finish()`` ends.
    func startDownload(_ headers: HTTPFields) async throws {
        var fields = headers
        fields[.requestID] = requestID
        status = 200
        isStreaming = true
        isDownload = true
        try await outbound.write(.head(HTTPResponse(status: .ok, headerFields: fields)))
    }

    /// Sends whole events, or a part of a download.
    func write(_ bytes: ByteBuffer) async throws {
        bytesSent += bytes.readableBytes
        try await outbound.write(.body(bytes))
    }

    /// Ends an event stream or a download.
    func finish() async throws {
        guard isStreaming else { return }
        isStreaming = false
        try await outbound.write(.end(nil))
    }

    /// Tells the client of an error: as an answer of its own, or as the last event of a stream that had begun.
    func fail(_ error: APIError, headers: HTTPFields = [:], closing: Bool = false) async throws {
        guard isStreaming else {
            var response = ClientResponse.error(error, requestID: requestID)
            response.headers.append(contentsOf: headers)
            try await send(response, closing: closing)
            return
        }
        guard !isDownload else { throw Broken() }
        try await write(ByteBuffer(bytes: SSEWriter.error(error, requestID: requestID)))
        try await finish()
    }
}
