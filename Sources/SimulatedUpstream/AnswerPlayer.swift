import NIOCore

/// Plays a script on one connection: writes only as fast as the peer reads, waits where the script waits.
///
/// Bound to the channel's event loop.
final class AnswerPlayer {
    /// Steps taken before other connections of the event loop get their turn.
    private static let turnLimit = 256

    private let channel: any Channel
    private let core: UpstreamCore
    private let request: Int
    private var script: any IteratorProtocol<ScriptStep>
    /// Called once, when the script has come to its end by itself.
    private let onEnd: (AnswerPlayer.End) -> Void
    private var isPlaying = false
    private var isWaiting = false
    private var isStalled = false
    private var hasEnded = false
    private var timer: Scheduled<Void>?

    /// What becomes of the connection.
    enum End {
        case keepAlive
        case close
        case reset
    }

    init(
        script: any IteratorProtocol<ScriptStep>,
        answer: RecordedAnswer,
        channel: any Channel,
        core: UpstreamCore,
        onEnd: @escaping (AnswerPlayer.End) -> Void
    ) {
        self.script = script
        self.channel = channel
        self.core = core
        self.onEnd = onEnd
        request = answer.request
        core.update { $0.begin(answer: answer) }
    }

    /// Goes on until the peer is too slow, the script waits, or it ends.
    func play() {
        guard !isPlaying, !isWaiting, !hasEnded else { return }
        isPlaying = true
        defer { isPlaying = false }
        for _ in 0..<Self.turnLimit {
            if !channel.isWritable {
                channel.flush()
                if !channel.isWritable { return }
            }
            guard let step = script.next() else { return end(.close, .cut) }
            perform(step)
            if isWaiting || hasEnded { return }
        }
        channel.flush()
        wait(for: .zero)
    }

    /// The connection is gone, whoever ended it.
    func connectionClosed(by side: RecordedClosure.Side) {
        guard !hasEnded else { return }
        record(outcome: side == .peer ? .peerClosed : .stopped)
    }

    private func perform(_ step: ScriptStep) {
        switch step {
        case .write(let bytes, let kind): write(bytes, kind: kind)
        case .pause(.none): break
        case .pause(.time(let duration)): if duration > .zero { wait(for: duration) }
        case .pause(.gate(let gate)): wait(at: gate)
        case .pause(.forever): stall()
        case .reset: end(.reset, .cut)
        case .close: end(.close, .cut)
        case .finish(let keepsAlive): end(keepsAlive ? .keepAlive : .close, .finished)
        }
    }

    private func write(_ bytes: ByteBuffer, kind: String) {
        let write = RecordedAnswer.Write(
            kind: kind,
            at: SimulatedClock.monotonicNanoseconds(),
            bytes: bytes.readableBytes
        )
        core.update { state in
            let limit = state.settings.recordedWriteLimit
            state.change(answer: request) { answer in
                answer.bytesWritten += write.bytes
                if answer.writes.count < limit { answer.writes.append(write) }
            }
        }
        channel.write(bytes, promise: nil)
    }
}

/// Waiting.
extension AnswerPlayer {
    private func wait(for duration: Duration) {
        channel.flush()
        isWaiting = true
        timer = channel.eventLoop.assumeIsolated().scheduleTask(in: TimeAmount(duration)) { self.resume() }
    }

    private func wait(at gate: ScriptGate) {
        stall()
        let bound = NIOLoopBound(self, eventLoop: channel.eventLoop)
        let loop = channel.eventLoop
        gate.whenOpen { loop.execute { bound.value.resume() } }
    }

    private func stall() {
        channel.flush()
        isWaiting = true
        isStalled = true
        core.update { $0.counters.stalledAnswers += 1 }
    }

    private func resume() {
        guard !hasEnded else { return }
        isWaiting = false
        leaveStall()
        play()
    }

    private func leaveStall() {
        guard isStalled else { return }
        isStalled = false
        core.update { $0.counters.stalledAnswers -= 1 }
    }
}

/// Ending.
extension AnswerPlayer {
    /// Ends when everything written has reached the kernel.
    private func end(_ end: End, _ outcome: RecordedAnswer.Outcome) {
        isWaiting = true
        let written = channel.eventLoop.makePromise(of: Void.self)
        written.futureResult.assumeIsolated().whenComplete { result in
            guard case .success = result, !self.hasEnded else { return }
            self.record(outcome: outcome)
            self.onEnd(end)
        }
        channel.writeAndFlush(ByteBuffer(), promise: written)
    }

    private func record(outcome: RecordedAnswer.Outcome) {
        hasEnded = true
        timer?.cancel()
        leaveStall()
        core.update { state in
            state.counters.openAnswers -= 1
            if outcome == .finished { state.counters.finishedAnswers += 1 }
            if outcome == .peerClosed { state.counters.abandonedAnswers += 1 }
            state.change(answer: request) { answer in
                answer.outcome = outcome
                answer.endedAt = SimulatedClock.monotonicNanoseconds()
            }
        }
    }
}
