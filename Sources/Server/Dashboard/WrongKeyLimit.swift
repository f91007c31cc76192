import MessagesAPI
import Synchronization

/// Counts the wrong keys that are shown on the dashboard's port, however they are shown: so many a minute, from everybody
/// together, and then there is no more than the advice to come later.
///
/// It is asked about wrong keys alone: whoever shows a right one is let in at any time, so that nobody can lock the others
/// out. What keeps a key from being guessed is its length. One number and one time are all that is kept.
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

    /// Counts a wrong key.
    /// - Returns: What to tell of it: `error`, or after too many of them how long to wait.
    func refusal(_ error: APIError) -> APIError {
        guard let wait = wait() else { return error }
        return APIError(
            .rateLimit,
            "Too many wrong keys: try again in \(wait) seconds.",
            retryAfterSeconds: wait,
            shouldRetry: false
        )
    }

    /// Counts a wrong key, and tells how many seconds are left of the window if it is one too many.
    private func wait() -> Int? {
        let now = now()
        return state.withLock { state in
            // One that lies ahead does not run, as then the clock was set back.
            if now < state.start || now - state.start >= Self.window { state = State(start: now) }
            guard state.count >= Self.limit else {
                state.count += 1
                return nil
            }
            return state.start + Self.window - now
        }
    }
}
