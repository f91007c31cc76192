import JSONBytes
public import MessagesAPI
public import NIOCore

/// Turns a Bedrock event stream of a Claude model into the server-sent events of the Messages API.
///
/// Each `chunk` message holds one Messages event; its bytes are passed on as they are, but for the model's name, Bedrock's
/// own metrics, and counts that `message_delta` should have told. Everything is held back until the first content block,
/// so that until then any failure can go to another target. A failure that arrives together with events that may be
/// passed on is thrown by the next call, after them.
public struct BedrockEventsToMessages: ResponseTranslator, Sendable {
    /// Most bytes held back before the first content; `message_start` has about 600.
    ///
    /// Bounds what one answer keeps.
    package static let heldLimit = 4 * 1024 * 1024
    /// Largest buffer kept from one event for the next, in bytes; only a huge event needs more.
    private static let scratchLimit = 256 * 1024

    /// The tokens as known so far.
    public private(set) var usage = TokenUsage()

    private let model: MessageModelName
    private var decoder = EventStreamDecoder()
    private var grammar = MessageStreamGrammar()
    /// The JSON of the event at hand; kept, so that its memory is used again.
    private var event = ByteBuffer()
    private var heldDelta: MessageDeltaEvent?
    /// Output tokens as the end of the answer told them; `message_start` only has a first estimate.
    private var finalUsage = TokenUsage()
    /// What is to be returned next, or is held back.
    private var output = ByteBuffer()
    /// Whether something was returned, after which nobody but the client can deal with a failure.
    private var isCommitted = false
    private var failure: UpstreamFailure?

    /// Whether `message_stop` was given out.
    public var isComplete: Bool { grammar.isComplete }

    /// Makes a translator for one answer.
    /// - Parameter requestedModel: The model's name as the client asked for it.
    public init(requestedModel: String) {
        model = MessageModelName(requestedModel)
    }

    /// Takes bytes as they came; returns whole events for the client, or nothing.
    public mutating func push(_ chunk: ByteBuffer) throws(UpstreamFailure) -> ByteBuffer {
        guard failure == nil else { return try takeOutput() }
        decoder.push(chunk)
        do throws(UpstreamFailure) {
            while let message = try nextMessage() { try translate(message) }
        } catch {
            // A complete answer is complete, whatever comes after it.
            if !grammar.isComplete { failure = error }
        }
        return try takeOutput()
    }

    /// The upstream ended; returns what is left, or fails if the answer is not complete.
    public mutating func finish() throws(UpstreamFailure) -> ByteBuffer {
        if let failure { throw failure }
        guard !grammar.isComplete else { return ByteBuffer() }
        do throws(EventStreamError) {
            try decoder.finish()
        } catch {
            throw UpstreamFailure(.incomplete, "Bedrock's answer broke off: \(error).")
        }
        let isEmpty = grammar == MessageStreamGrammar()
        throw UpstreamFailure(.incomplete, "Bedrock sent \(isEmpty ? "an empty answer" : "no end of its answer").")
    }

    /// What may go to the client now.
    ///
    /// A failure comes before what was held back, and after what follows a commit.
    private mutating func takeOutput() throws(UpstreamFailure) -> ByteBuffer {
        if let failure, !isCommitted || output.readableBytes == 0 { throw failure }
        guard isCommitted || grammar.hasContent || grammar.isComplete else { return ByteBuffer() }
        guard output.readableBytes > 0 else { return ByteBuffer() }
        isCommitted = true
        defer { output = ByteBuffer() }
        return output
    }

    private mutating func nextMessage() throws(UpstreamFailure) -> EventStreamMessage? {
        do throws(EventStreamError) {
            return try decoder.next()
        } catch {
            throw UpstreamFailure(.malformed, "Bedrock's event stream is broken: \(error).")
        }
    }

    private mutating func translate(_ message: EventStreamMessage) throws(UpstreamFailure) {
        if message.headers.matches(":event-type", "chunk"), message.headers.matches(":message-type", "event") {
            try translate(chunk: message.payload)
        } else if let failure = BedrockException.failure(in: message) {
            throw failure
        }
    }

    private mutating func translate(chunk: ByteBuffer) throws(UpstreamFailure) {
        if event.capacity > Self.scratchLimit { event = ByteBuffer() } else { event.clear() }
        try BedrockChunk.decode(chunk, into: &event)
        let head = try readHead()
        guard let type = head.type, !grammar.isComplete else {
            return take(BedrockMeteredEvent(reading: event).metrics)
        }
        if type == .error { throw errorEvent() }
        do throws(MessageStreamGrammar.Violation) {
            try grammar.accept(type, index: head.index)
        } catch {
            throw UpstreamFailure(.malformed, "Bedrock's events are out of order: \(error.rawValue).")
        }
        try write(type)
        guard grammar.hasContent || grammar.isComplete || output.readableBytes <= Self.heldLimit else {
            throw UpstreamFailure(.malformed, "Bedrock sent too much before the first content.")
        }
    }

    private func readHead() throws(UpstreamFailure) -> MessageEvent {
        do throws(MessageEvent.Failure) {
            return try MessageEvent(reading: event.readableBytesSpan)
        } catch {
            throw UpstreamFailure(.malformed, "Bedrock sent an event that cannot be read: \(error).")
        }
    }

    /// Passes the event at hand on, edited where its type asks for it.
    private mutating func write(_ type: MessageEventType) throws(UpstreamFailure) {
        switch type {
        case .contentBlockStart, .contentBlockDelta, .contentBlockStop, .ping, .error:
            writeHeldDelta()
            SSEWriter.write(type, json: event, to: &output)
        case .messageStart:
            try writeMessageStart()
        case .messageDelta:
            writeHeldDelta()
            holdDelta()
        case .messageStop, .other:
            writeWithoutMetrics(type)
        }
    }

    private mutating func holdDelta() {
        let delta = MessageDeltaEvent(json: event)
        event = ByteBuffer()
        usage.merge(delta.usage)
        finalUsage.merge(delta.usage)
        heldDelta = delta
    }

    private mutating func writeHeldDelta() {
        guard let delta = heldDelta else { return }
        heldDelta = nil
        var known = usage
        known.outputTokens = finalUsage.outputTokens
        SSEWriter.write(.messageDelta, json: delta.completed(with: known), to: &output)
    }

    private mutating func writeMessageStart() throws(UpstreamFailure) {
        guard let start = MessageStartEvent(reading: event, model: model) else {
            throw UpstreamFailure(.malformed, "Bedrock sent a message_start without a message.")
        }
        usage.merge(start.usage)
        SSEWriter.write(.messageStart, json: start.json, to: &output)
    }

    /// Takes the metrics out of a `message_stop` or an unknown event; one that has nothing else is dropped.
    private mutating func writeWithoutMetrics(_ type: MessageEventType) {
        let metered = BedrockMeteredEvent(reading: event)
        if type == .messageStop {
            usage.merge(metered.usage)
            finalUsage.merge(metered.usage)
        }
        take(metered.metrics)
        if type != .messageStop, metered.isMetricsOnly { return }
        writeHeldDelta()
        SSEWriter.write(type, json: metered.json, to: &output)
    }

    private mutating func take(_ metrics: BedrockInvocationMetrics?) {
        metrics?.merge(into: &usage)
        metrics?.merge(into: &finalUsage)
    }

    private func errorEvent() -> UpstreamFailure {
        let document = event.readableBytesSpan
        return BedrockException.failure(type: nil, body: (try? JSON.members(of: document)) ?? [], in: document)
    }
}
