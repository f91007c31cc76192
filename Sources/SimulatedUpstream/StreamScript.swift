import NIOCore

/// The steps of a streamed answer, made one at a time; what is on the wire is the business of ``StreamFraming``.
///
/// Source: AWS service model `bedrock-runtime`, operation InvokeModelWithResponseStream, seen 2026-11-22.
struct StreamScript: IteratorProtocol {
    private let scene: AnswerScene
    private let framing: StreamFraming
    private var events: any IteratorProtocol<AnswerEvent>
    private var queue = StepQueue()
    private var position = StreamPosition()
    private var hasBegun = false
    private var hasEnded = false
    private var hasBroken = false
    /// Frames that wait to share an HTTP chunk.
    private var chunk: [UInt8] = []
    private var framesInChunk = 0
    private var padding: SeededGenerator

    init(_ scene: AnswerScene) {
        self.scene = scene
        framing = scene.framing
        padding = SeededGenerator(seed: scene.settings.seed &+ UInt64(scene.request.sequence))
        events = scene.events
        guard case .interleaveBlocks = scene.fracture?.how else { return }
        events = InterleavedEvents.of(events).makeIterator()
    }

    mutating func next() -> ScriptStep? {
        while true {
            if let step = queue.popFirst() { return step }
            if hasEnded { return nil }
            if hasBegun { advance() } else { begin() }
        }
    }

    private mutating func begin() {
        hasBegun = true
        if let fracture = scene.fracture, fracture.point == .beforeHead { breakBeforeHead(fracture.how) }
        if hasEnded { return }
        queue.append(.pause(scene.answer.pacing.beforeHead))
        var head = scene.head(status: 200)
        head.headers += framing.headers
        head = head.adding("Transfer-Encoding", "chunked")
        queue.append(.write(ByteBuffer(bytes: head.bytes), kind: "head"))
        queue.append(.pause(scene.answer.pacing.beforeFirstEvent))
    }

    private mutating func advance() {
        guard let event = events.next() else { return finish() }
        if let fracture = scene.fracture, !hasBroken, position.isAt(fracture.point, before: event) {
            hasBroken = true
            play(fracture.how, before: event)
        } else {
            emit(event)
        }
        position.pass(event)
    }
}

/// Writing.
extension StreamScript {
    private mutating func emit(_ event: AnswerEvent) {
        emit(framing.bytes(of: event, padding: makePadding()), kind: event.kind)
    }

    private mutating func emit(_ frame: [UInt8], kind: String) {
        chunk += frame
        framesInChunk += 1
        guard framesInChunk >= scene.answer.pacing.framesPerChunk else { return }
        writeChunk(kind: kind)
        let gap = scene.answer.pacing.betweenEvents
        // The wait comes after the write and not before the next one, so that an event is made when it is written.
        if gap > .zero, kind != "message_stop" { queue.append(.pause(.time(gap))) }
    }

    private mutating func writeChunk(kind: String) {
        guard !chunk.isEmpty else { return }
        queue.append(.write(ByteBuffer(bytes: ResponseHead.chunk(chunk)), kind: kind))
        chunk = []
        framesInChunk = 0
    }

    private mutating func finish() {
        writeChunk(kind: "rest")
        queue.append(.write(ByteBuffer(bytes: ResponseHead.lastChunk), kind: "end"))
        end(with: .finish(keepsAlive: scene.keepsAlive))
    }

    private mutating func end(with step: ScriptStep) {
        writeChunk(kind: "rest")
        queue.append(step)
        hasEnded = true
    }

    /// A prefix of the alphabet of random length, as Bedrock's.
    private mutating func makePadding() -> String? {
        guard scene.answer.padsChunks, framing == .eventStream else { return nil }
        let alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
        return String(alphabet.prefix(Int.random(in: 1...62, using: &padding)))
    }
}

/// Breaking.
extension StreamScript {
    private mutating func breakBeforeHead(_ how: StreamBreak) {
        hasBroken = true
        switch how {
        case .exception(let exception): refuse(scene.response(to: exception))
        case .failure(let failure): refuse(scene.response(to: failure))
        case .reset, .resetMidFrame: end(with: .reset)
        case .close, .closeMidFrame, .end, .endMidFrame: end(with: .close)
        case .stall(let pause): queue.append(.pause(pause))
        case .errorFrame, .damage, .omit, .swap, .inject, .foreignFrame, .repeatMessageStart, .interleaveBlocks: break
        }
    }

    private mutating func refuse(_ response: ErrorResponse) {
        for step in FixedScript.steps(for: response, scene: scene) { queue.append(step) }
        hasEnded = true
    }

    private mutating func play(_ how: StreamBreak, before event: AnswerEvent) {
        switch how {
        case .exception(let exception): last(framing.exception(exception, scene, position), kind: "exception")
        case .failure(let failure): last(framing.failure(failure, scene, position), kind: "exception")
        case .errorFrame(let code, let message):
            last(framing.error(code: code, message: message, scene, position), kind: "error")
        case .reset: cut(nil, .reset)
        case .resetMidFrame: cut(event, .reset)
        case .close: cut(nil, .close)
        case .closeMidFrame: cut(event, .close)
        case .end: finish()
        case .endMidFrame:
            emitHalf(of: event)
            finish()
        case .stall(let pause):
            writeChunk(kind: "rest")
            queue.append(.pause(pause))
            emit(event)
        case .damage(let damage): emit(framing.bytes(of: damage, instead: event), kind: "damaged")
        case .omit: break
        case .swap: swap(event)
        case .inject(let json): emit(AnswerEvent(kind: "injected", json: json), then: event)
        case .repeatMessageStart:
            if let start = scene.messageStart { emit(start) }
            emit(event)
        case .foreignFrame(let type, let payload):
            emit(framing.foreign(type, payload: payload), kind: type)
            emit(event)
        case .interleaveBlocks: emit(event)
        }
    }

    private mutating func last(_ frame: [UInt8], kind: String) {
        emit(frame, kind: kind)
        finish()
    }

    private mutating func cut(_ half: AnswerEvent?, _ step: ScriptStep) {
        if let half { emitHalf(of: half) }
        writeChunk(kind: "rest")
        if case .reset = step { queue.append(.pause(.time(scene.settings.resetDelay))) }
        end(with: step)
    }

    private mutating func emitHalf(of event: AnswerEvent) {
        let frame = framing.bytes(of: event, padding: makePadding())
        emit(Array(frame.prefix(frame.count / 2)), kind: "half")
    }

    private mutating func swap(_ event: AnswerEvent) {
        if let following = events.next() { emit(following) }
        emit(event)
    }

    private mutating func emit(_ extra: AnswerEvent, then event: AnswerEvent) {
        emit(extra)
        emit(event)
    }
}
