/// How fast an answer goes out; all waits are zero unless set.
package struct AnswerPacing: Sendable {
    /// Before the response head.
    package var beforeHead: ScriptPause
    /// Between the response head and the first event.
    package var beforeFirstEvent: ScriptPause
    /// Between one event and the next.
    package var betweenEvents: Duration
    /// Cuts everything on the wire, head and chunk framing included, into writes of at most this many bytes.
    package var bytesPerWrite: Int?
    /// Between two such writes.
    package var betweenWrites: Duration
    /// Frames that share one HTTP chunk; 1 or more.
    package var framesPerChunk: Int

    package init(
        beforeHead: ScriptPause = .none,
        beforeFirstEvent: ScriptPause = .none,
        betweenEvents: Duration = .zero,
        bytesPerWrite: Int? = nil,
        betweenWrites: Duration = .zero,
        framesPerChunk: Int = 1
    ) {
        self.beforeHead = beforeHead
        self.beforeFirstEvent = beforeFirstEvent
        self.betweenEvents = betweenEvents
        self.bytesPerWrite = bytesPerWrite.map { max(1, $0) }
        self.betweenWrites = betweenWrites
        self.framesPerChunk = max(1, framesPerChunk)
    }

    /// Everything in single bytes.
    package static func drip(every gap: Duration) -> AnswerPacing {
        AnswerPacing(bytesPerWrite: 1, betweenWrites: gap)
    }
}
