import JSONBytes
package import MessagesAPI
package import NIOCore

/// Turns a whole answer of OpenAI's Responses API into a message, for clients that did not ask for a stream.
///
/// Nothing is returned before the end, so that a broken answer can go to another target.
/// - Note: Source: the response object of the Responses API
///   (https://platform.openai.com/docs/api-reference/responses/object, seen 2026-11-22).
package struct ResponseToMessage: ResponseTranslator, Sendable {
    /// Most bytes of one answer (64 MiB); an answer of 128,000 tokens has below 2 MiB.
    package static let bodyLimit = 64 * 1024 * 1024

    /// The tokens; known after ``finish()``.
    package private(set) var usage = TokenUsage()

    /// Never: only the upstream's end completes a whole answer.
    package var isComplete: Bool { false }

    private let context: TranslationContext
    private var body = ByteBuffer()

    /// Makes a translator for one answer.
    package init(context: TranslationContext) { self.context = context }

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
        let root = try validate(document)
        let members = (try? JSON.members(of: root, in: document)) ?? []
        guard let result = ResponsesResult(reading: root, in: document) else {
            throw UpstreamFailure(.malformed, "The upstream's answer is not a JSON object.")
        }
        usage = result.usage.tokens
        let isError = JSON.value("error", of: members, in: document).map { $0.kind != .null } ?? false
        guard !result.hasFailed, !isError else { throw ResponsesFailure.read(members, in: document, context) }
        guard JSON.value("output", of: members, in: document)?.kind == .array else {
            throw UpstreamFailure(.malformed, "The upstream's answer has no output.")
        }
        var message = ResponsesMessage(context: context)
        for item in result.output { try message.append(item, isCut: result.incompleteReason != nil) }
        if let counted = usage.promptTokens { context.noteInputTokens(counted) }
        return try message.finish(result)
    }

    private func validate(_ document: RawSpan) throws(UpstreamFailure) -> JSONValue {
        do throws(JSONError) {
            return try JSON.validate(document)
        } catch {
            // The end is where white space ends, so a document without anything else ends before its first byte.
            guard error.kind == .unexpectedEnd else {
                throw UpstreamFailure(.malformed, "The upstream's answer is not valid JSON: \(error).")
            }
            throw UpstreamFailure(.incomplete, "The upstream's answer is empty or cut off.")
        }
    }
}
