import Synchronization

/// Lets one of many callers do a piece of work and hands its outcome to all of them.
///
/// The work is done inside the first caller's own task, so no task outlives its caller. A caller that is cancelled never
/// takes others with it: a follower just leaves the queue, and a leader that has to leave calls ``abandon()``, which
/// makes the follower that has waited longest the leader, who then does the work again. Whoever leads must call either
/// ``finish(_:)`` or ``abandon()``, once.
///
/// A class with a lock and not an actor, because a cancellation handler runs synchronously and cannot enter an actor.
final class SingleFlight<Outcome: Sendable>: Sendable {
    /// What a caller is to do.
    enum Role: Sendable {
        /// Do the work.
        case leader
        /// Take what the leader found.
        case follower(Outcome)
        /// Give up: the caller's task was cancelled while it waited.
        case cancelled
    }

    private struct State {
        var hasLeader = false
        var nextTicket = 0
        /// Followers by ticket; bounded by the requests that the server lets in.
        var followers: [Int: CheckedContinuation<Role, Never>] = [:]
    }

    private let state = Mutex(State())

    /// Number of callers that wait for the leader.
    var followerCount: Int { state.withLock { $0.followers.count } }

    /// Makes the caller the leader if there is none; never waits.
    func tryLead() -> Bool {
        state.withLock { state in
            guard !state.hasLeader else { return false }
            state.hasLeader = true
            return true
        }
    }

    /// Makes the caller the leader if there is none, else waits for the leader's outcome or for its place.
    func join() async -> Role {
        let ticket = state.withLock { state in
            state.nextTicket += 1
            return state.nextTicket
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { enter($0, ticket: ticket) }
        } onCancel: {
            state.withLock { $0.followers.removeValue(forKey: ticket) }?.resume(returning: .cancelled)
        }
    }

    /// Ends the flight: every follower gets `outcome`.
    func finish(_ outcome: Outcome) {
        let followers = state.withLock { state in
            let followers = state.followers
            state.followers = [:]
            state.hasLeader = false
            return followers
        }
        for follower in followers.values { follower.resume(returning: .follower(outcome)) }
    }

    /// Leaves without an outcome: the oldest follower leads from now on; without followers the flight ends.
    func abandon() {
        let successor = state.withLock { state in
            let successor = state.followers.keys.min().flatMap { state.followers.removeValue(forKey: $0) }
            state.hasLeader = successor != nil
            return successor
        }
        successor?.resume(returning: .leader)
    }

    private func enter(_ continuation: CheckedContinuation<Role, Never>, ticket: Int) {
        let role: Role? = state.withLock { state in
            // Looked at under the lock: a cancellation that comes later finds the continuation in the table.
            if Task.isCancelled { return .cancelled }
            if !state.hasLeader {
                state.hasLeader = true
                return .leader
            }
            state.followers[ticket] = continuation
            return nil
        }
        if let role { continuation.resume(returning: role) }
    }
}
