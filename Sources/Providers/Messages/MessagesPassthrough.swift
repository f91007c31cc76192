import JSONBytes
public import MessagesAPI
public import NIOCore

/// Passes the stream of an upstream that speaks the Messages API on to the client, byte for byte.
///
/// Only `message_start` is changed: it names the model as the client did. Counts are put where there are none. Everything
/// is held back until the first content, so that until then any failure can go to another target; after it a chunk is given
/// out as it came, without a copy, and an event that lies in two chunks with the second one. The order of the events is checked, and token counts
/// are read in passing. A failure that arrives together with events that may be passed on is thrown by the next call.
///
/// Some servers answer a streamed request with a whole document; it is turned into events, or read as the error it holds.
public struct MessagesPassthrough: ResponseTranslator, Sendable {
    /// What the upstream sends.
    private enum Form: Sendable { case unknown, events, document(WholeMessagePassthrough) }

    /// Most bytes held back before the first content; `message_start` has about 600.
    ///
    /// Bounds what one answer keeps.
    package static let heldLimit = 4 * 1024 * 1024

    /// The tokens as known so far.
    public private(set) var usage = TokenUsage()
    /// The price, if the upstream named one.
    public private(set) var reportedCostUSD: Double?

    private let requestedModel: String
    private let model: MessageModelName
    private let vendorName: String
    private var form = Form.unknown
    private var scanner = SSEBlockScanner()
    private var grammar = MessageStreamGrammar()
    /// Neighbouring events that go on as they are, and come behind ``output``.
    private var run: Range<Int>?
    /// What is to be returned next, or is held back.
    private var output = ByteBuffer()
    /// Whether something was returned, after which nobody but the client can deal with a failure.
    private var isCommitted = false
    private var failure: UpstreamFailure?

    /// Whether `message_stop` was given out.
    public var isComplete: Bool { grammar.isComplete }

    /// Makes a translator for one answer.
    /// - Parameters:
    ///   - requestedModel: The model's name as the client asked for it.
    ///   - vendorName: What messages call the upstream.
    public init(requestedModel: String, vendorName: String) {
        self.requestedModel = requestedModel
        model = MessageModelName(requestedModel)
        self.vendorName = vendorName
    }

    /// Takes bytes as they came; returns whole events for the client, or nothing.
    public mutating func push(_ chunk: ByteBuffer) throws(UpstreamFailure) -> ByteBuffer {
        guard failure == nil, !grammar.isComplete else { return try takeOutput() }
        recognize(chunk)
        if case .document(var document) = form {
            form = .unknown
            defer { form = .document(document) }
            return try document.push(chunk)
        }
        scanner.push(chunk)
        do throws(UpstreamFailure) {
            while !grammar.isComplete, let block = scanner.next() { try take(block) }
            try checkSizes()
        } catch {
            failure = error
        }
        endRun()
        return try takeOutput()
    }

    /// Tells a document from events by its first byte: no line of a stream begins with a bracket.
    private mutating func recognize(_ chunk: ByteBuffer) {
        guard case .unknown = form, let first = chunk.readableBytesView.first(where: { $0 > UInt8(ascii: " ") }) else {
            return
        }
        form =
            first == UInt8(ascii: "{")
            ? .document(WholeMessagePassthrough(requestedModel: requestedModel, vendorName: vendorName)) : .events
    }

    /// Takes the events that tell the same as a document.
    private mutating func finish(_ document: WholeMessagePassthrough) throws(UpstreamFailure) -> ByteBuffer {
        var document = document
        let message = try document.finish()
        form = .events
        scanner = SSEBlockScanner()
        let events: ByteBuffer
        do throws(JSONError) {
            events = try MessageEventsWriter(of: message).output
        } catch {
            throw UpstreamFailure(.malformed, "\(vendorName)'s answer has a content block that is no object.")
        }
        return try push(events)
    }

