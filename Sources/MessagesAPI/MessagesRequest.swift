public import HTTPTypes
package import JSONBytes
public import NIOCore

/// One client request: the bytes as they came, and the few facts that routing needs.
///
/// The body is validated once (strict JSON, UTF-8, depth) and never re-encoded: an upstream that speaks Anthropic gets
/// these very bytes with some members edited, so unknown fields, key order and number spelling survive.
public struct MessagesRequest: Sendable {
    /// What the client wants with the prompt.
    public enum Operation: Sendable {
        /// `POST /v1/messages`.
        case createMessage
        /// `POST /v1/messages/count_tokens`.
        case countTokens
    }

    /// What the client wants.
    public let operation: Operation
    /// The body as the client sent it.
    public let body: ByteBuffer
    /// Where all values of the body stand, so that nobody has to look for them again.
    package let outline: JSONOutline
    /// The body's top-level members, in their order; offsets count from the body's first readable byte.
    package let members: [JSONMember]
    /// The model the client asked for, without a `[1m]` suffix.
    public let model: String
    /// Whether the answer is to be streamed.
    public let isStreaming: Bool
    /// `max_tokens`, where it is there and a whole number; a message's is nothing else.
    public let maxTokens: Int?
    /// The `anthropic-version` header.
    public let version: String?
    /// The values of all `anthropic-beta` header lines, split at commas, in order, without blanks.
    public let betas: [String]
    /// The client's other headers that an upstream speaking this API may see: those whose names begin with `anthropic-`.
    public let headers: HTTPFields
    /// How the client proved who it is: `authorization` and `x-api-key` as they came.
    ///
    /// Only for a provider that is told to pass it through.
    public let credential: HTTPFields

    /// Reads a client's body.
    /// - Throws: ``APIError`` of kind `invalid_request_error` in the Messages API's own wording.
    public init(
        _ operation: Operation = .createMessage,
        body: ByteBuffer,
        version: String? = nil,
        betas: [String] = [],
        headers: HTTPFields = [:],
        credential: HTTPFields = [:]
    ) throws(APIError) {
        let envelope = try Envelope(reading: body, for: operation)
        self.operation = operation
        self.body = body
        self.outline = envelope.outline
        self.members = envelope.members
        self.model = envelope.model
        self.isStreaming = operation == .createMessage && envelope.isStreaming
        self.maxTokens = envelope.maxTokens
        self.version = version
        self.betas = betas
        self.headers = headers
        self.credential = credential
    }

    /// Where a top-level member's value stands; the last one if the name was given twice.
    package func value(_ name: StaticString) -> JSONValue? {
        JSON.value(name, of: members, in: body.readableBytesSpan)
    }
}
