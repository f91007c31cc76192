public import HTTPTypes

/// A small HTTP request made while looking for credentials.
///
/// Whoever sends it does not follow redirects (a metadata endpoint never sends one, and a header may hold a token) and
/// uses no proxy for link-local addresses.
public struct AWSHTTPRequest: Sendable, Hashable {
    /// The request method.
    public var method: HTTPRequest.Method
    /// The whole address as it goes on the wire.
    public var url: String
    /// Every header but `host` and `content-length`.
    public var headers: HTTPFields
    /// The body's bytes; empty for none.
    public var body: [UInt8]
    /// Longest wait for the whole answer, from the first connection attempt on.
    public var timeout: Duration

    /// Largest answer that is read, in bytes; a credential document has about two kilobytes.
    public static let answerLimit = 256 * 1024

    /// Puts a request together.
    public init(
        method: HTTPRequest.Method,
        url: String,
        headers: HTTPFields = [:],
        body: [UInt8] = [],
        timeout: Duration
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.timeout = timeout
    }
}

extension AWSHTTPRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Method and host; path, headers and body may hold tokens.
    public var description: String { "\(method.rawValue) \(WireAddress(url)?.hostHeader ?? "")" }
    /// Same as ``description``.
    public var debugDescription: String { description }
    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
