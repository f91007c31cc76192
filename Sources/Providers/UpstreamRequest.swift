public import HTTPTypes
public import NIOCore

/// The HTTP request of one attempt, ready to be sent as it is.
public struct UpstreamRequest: Sendable {
    /// The request method.
    public var method: HTTPRequest.Method
    /// The whole address, percent-encoded as it goes on the wire (a signature covers exactly this).
    public var url: String
    /// Every header but `host` and `content-length`, which follow from the address and the body.
    public var headers: HTTPFields
    /// The body's bytes.
    public var body: ByteBuffer

    /// Makes a request.
    public init(method: HTTPRequest.Method, url: String, headers: HTTPFields, body: ByteBuffer) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}
