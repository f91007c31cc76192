import JSONBytes
public import MessagesAPI
public import NIOCore

/// Passes a whole answer of an upstream that speaks the Messages API on: the same bytes but for the model's name,
/// and for counts where there are none.
///
/// Nothing is returned before the end, so that a broken answer can go to another target.
public struct WholeMessagePassthrough: ResponseTranslator, Sendable {
    /// Most bytes of one answer (64 MiB); an answer of 128,000 tokens has below 2 MiB, base64 parts may be larger.
    package static let bodyLimit = 64 * 1024 * 1024

    /// The tokens; known after ``finish()``.
    public private(set) var usage = TokenUsage()
    /// The price, if the upstream named one; known after ``finish()``.
    public private(set) var reportedCostUSD: Double?

    /// Never: only the upstream's end completes a whole answer.
    public var isComplete: Bool { false }

    private let model: MessageModelName
    private let vendorName: String
    private var body = ByteBuffer()

    /// Makes a translator for one answer.
    /// - Parameters:
    ///   - requestedModel: The model's name as the client asked for it.
    ///   - vendorName: What messages call the upstream.
    public init(requestedModel: String, vendorName: String) {
        model = MessageModelName(requestedModel)
        self.vendorName = vendorName
    }

    /// Keeps the bytes; returns nothing.
    public mutating func push(_ chunk: ByteBuffer) throws(UpstreamFailure) -> ByteBuffer {
        guard chunk.readableBytes <= Self.bodyLimit - body.readableBytes else {
            throw UpstreamFailure(.malformed, "\(vendorName)'s answer is larger than \(Self.bodyLimit) bytes.")
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
            throw UpstreamFailure(.malformed, "\(vendorName)'s answer is not a JSON object.")
        }
        try checkMessage(members, document)
        let read = MessagesUsage(among: members, in: document)
        usage.merge(read.tokens)
        reportedCostUSD = read.costUSD
        var edits = JSONEdits()
        model.replace(in: root, members: members, of: document, edits: &edits)
        MissingUsage.fill(in: root, members: members, of: document, edits: &edits)
        return edits.buffer(of: document)
    }

    private func validate(_ document: RawSpan) throws(UpstreamFailure) -> JSONValue {
        do throws(JSONError) {
            return try JSON.validate(document)
        } catch {
            // The end is where white space ends, so a document without anything else ends before its first byte.
            guard error.kind == .unexpectedEnd else {
                throw UpstreamFailure(.malformed, "\(vendorName)'s answer is not valid JSON: \(error).")
            }
            let isEmpty = document.withUnsafeBytes { $0.allSatisfy { $0 <= UInt8(ascii: " ") } }
            throw UpstreamFailure(.incomplete, "\(vendorName) sent an answer that is \(isEmpty ? "empty" : "cut off").")
        }
    }

    private func checkMessage(_ members: [JSONMember], _ document: RawSpan) throws(UpstreamFailure) {
        let type = JSON.value("type", of: members, in: document).flatMap { document.text(of: $0) }
        if MessagesErrorBody.isError(type: type, members, in: document) {
            throw MessagesFailure.inSuccess(body, vendorName: vendorName)
        }
        guard type == "message" else {
            throw UpstreamFailure(.malformed, "\(vendorName)'s answer is not a message.")
        }
        guard JSON.value("content", of: members, in: document)?.kind == .array else {
            throw UpstreamFailure(.malformed, "\(vendorName)'s answer has no content.")
        }
    }
}
