public import HTTPTypes

/// The answer to an ``AWSHTTPRequest``.
public struct AWSHTTPResponse: Sendable, Hashable {
    /// Status code.
    public var status: Int
    /// Headers; `date` tells how far our clock is off.
    public var headers: HTTPFields
    /// The body, at most ``AWSHTTPRequest/answerLimit`` bytes.
    public var body: [UInt8]

    /// Puts an answer together.
    public init(status: Int, headers: HTTPFields = [:], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}

extension AWSHTTPResponse: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The status; the body holds keys.
    public var description: String { "status \(status)" }
    /// Same as ``description``.
    public var debugDescription: String { description }
    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
