import HTTPTypes
import MessagesAPI
import NIOCore
import NIOHTTPTypes

/// Reads a connection's requests one after another: a head, then the body within its bound.
struct RequestReader {
    private var parts: NIOAsyncChannelInboundStream<HTTPRequestPart>.AsyncIterator
    private let limits: HTTPLimits
    private let outbound: NIOAsyncChannelOutboundWriter<HTTPResponsePart>
    /// Whether the current request's end has not been read yet.
    private var isInRequest = false

    init(
        _ parts: NIOAsyncChannelInboundStream<HTTPRequestPart>.AsyncIterator,
        limits: HTTPLimits,
        outbound: NIOAsyncChannelOutboundWriter<HTTPResponsePart>
    ) {
        self.parts = parts
        self.limits = limits
        self.outbound = outbound
    }

    /// The next request's head; `nil` when the client closed the connection.
    mutating func next() async throws -> HTTPRequest? {
        while let part = try await parts.next(isolation: #isolation) {
            guard case .head(let head) = part else { continue }
            isInRequest = true
            return head
        }
        return nil
    }

    /// The whole body of the request whose head was read last.
    /// - Throws: ``APIError``: `request_too_large`, `timeout_error`, or `invalid_request_error` for a compressed body.
    mutating func body(of head: HTTPRequest) async throws -> ByteBuffer {
        if let encoding = head.headerFields[.contentEncoding], encoding.lowercased() != "identity" {
            throw APIError(.invalidRequest, "content-encoding \(encoding) is not supported: send the body as it is")
        }
        let declared = head.headerFields[.contentLength].flatMap(Int.init) ?? 0
        guard declared <= limits.bodyBytes else { throw tooLarge }
        guard isInRequest else { return ByteBuffer() }
        if head.headerFields[.expect]?.lowercased() == "100-continue" {
            try await outbound.write(.head(HTTPResponse(status: .continue)))
        }
        var body = ByteBuffer()
        while var part = try await bodyPart() {
            if body.readableBytes == 0 { body.reserveCapacity(max(declared, part.readableBytes)) }
            guard body.readableBytes + part.readableBytes <= limits.bodyBytes else { throw tooLarge }
            body.writeBuffer(&part)
        }
        return body
    }

    /// Whether a body follows this head that has not been read to its end.
    func hasRest(of head: HTTPRequest) -> Bool {
        let declared = head.headerFields[.contentLength].flatMap(Int.init) ?? 0
        return isInRequest && (declared > 0 || head.headerFields[.transferEncoding] != nil)
    }

    /// Reads what is left of a refused request, so that the client is still there to read the answer; then the connection
    /// is closed, at the latest after ``HTTPLimits/drainTime`` or ``HTTPLimits/drainBytes``.
    mutating func skipRest(closing channel: any Channel) async {
        let deadline = channel.eventLoop.scheduleTask(in: HTTPLimits.drainTime) { channel.close(promise: nil) }
        defer { deadline.cancel() }
        var skipped = 0
        while skipped <= HTTPLimits.drainBytes, let part = try? await bodyPart() { skipped += part.readableBytes }
    }

    private var tooLarge: APIError {
        APIError(.requestTooLarge, "Request exceeds the maximum size of \(limits.bodyBytes) bytes")
    }

    private mutating func bodyPart() async throws -> ByteBuffer? {
        guard isInRequest else { return nil }
        do {
            if case .body(let part) = try await parts.next(isolation: #isolation) { return part }
        } catch is ClientTimeouts.RequestTooSlow {
            throw APIError(.timeout, "The request's body did not arrive in time.", status: 408)
        }
        isInRequest = false
        return nil
    }
}
