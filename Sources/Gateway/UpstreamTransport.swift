package import HTTPTypes
package import NIOCore
package import Providers

/// The seam to HTTP: sends one request and gives back the head and a body that is read as it comes.
package protocol UpstreamTransport: Sendable {
    /// - Throws: ``UpstreamFailure`` of kind `network` or `timedOut`, or `CancellationError` when the caller's task is
    ///   cancelled; the upstream request is then cancelled as well.
    func send(_ request: UpstreamRequest) async throws -> UpstreamResponse
}

/// The head of an upstream's answer, and where its body is read.
package struct UpstreamResponse: Sendable {
    package var status: Int
    package var headers: HTTPFields
    /// Starts reading; to be called once.
    ///
    /// Dropping the reader cancels the upstream request.
    package var makeBody: @Sendable () -> any UpstreamBody

    package init(status: Int, headers: HTTPFields, makeBody: @escaping @Sendable () -> any UpstreamBody) {
        self.status = status
        self.headers = headers
        self.makeBody = makeBody
    }
}

/// Reads an upstream's body.
///
/// Reads no further than asked, so that a slow client slows the upstream.
package protocol UpstreamBody {
    /// The next bytes as they arrived, or `nil` at the body's end.
    /// - Throws: As ``UpstreamTransport/send(_:)``.
    mutating func next() async throws -> ByteBuffer?
}
