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
    /// Whose key signed the request, where one did: a signature differs each second although the request does not.
    package var signer: String?

    /// Makes a request.
    public init(method: HTTPRequest.Method, url: String, headers: HTTPFields, body: ByteBuffer) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }

    /// Whether an upstream that refused one of the two would refuse the other as well: they differ in their signature's
    /// time at most.
    package func asksTheSame(as other: UpstreamRequest) -> Bool {
        method == other.method && url == other.url && signer == other.signer && body == other.body
            && unsignedHeaders == other.unsignedHeaders
    }

    private var unsignedHeaders: HTTPFields {
        var headers = headers
        if signer != nil {
            for name in [HTTPField.Name.authorization, .amzDate] { headers[fields: name] = [] }
        }
        return headers
    }
}
