import JSONBytes
package import MessagesAPI
package import NIOCore

/// Turns a stream of Chat Completions chunks into the events of a Messages stream.
///
/// Nothing is given out before there is something that the client is to see, so that until then any failure can go to
/// another target. A failure that arrives together with events that may be passed on is thrown by the next call, after
/// them.
/// - Note: Source: Chat Completions, streaming (https://platform.openai.com/docs/api-reference/chat/streaming, seen
///   2026-11-22).
package struct ChatCompletionsToMessages: ResponseTranslator, Sendable {
    /// Most blocks of one answer: what the Messages API's grammar allows, less what one chunk can release.
    private static let blockLimit = MessageStreamGrammar.blockLimit - 2 * BlockSequencer.queueLimit

    private let context: TranslationContext
    private var parser = SSEParser()
    /// What came instead of a stream.
    private var whole = WholeBody()
    private var answer: ChatCompletionAnswer
    /// Whether the last chunk could not be read; one such is forgiven.
    private var wasUnreadable = false
    private var isDone = false
    private var failure: UpstreamFailure?
    /// Whether something was returned, after which nobody but the client can deal with a failure.
    private var isCommitted = false

    /// Makes a translator for one answer.
    package init(context: TranslationContext) {
        self.context = context
        answer = ChatCompletionAnswer(context)
    }

    /// The tokens as known so far.
    package var usage: TokenUsage { answer.usage }
    /// OpenRouter's `usage.cost`.
    package var reportedCostUSD: Double? { answer.reportedCostUSD }
    /// Whether `message_stop` was given out, be it for the upstream's end or for a stop sequence that was found here.
    package var isComplete: Bool { answer.isComplete }

    /// Takes bytes as they came; returns whole events for the client, or nothing.
    package mutating func push(_ chunk: ByteBuffer) throws(UpstreamFailure) -> ByteBuffer {
        guard failure == nil, !isComplete else { return try takeOutput() }
        do throws(UpstreamFailure) {
            guard try !whole.take(chunk) else { return ByteBuffer() }
            parser.push(chunk)
            while !isComplete, let event = try parser.next() { try take(event) }
        } catch {
            failure = error
        }
        return try takeOutput()
    }

    /// The upstream ended; returns what is left, or fails if the answer is not complete.
    package mutating func finish() throws(UpstreamFailure) -> ByteBuffer {
        if let failure { throw failure }
        guard !isComplete else { return try takeOutput() }
        if let document = whole.document {
            try take(document)
        } else if let event = parser.finish() {
            try take(event)
        }
        if !isComplete { try takeEnd() }
        return try takeOutput()
    }

    /// What may go to the client now.
    ///
    /// A failure comes before what was not seen by anybody, and after what follows a commit.
    private mutating func takeOutput() throws(UpstreamFailure) -> ByteBuffer {
        if let failure, !isCommitted { throw failure }
        let output = answer.take()
        if let failure, output.readableBytes == 0 { throw failure }
        isCommitted = isCommitted || output.readableBytes > 0
        return output
    }

    private mutating func take(_ event: SSEEvent) throws(UpstreamFailure) {
        if event.isDone {
            isDone = true
            try takeEnd()
            return
        }
        let chunk: ChatCompletionChunk
        do throws(JSONError) {
            chunk = try ChatCompletionChunk(reading: event.data.readableBytesSpan)
            wasUnreadable = false
        } catch {
            try takeUnreadable(event, error)
            return
        }
        if chunk.hasError || event.isNamed("error") {
            try takeError(event)
        } else {
            try answer.take(chunk, in: event.data.readableBytesSpan)
            guard answer.blockCount <= Self.blockLimit else {
                throw UpstreamFailure(.malformed, "The upstream's answer has more than \(Self.blockLimit) blocks.")
            }
        }
    }

    /// Takes a whole answer, or an error, as if all of it had come in one chunk.
    private mutating func take(_ document: ByteBuffer) throws(UpstreamFailure) {
        let span = document.readableBytesSpan
        let chunk: ChatCompletionChunk
        do throws(JSONError) {
            chunk = try ChatCompletionChunk(reading: span)
        } catch {
            throw UpstreamFailure(
                error.kind == .unexpectedEnd ? .incomplete : .malformed,
                "The upstream sent neither events nor valid JSON: \(error)."
            )
        }
        guard !chunk.hasError, chunk.choice != nil else {
            throw ChatCompletionsFailure.inStream(document, vendorName: context.vendorName)
        }
        isDone = true
        try answer.take(chunk, in: span)
    }

    private mutating func takeUnreadable(_ event: SSEEvent, _ error: JSONError) throws(UpstreamFailure) {
        if event.isNamed("error") { try takeError(event) }
        guard !wasUnreadable else {
            throw UpstreamFailure(.malformed, "The upstream sent chunks that cannot be read: \(error).")
        }
        wasUnreadable = true
    }

    /// An error ends the answer, unless that has come to its end.
    private mutating func takeError(_ event: SSEEvent) throws(UpstreamFailure) {
        guard answer.hasFinishReason else {
            throw ChatCompletionsFailure.inStream(event.data, vendorName: context.vendorName)
        }
        try answer.end()
    }

    /// `[DONE]`, or the end of the body.
    private mutating func takeEnd() throws(UpstreamFailure) {
        let mayEnd = answer.hasFinishReason || ((isDone || context.endsWithoutFinish) && answer.hasContent)
        guard mayEnd, isDone || !wasUnreadable else {
            let what = answer.hasContent ? "no end of its answer" : "an empty answer"
            throw UpstreamFailure(.incomplete, "The upstream sent \(what).")
        }
        try answer.end()
    }
}

extension SSEEvent {
    /// Whether this is the end that OpenAI's streams have.
    fileprivate var isDone: Bool {
        guard data.readableBytes < 16 else { return false }
        return String(buffer: data).filter { !$0.isWhitespace } == "[DONE]"
    }
}
