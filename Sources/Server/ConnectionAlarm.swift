import NIOCore

/// Calls when a connection has waited too long: one timer that is moved by a store, not by the system.
///
/// A timer that stands is left alone while the moment is put off, which happens with each arrival; when it fires too
/// early it is set anew.
final class ConnectionAlarm<Wait>: NIOScheduledCallbackHandler {
    private let eventLoop: any EventLoop
    private let onPass: (Wait) -> Void
    /// What is waited for.
    private(set) var wait: Wait?
    private var due = NIODeadline.distantFuture
    private var timer: NIOScheduledCallback?
    /// When the timer fires.
    private var fires = NIODeadline.distantFuture

    init(eventLoop: any EventLoop, onPass: @escaping (Wait) -> Void) {
        self.eventLoop = eventLoop
        self.onPass = onPass
    }

    /// Waits for `amount` from now, instead of what was waited for before.
    func set(_ wait: Wait, in amount: TimeAmount) {
        self.wait = wait
        due = eventLoop.now + amount
        if due < fires { schedule() }
    }

    /// Waits for nothing.
    func pause() {
        wait = nil
        due = .distantFuture
    }

    /// Waits for nothing any more, and lets go of the timer.
    func cancel() {
        pause()
        timer?.cancel()
        (timer, fires) = (nil, .distantFuture)
    }

    func handleScheduledCallback(eventLoop: some EventLoop) {
        (timer, fires) = (nil, .distantFuture)
        guard let wait else { return }
        if due <= eventLoop.now {
            pause()
            onPass(wait)
        } else {
            schedule()
        }
    }

    private func schedule() {
        timer?.cancel()
        // Refused only by an event loop that has been shut down.
        timer = try? eventLoop.assumeIsolated().scheduleCallback(at: due, handler: self)
        fires = due
    }
}
