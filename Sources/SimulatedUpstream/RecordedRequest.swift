/// One request as it came in, refused ones included.
package struct RecordedRequest: Sendable {
    /// Counts all requests of this upstream from 0.
    package let sequence: Int
    /// Counts all connections of this upstream from 0.
    package let connection: Int
    /// Whether the connection had carried a request before.
    package let reusedConnection: Bool
    package let method: String
    /// Path and query as they were on the wire.
    package let uri: String
    /// The model id, with percent-encoding undone if it is of the path; `nil` if the request has none.
    package let modelID: String?
    package let operation: UpstreamOperation?
    /// What the path serves; `nil` at Bedrock and for paths that the vendor does not have.
    package internal(set) var endpoint: UpstreamEndpoint?
    /// In the order of the wire, names as they were sent.
    package let headers: [(name: String, value: String)]
    package let body: [UInt8]
    /// When the head was read, in nanoseconds of the monotonic clock.
    package let arrivedAt: UInt64
    /// When the last body byte was read, in nanoseconds of the monotonic clock.
    package let completedAt: UInt64
    /// The id that the answer's head carries, such as `x-amzn-RequestId`.
    package let requestID: String

    /// The body read as JSON; read anew at each call.
    package var json: ParsedJSON? { ParsedJSON(body) }

    /// The conversation in the form of Anthropic's Messages API, whatever the protocol; read anew at each call.
    package var messages: [ParsedJSON] {
        guard let json else { return [] }
        return endpoint?.conversation(json) ?? json["messages"]?.array ?? []
    }

    /// Whether the peer asks for the connection to end after this request.
    package var asksForClose: Bool { header("connection")?.lowercased() == "close" }

    /// The first header of this name, whatever its case.
    package func header(_ name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }
}
