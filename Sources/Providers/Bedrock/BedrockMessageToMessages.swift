import JSONBytes
public import MessagesAPI
public import NIOCore

/// Turns Bedrock's whole answer of a Claude model into the Messages API's: the same bytes but for the model's name.
///
/// Nothing is returned before the end, so that a broken answer can go to another target.
public struct BedrockMessageToMessages: ResponseTranslator, Sendable {
    /// Most bytes of one answer (64 MiB); an answer of 128,000 tokens has below 2 MiB, base64 parts may be larger.
    package static let bodyLimit = 64 * 1024 * 1024

    /// The tokens; known after ``finish()``.
    public private(set) var usage = TokenUsage()

    /// Never: only the upstream's end completes a whole answer.
    public var isComplete: Bool { false }

    private let model: MessageModelName
    private var body = ByteBuffer()

    /// Makes a translator for one answer.
    /// - Parameter requestedModel: The model's name as the client asked for it.
    public init(requestedModel: String) {
        model = MessageModelName(requestedModel)
    }

    /// Keeps the bytes; returns nothing.
    public mutating func push(_ chunk: ByteBuffer) throws(UpstreamFailure) -> ByteBuffer {
        guard chunk.readableBytes <= Self.bodyLimit - body.readableBytes else {
            throw UpstreamFailure(.malformed, "Bedrock's answer is larger than \(Self.bodyLimit) bytes.")
        }
        if body.readableBytes == 0 { body = chunk } else { body.writeImmutableBuffer(chunk) }
        return ByteBuffer()
    }

    /// The upstream ended; returns the whole answer, or fails if it is not a message.
    public mutating func finish() throws(UpstreamFailure) -> ByteBuffer {
        let body = body
        let document = body.readableBytesSpan
        let root = try validate(document)
        guard let members = try? JSON.members(of: root, in: document) else {
            throw UpstreamFailure(.malformed, "Bedrock's answer is not a JSON object.")
        }
        try checkMessage(members, document)
        if let tokens = JSON.value("usage", of: members, in: document) {
            usage.merge(TokenUsage(reading: tokens, in: document))
        }
        var edits = JSONEdits()
        model.replace(in: root, members: members, of: document, edits: &edits)
        if let metrics = BedrockInvocationMetrics(removingFrom: root, members: members, of: document, edits: &edits) {
            metrics.merge(into: &usage)
        }
        return edits.buffer(of: document)
    }

    private func validate(_ document: RawSpan) throws(UpstreamFailure) -> JSONValue {
        do throws(JSONError) {
            return try JSON.validate(document)
        } catch {
            // The end is where white space ends, so a document without anything else ends before its first byte.
            guard error.kind == .unexpectedEnd else {
                throw UpstreamFailure(.malformed, "Bedrock's answer is not valid JSON: \(error).")
            }
            let isEmpty = document.withUnsafeBytes { $0.allSatisfy { $0 <= UInt8(ascii: " ") } }
            throw UpstreamFailure(.incomplete, "Bedrock sent an answer that is \(isEmpty ? "empty" : "cut off").")
        }
    }

    private func checkMessage(_ members: [JSONMember], _ document: RawSpan) throws(UpstreamFailure) {
        let type = try? JSON.value("type", of: members, in: document).map { try JSON.string($0, in: document) }
        if type == "message" {
            guard JSON.value("content", of: members, in: document)?.kind == .array else {
                throw UpstreamFailure(.malformed, "Bedrock's answer has no content.")
            }
            return
        }
        let isError = type == "error" || JSON.value("message", of: members, in: document) != nil
        guard isError else { throw UpstreamFailure(.malformed, "Bedrock's answer is not a message.") }
        throw BedrockException.failure(type: nil, body: members, in: document)
    }
}
