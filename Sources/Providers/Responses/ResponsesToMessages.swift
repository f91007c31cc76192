import JSONBytes
package import MessagesAPI
package import NIOCore

/// Turns a stream of OpenAI's Responses API into the server-sent events of the Messages API.
///
/// Nothing is returned before the first content, so that until then any failure can go to another target. A failure that
/// arrives together with events that may be passed on is thrown by the next call, after them.
/// - Note: Source: streaming events of the Responses API
///   (https://platform.openai.com/docs/api-reference/responses-streaming, seen 2026-11-22).
package struct ResponsesToMessages: ResponseTranslator, Sendable {
    /// The tokens as known so far: an upstream tells them at its end.
    package var usage: TokenUsage { upstreamUsage.tokens }

    /// Whether `message_stop` was written.
    package var isComplete: Bool { blocks.writer.isComplete }

    private let context: TranslationContext
    private var parser = SSEParser()
    /// What came instead of a stream.
    private var whole = WholeBody()
    private var queue = ResponsesItemQueue()
    private var blocks: ResponsesBlocks
    private var upstreamUsage = ResponsesUsage()
    /// Whether something was returned, after which nobody but the client can deal with a failure.
    private var isCommitted = false
    private var failure: UpstreamFailure?

    /// Makes a translator for one answer.
    package init(context: TranslationContext) {
        self.context = context
        blocks = ResponsesBlocks(context: context)
    }

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
        if let document = whole.document {
            try take(document)
        } else if !isComplete, let event = parser.finish() {
            try take(event)
        }
        guard isComplete else {
            throw UpstreamFailure(.incomplete, "The upstream's answer ended before it was complete.")
        }
        return try takeOutput()
    }

    /// What may go to the client now.
    ///
    /// A failure comes before what is not yet sent at all, and after what follows a commit.
    private mutating func takeOutput() throws(UpstreamFailure) -> ByteBuffer {
        if let failure, !isCommitted || blocks.writer.isEmpty { throw failure }
        guard !blocks.writer.isEmpty else { return ByteBuffer() }
        isCommitted = true
        return blocks.take()
    }

    private mutating func take(_ event: SSEEvent) throws(UpstreamFailure) {
        let data = event.data
        let document = data.readableBytesSpan
        // This dialect has no such end; servers that speak several send it all the same.
        guard !document.equals("[DONE]") else { return }
        let read: ResponsesEvent
        do throws(JSONError) {
            read = try ResponsesEvent(reading: document, isError: event.isNamed("error"))
        } catch {
            throw UpstreamFailure(.malformed, "The upstream sent an event that cannot be read: \(error).")
        }
        switch read.kind {
        case .other: return
        case .completed, .incomplete: try end(read, data)
        case .failed, .error: throw ResponsesFailure.read(read, data, context)
        default: try take(read, data)
        }
    }

    /// Takes a whole answer, or an error, as if it had come as the last event of a stream.
    private mutating func take(_ document: ByteBuffer) throws(UpstreamFailure) {
        let span = document.readableBytesSpan
        let members: [JSONMember]
        do throws(JSONError) {
            members = try JSON.members(of: span)
        } catch {
            throw UpstreamFailure(
                error.kind == .unexpectedEnd ? .incomplete : .malformed,
                "The upstream sent neither events nor valid JSON: \(error)."
            )
        }
        let isError = JSON.value("error", of: members, in: span).map { $0.kind != .null } ?? false
        guard !isError, JSON.value("output", of: members, in: span)?.kind == .array else {
            throw ResponsesFailure.read(members, in: span, context)
        }
        var event = ByteBuffer(string: #"{"type":"response.completed","response":"#)
        event.writeImmutableBuffer(document)
        event.writeStaticString("}")
        try take(SSEEvent(name: nil, data: event))
    }

    // MARK: Items

    private mutating func take(_ event: ResponsesEvent, _ data: ByteBuffer) throws(UpstreamFailure) {
        let document = data.readableBytesSpan
        let whole = event.item(in: document)
        guard let index = try queue.index(of: event, whole: whole, in: document) else { return }
        if index > queue.liveIndex {
            try queue.hold(event, data, at: index)
        } else if index == queue.liveIndex {
            try write(event, data, whole: whole)
            try advance()
        }
    }

    private mutating func write(
        _ event: ResponsesEvent,
        _ data: ByteBuffer,
        whole: ResponsesOutputItem?
    ) throws(UpstreamFailure) {
        let document = data.readableBytesSpan
        try blocks.write(event, whole: whole, of: &queue.items[queue.liveIndex], in: document)
        guard let sequence = blocks.stopSequence else { return }
        finish(MessageEnd(.stopSequence, stopSequence: sequence))
    }

    /// Goes on to the next item, and the next, as long as the ends of them have come.
    private mutating func advance() throws(UpstreamFailure) {
        while !isComplete, let held = queue.advance() {
            for event in held where !isComplete {
                try write(event.event, event.data, whole: event.event.item(in: event.data.readableBytesSpan))
            }
        }
    }

    // MARK: End

    private mutating func end(_ event: ResponsesEvent, _ data: ByteBuffer) throws(UpstreamFailure) {
        let document = data.readableBytesSpan
        guard let object = event.object, let result = ResponsesResult(reading: object, in: document) else {
            throw UpstreamFailure(.malformed, "The upstream's answer ended without a response.")
        }
        upstreamUsage = result.usage
        guard !result.hasFailed else { throw ResponsesFailure.read(event, data, context) }
        try writeRest(result.output)
        guard !isComplete else { return }
        if blocks.writer.blockCount == 0, result.shouldHaveContent, !context.isRepeated {
            throw ResponsesFailure.emptyAnswer
        }
        finish(result.end(hasCall: blocks.hasCall, refusal: blocks.refusal))
    }

    /// Ends the items whose end did not come, and writes those that only the end of the answer tells.
    private mutating func writeRest(_ output: [ResponsesOutputItem]) throws(UpstreamFailure) {
        // Some servers tell an item here under another id, so that only what no event was about is taken for new.
        let kinds = Set(queue.items.map(\.kind))
        while !isComplete, queue.liveIndex < queue.items.count {
            let whole = queue.whole(of: queue.items[queue.liveIndex], in: output)
            try blocks.end(&queue.items[queue.liveIndex], whole: whole)
            if let sequence = blocks.stopSequence { finish(MessageEnd(.stopSequence, stopSequence: sequence)) }
            try advance()
        }
        for whole in output where !isComplete && !kinds.contains(whole.kind) {
            // Reasoning behind what it led to would make no sense.
            guard whole.kind != .reasoning || kinds.isEmpty else { continue }
            var item = ResponsesItem(kind: whole.kind, outputIndex: nil, id: whole.id)
            item.learn(from: whole)
            try blocks.end(&item, whole: whole)
            if let sequence = blocks.stopSequence { finish(MessageEnd(.stopSequence, stopSequence: sequence)) }
        }
    }

    private mutating func finish(_ end: MessageEnd) {
        blocks.finish(end, usage: upstreamUsage.messageUsage(context: context, contentBytes: blocks.contentBytes))
        if let counted = upstreamUsage.tokens.promptTokens { context.noteInputTokens(counted) }
    }
}
