import Synchronization

/// Slows down whoever tries keys at the dashboard's door: so many wrong ones a minute, from everybody together.
///
/// While it is closed the right key is not taken either, as it would still be found that way; a client that has one can
/// show it in a header all the time. One number and one time are all that is kept.
final class WrongKeyLimit: Sendable {
    /// Wrong keys within ``window``; people mistype, and rarely more often.
    static let limit = 10
    /// Seconds, counted from the first wrong key.
    static let window = 60

    private struct State {
        var start = 0
        var count = 0
    }

    private let state = Mutex(State())
    /// Seconds since 1970.
    private let now: @Sendable () -> Int

    init(now: @escaping @Sendable () -> Int) { self.now = now }

    /// Seconds until keys are looked at again; `nil` if they are.
    var wait: Int? {
        let now = now()
        return state.withLock { state in
            guard state.count >= Self.limit, Self.isOpen(state, now) else { return nil }
            return state.start + Self.window - now
        }
    }

    /// Somebody showed a wrong key.
    func count() {
        let now = now()
        state.withLock { state in
            if !Self.isOpen(state, now) { state = State(start: now) }
            state.count += 1
        }
    }

    /// Whether the window still runs; one that lies ahead does not, as then the clock was set back.
    private static func isOpen(_ state: State, _ now: Int) -> Bool {
        now >= state.start && now - state.start < Self.window
    }
}
