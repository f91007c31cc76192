import JSONBytes
package import MessagesAPI
package import NIOCore

/// Turns a whole Chat Completions answer into a message of the Messages API.
///
/// Nothing is returned before the end, so that a broken answer can go to another target.
/// - Note: Source: Chat Completions (https://platform.openai.com/docs/api-reference/chat/object, seen 2026-11-22).
package struct ChatCompletionToMessage: ResponseTranslator, Sendable {
    /// Most bytes of one answer (64 MiB); an answer of 128,000 tokens has below 2 MiB.
    package static let bodyLimit = 64 * 1024 * 1024

    /// The tokens; known after ``finish()``.
    package private(set) var usage = TokenUsage()
    /// OpenRouter's `usage.cost`; known after ``finish()``.
    package private(set) var reportedCostUSD: Double?
    /// Never: only the upstream's end completes a whole answer.
    package var isComplete: Bool { false }

    private let context: TranslationContext
    private var body = ByteBuffer()

    /// Makes a translator for one answer.
    package init(context: TranslationContext) {
        self.context = context
    }

    /// Keeps the bytes; returns nothing.
    package mutating func push(_ chunk: ByteBuffer) throws(UpstreamFailure) -> ByteBuffer {
        guard chunk.readableBytes <= Self.bodyLimit - body.readableBytes else {
            throw UpstreamFailure(.malformed, "The upstream's answer is larger than \(Self.bodyLimit) bytes.")
        }
        if body.readableBytes == 0 { body = chunk } else { body.writeImmutableBuffer(chunk) }
        return ByteBuffer()
    }

    /// The upstream ended; returns the whole message, or fails if the answer is none.
    package mutating func finish() throws(UpstreamFailure) -> ByteBuffer {
        let body = body
        let document = body.readableBytesSpan
        let chunk = try read(document)
        let counted = chunk.usage.flatMap { UpstreamUsage(reading: $0, in: document) }
        if let counted {
            usage = counted.tokens
            usage.serviceTier = chunk.serviceTier.flatMap { TokenUsage.ServiceTier(reading: $0, in: document) }
            reportedCostUSD = counted.costUSD
        }
        guard !chunk.hasError else { throw ChatCompletionsFailure.inStream(body, vendorName: context.vendorName) }
        guard let choice = chunk.choice else {
            throw UpstreamFailure(.incomplete, "The upstream's answer has no choices.", adjustment: .repeated)
        }
        var message = ChatCompletionMessage(context)
        try message.take(choice, in: document)
        return message.finish(counted)
    }

    private func read(_ document: RawSpan) throws(UpstreamFailure) -> ChatCompletionChunk {
        do throws(JSONError) {
            return try ChatCompletionChunk(reading: document)
        } catch {
            // The end is where white space ends, so a document without anything else ends before its first byte.
            guard error.kind == .unexpectedEnd else {
                throw UpstreamFailure(.malformed, "The upstream's answer is not valid JSON: \(error).")
            }
            let isEmpty = document.withUnsafeBytes { $0.allSatisfy { $0 <= UInt8(ascii: " ") } }
            throw UpstreamFailure(.incomplete, "The upstream sent an answer that is \(isEmpty ? "empty" : "cut off").")
        }
    }
}
