import HTTPTypes
import HummingbirdCore
import MessagesAPI
import NIOCore

/// Collects a request's body within its bound.
struct RequestBodyReader: Sendable {
    /// `server.max_body_bytes`.
    let limit: Int

    /// Bytes read and thrown away after a body turned out too large, so that the client is still there to read the
    /// answer; beyond them the connection is cut.
    static let drainLimit = 64 * 1024 * 1024

    /// - Throws: ``APIError``: `request_too_large`, `timeout_error`, or `invalid_request_error` for a compressed body.
    func collect(_ request: Request) async throws -> ByteBuffer {
        if let encoding = request.headers[.contentEncoding], encoding.lowercased() != "identity" {
            try await drain(request)
            throw APIError(.invalidRequest, "content-encoding: \(encoding) is not supported; send the body as it is")
        }
        let declared = request.headers[.contentLength].flatMap(Int.init) ?? 0
        guard declared <= limit else {
            try await drain(request)
            throw tooLarge
        }
        var body = ByteBuffer()
        var isTooLarge = false
        do {
            for try await var part in request.body {
                if body.readableBytes == 0 { body.reserveCapacity(max(declared, part.readableBytes)) }
                if body.readableBytes + part.readableBytes > limit { isTooLarge = true }
                if isTooLarge { break }
                body.writeBuffer(&part)
            }
        } catch is ClientTimeouts.RequestTooSlow {
            throw APIError(.timeout, "The request's body did not arrive in time.", status: 408)
        }
        guard isTooLarge else { return body }
        throw tooLarge
    }

    private var tooLarge: APIError {
        APIError(.requestTooLarge, "Request exceeds the maximum size of \(limit) bytes")
    }

    private func drain(_ request: Request) async throws {
        var drained = 0
        for try await part in request.body {
            drained += part.readableBytes
            if drained > Self.drainLimit { return }
        }
    }
}
