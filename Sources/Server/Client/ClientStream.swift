import HTTPTypes
import MessagesAPI
import NIOCore
import NIOHTTP1

/// Writes one answer to one client: either a whole one, or a head and then events.
///
/// Used by one task only; not Sendable.
final class ClientStream {
    private let client: ClientHandle
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
    init(_ client: ClientHandle, requestID: String, isHead: Bool) {
        self.client = client
        self.requestID = requestID
        self.isHead = isHead
    }

    /// Whether a head was sent, so that errors can only be told as an event.
    var hasStarted: Bool { status != nil }

    /// Sends a whole answer.
    func send(_ response: ClientResponse) async throws {
        guard !hasStarted else { return }
        var fields = response.headers
        fields[.requestID] = requestID
        // RFC 9110 §8.6: none where there can be no body.
        if ![204, 304].contains(response.status) { fields[.contentLength] = String(response.body.readableBytes) }
        var body = response.body
        var step = begin(response.status, fields)
        guard !isHead, body.readableBytes > 0 else {
            step.isEnd = true
            return try await client.write(step)
        }
        while let slice = body.readSlice(length: min(Self.sliceBytes, body.readableBytes)) {
            step.body = slice
            step.isEnd = body.readableBytes == 0
            bytesSent += slice.readableBytes
            try await client.write(step)
            if step.isEnd { return }
            step = AnswerStep()
        }
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
        if fields[.cacheControl] == nil { fields[.cacheControl] = "no-cache" }
        fields[.requestID] = requestID
        isStreaming = true
        var step = begin(200, fields)
        step.body = first
        bytesSent += first.readableBytes
        try await client.write(step)
    }

    /// Sends the head of an answer that is made while it is sent, and that ``finish()`` ends.
    func startDownload(_ headers: HTTPFields) async throws {
        var fields = headers
        fields[.requestID] = requestID
        isStreaming = true
        isDownload = true
        try await client.write(begin(200, fields))
    }

    /// Sends whole events, or a part of a download.
    func write(_ bytes: ByteBuffer) async throws {
        bytesSent += bytes.readableBytes
        try await client.write(AnswerStep(body: bytes))
    }

    /// Ends an event stream or a download.
    func finish() async throws {
        guard isStreaming else { return }
        isStreaming = false
        try await client.write(AnswerStep(isEnd: true))
    }

    /// Tells the client of an error: as an answer of its own, or as the last event of a stream that had begun.
    func fail(_ error: APIError, headers: HTTPFields = [:]) async throws {
        guard isStreaming else {
            var response = ClientResponse.error(error, requestID: requestID)
            response.headers.append(contentsOf: headers)
            try await send(response)
            return
        }
        guard !isDownload else { throw Broken() }
        try await write(ByteBuffer(bytes: SSEWriter.error(error, requestID: requestID)))
        try await finish()
    }

    private func begin(_ status: Int, _ fields: HTTPFields) -> AnswerStep {
        self.status = status
        let head = HTTPResponseHead(version: .http1_1, status: .init(statusCode: status), headers: .init(fields))
        return AnswerStep(head: head)
    }
}
