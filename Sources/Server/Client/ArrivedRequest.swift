import HTTPTypes
import MessagesAPI
import NIOCore
import NIOHTTP1

/// A request to be answered: a whole one, or what is known of one that is refused.
struct ArrivedRequest: Sendable {
    let head: HTTPRequest
    let version: HTTPVersion
    let arrival: ContinuousClock.Instant
    private(set) var body = RequestBody()
    /// Why it gets no answer but this.
    private(set) var refusal: APIError?
    /// Whether another request can follow on the connection.
    private(set) var isKeepAlive: Bool
    /// Whether the client may still be sending parts of it.
    private(set) var hasRest = false

    init(_ head: HTTPRequestHead) {
        let request = HTTPRequest(head)
        self.head = request ?? Self.unreadable
        version = head.version
        arrival = .now
        isKeepAlive = head.isKeepAlive && !Self.endsHTTP(head)
        if request == nil { refusal = APIError(.invalidRequest, "The request is not valid HTTP/1.1.") }
    }

    /// What could not be read as a request.
    init(_ error: HTTPParserError) {
        head = Self.unreadable
        version = .http1_1
        arrival = .now
        isKeepAlive = false
        refusal = APIError(error)
    }

    /// The same request, with its body.
    func with(_ body: ByteBuffer) -> ArrivedRequest {
        var request = self
        request.body = RequestBody(body)
        return request
    }

    /// The same request without a body, refused; the connection ends with it when it has not been read to its end.
    func refused(_ error: APIError, hasRest: Bool = false) -> ArrivedRequest {
        var request = self
        request.refusal = error
        request.hasRest = hasRest
        request.isKeepAlive = isKeepAlive && !hasRest
        return request
    }

    /// Whether the decoder takes nothing behind the request for HTTP: its client offers another protocol, as Java's and curl's
    /// do with HTTP/2, or wants a tunnel.
    private static func endsHTTP(_ head: HTTPRequestHead) -> Bool {
        let connection = head.headers[canonicalForm: "connection"]
        let offersUpgrade =
            connection.contains { $0.lowercased() == "upgrade" } && head.headers.contains(name: "upgrade")
        return offersUpgrade || head.method == .CONNECT
    }

    private static let unreadable = HTTPRequest(method: .get, scheme: nil, authority: nil, path: nil)
}

extension APIError {
    /// What is told of a request that is no HTTP.
    fileprivate init(_ error: HTTPParserError) {
        switch error {
        case .headerOverflow: self.init(.invalidRequest, "The request's head is too large.", status: 431)
        // Every other kind of broken syntax: there are dozens, and the client's programmer has to look anyway.
        default: self.init(.invalidRequest, "The request is not valid HTTP/1.1.")
        }
    }
}