    /// The upstream ended; returns what is left, or fails if the answer is not complete.
    public mutating func finish() throws(UpstreamFailure) -> ByteBuffer {
        if let failure { throw failure }
        guard !grammar.isComplete else { return ByteBuffer() }
        if case .document(let document) = form { return try finish(document) }
        let isEmpty = grammar == MessageStreamGrammar()
        if let last = scanner.finish() {
            if last.data == nil, isEmpty {
                throw incomplete(isBlank(last) ? "sent an empty answer." : "sent no events.")
            }
            try takeLast(last)
        }
        guard grammar.isComplete else {
            throw incomplete("sent \(isEmpty ? "an empty answer" : "no end of its answer").")
        }
        endRun()
        return try takeOutput()
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

    private mutating func take(_ block: SSEBlockScanner.Block) throws(UpstreamFailure) {
        guard let data = block.data, !data.isEmpty || block.hasMoreData else {
            // A comment that keeps the connection alive. An event without data would stop a client that knows its name.
            return block.name == nil ? passUnknown(block) : endRun()
        }
        if isEndMark(data) { return endRun() }
        let event = try read(block)
        guard let type = try type(of: event, in: block) else { return passUnknown(block) }
        if type == .error { throw MessagesFailure.inSuccess(scanner.data(of: block), vendorName: vendorName) }
        do throws(MessageStreamGrammar.Violation) {
            try grammar.accept(type, index: event.index)
        } catch {
            throw UpstreamFailure(.malformed, "\(vendorName)'s events are out of order: \(error.rawValue).")
        }
        switch type {
        case .messageStart: try writeStart(block)
        case .messageDelta: writeDelta(block)
        case .contentBlockStart, .contentBlockDelta, .contentBlockStop, .messageStop, .ping, .error, .other:
            write(block, type)
        }
    }

    /// Lets an event through, as it is if clients can read that.
    private mutating func write(_ block: SSEBlockScanner.Block, _ type: MessageEventType) {
        guard !isWellFormed(block, type) else { return pass(block) }
        endRun()
        SSEWriter.write(type, json: scanner.data(of: block), to: &output)
    }

    private func read(_ block: SSEBlockScanner.Block) throws(UpstreamFailure) -> MessageEvent {
        do throws(MessageEvent.Failure) {
            guard !block.hasMoreData, let data = block.data else {
                return try MessageEvent(reading: scanner.data(of: block).readableBytesSpan)
            }
            return try MessageEvent(reading: scanner.bytes.readableBytesSpan.extracting(data))
        } catch {
            throw UpstreamFailure(.malformed, "\(vendorName) sent an event that cannot be read: \(error).")
        }
    }

    /// The event's type; `nil` for an event of which clients can make nothing.
    private func type(
        of event: MessageEvent,
        in block: SSEBlockScanner.Block
    ) throws(UpstreamFailure) -> MessageEventType? {
        if let type = event.type { return type }
        if MessagesErrorBody(reading: scanner.data(of: block)).isError { return .error }
        switch block.name.flatMap({ MessageEventType(name: scanner.bytes.readableBytesSpan.extracting($0)) }) {
        case .ping, .other, nil: return nil
        case .messageStart, .contentBlockStart, .contentBlockDelta, .contentBlockStop, .messageDelta, .messageStop,
            .error:
            throw UpstreamFailure(.malformed, "\(vendorName) sent an event without a type.")
        }
    }

    /// What no client reads is let through once there is content, and held back from a start that may be given up.
    private mutating func passUnknown(_ block: SSEBlockScanner.Block) {
        if grammar.hasContent, !block.isCut { pass(block) } else { endRun() }
    }

    /// Whether clients read the event as it stands: they go by its name, which some servers leave out.
    private func isWellFormed(_ block: SSEBlockScanner.Block, _ type: MessageEventType) -> Bool {
        guard !block.hasMoreData, !block.isCut, let name = block.name else { return false }
        return MessageEventType(name: scanner.bytes.readableBytesSpan.extracting(name)) == type
    }

    /// `[DONE]`, with which other APIs end their streams.
    private func isEndMark(_ data: Range<Int>) -> Bool {
        scanner.bytes.readableBytesSpan.extracting(data).equals("[DONE]")
    }

    private mutating func writeStart(_ block: SSEBlockScanner.Block) throws(UpstreamFailure) {
        guard let start = MessageStartEvent(reading: scanner.data(of: block), model: model) else {
            throw UpstreamFailure(.malformed, "\(vendorName) sent a message_start without a message.")
        }
        usage.merge(start.usage.asFirstEstimate)
        endRun()
        guard isWellFormed(block, .messageStart), let data = block.data else {
            SSEWriter.write(.messageStart, json: start.json, to: &output)
            return
        }
        output.writeImmutableBuffer(scanner.slice(block.range.lowerBound..<data.lowerBound))
        output.writeImmutableBuffer(start.json)
        output.writeImmutableBuffer(scanner.slice(data.upperBound..<block.range.upperBound))
    }

    private mutating func writeDelta(_ block: SSEBlockScanner.Block) {
        let json = scanner.data(of: block)
        let event = json.readableBytesSpan
        guard !readUsage(of: event),
            let filled = MissingUsage.filled(event, outputTokens: usage.outputTokens ?? 0)
        else { return write(block, .messageDelta) }
        endRun()
        SSEWriter.write(.messageDelta, json: ByteBuffer(bytes: filled), to: &output)
    }

    /// Notes the counts of an event; says whether it has some.
    private mutating func readUsage(of event: RawSpan) -> Bool {
        guard let members = try? JSON.members(of: event) else { return false }
        let read = MessagesUsage(among: members, in: event)
        usage.merge(read.tokens)
        reportedCostUSD = read.costUSD ?? reportedCostUSD
        return JSON.value("usage", of: members, in: event)?.kind == .object
    }

    /// Lets an event through as it is.
    private mutating func pass(_ block: SSEBlockScanner.Block) {
        run = (run?.lowerBound ?? block.range.lowerBound)..<block.range.upperBound
    }

    /// Puts the events that go on as they are behind the output; without a copy if there is none.
    private mutating func endRun() {
        guard let run else { return }
        self.run = nil
        let events = scanner.slice(run)
        if output.readableBytes == 0 { output = events } else { output.writeImmutableBuffer(events) }
    }

    private func checkSizes() throws(UpstreamFailure) {
        guard !scanner.isOverfull else {
            throw UpstreamFailure(
                .malformed,
                "\(vendorName) sent an event of more than \(SSEBlockScanner.blockLimit) bytes."
            )
        }
        let held = output.readableBytes + (run?.count ?? 0)
        guard grammar.hasContent || grammar.isComplete || held <= Self.heldLimit else {
            throw UpstreamFailure(.malformed, "\(vendorName) sent too much before the first content.")
        }
    }

    /// The last event of a stream that ended without an empty line: whole, or broken off.
    private mutating func takeLast(_ block: SSEBlockScanner.Block) throws(UpstreamFailure) {
        do throws(UpstreamFailure) {
            try take(block)
        } catch {
            guard error.kind == .malformed else { throw error }
            throw incomplete("broke off within an event.")
        }
    }

    private func isBlank(_ block: SSEBlockScanner.Block) -> Bool {
        scanner.slice(block.range).readableBytesView.allSatisfy { $0 <= UInt8(ascii: " ") }
    }

    private func incomplete(_ words: String) -> UpstreamFailure {
        UpstreamFailure(.incomplete, "\(vendorName) \(words)")
    }
}
