package import Providers
import Synchronization

/// Until when each target is left alone after it said no, and how often it failed in a row.
package final class CooldownTable: Sendable {
    /// Longest cool-down, whatever an upstream asks for: a wrong header must not lock a target out for weeks.
    package static let longest = Duration.seconds(24 * 60 * 60)
    /// Targets remembered at most; model names come from clients where a route sends them on, so the table is bounded.
    static let capacity = 4096

    private struct State {
        var cooldowns: [Target.ID: Cooldown] = [:]
        var failuresInARow: [Target.ID: Int] = [:]

        /// Drops what has ended once the table is full, and the soonest to end if that was not enough.
        mutating func makeRoom(now: Timestamp) {
            guard cooldowns.count >= CooldownTable.capacity else { return }
            cooldowns = cooldowns.filter { $0.value.until > now }
            guard cooldowns.count >= CooldownTable.capacity else { return }
            if let soonest = cooldowns.values.min(by: { $0.until < $1.until }) { cooldowns[soonest.target] = nil }
        }
    }

    private let state: Mutex<State>
    private let store: (any CooldownStore)?
    private let now: @Sendable () -> Timestamp

    /// Begins with the cool-downs from before a restart; the store keeps them over the next one.
    package init(
        restored: [Cooldown] = [],
        store: (any CooldownStore)? = nil,
        now: @escaping @Sendable () -> Timestamp
    ) {
        let byTarget = Dictionary(restored.map { ($0.target, $0) }, uniquingKeysWith: { $0.until > $1.until ? $0 : $1 })
        self.state = Mutex(State(cooldowns: byTarget))
        self.store = store
        self.now = now
    }

    /// Leaves `target` alone for `duration` from now, 24 h at most; never shortens a cool-down already running.
    /// - Returns: The cool-down as it stands now.
    @discardableResult
    package func coolDown(_ target: Target.ID, for duration: Duration, reason: String, detail: String) -> Cooldown {
        let now = now()
        let until = now.advanced(by: min(max(duration, .zero), Self.longest))
        let cooldown = Cooldown(target: target, until: until, reason: reason, detail: detail)
        let (standing, isNew) = state.withLock { state -> (Cooldown, Bool) in
            if let running = state.cooldowns[target], running.until >= until { return (running, false) }
            state.makeRoom(now: now)
            state.cooldowns[target] = cooldown
            return (cooldown, true)
        }
        if isNew { store?.save(standing) }
        return standing
    }

    /// The cool-down of a target, if one is running.
    package func running(_ target: Target.ID) -> Cooldown? {
        let now = now()
        return state.withLock { state in
            guard let cooldown = state.cooldowns[target], cooldown.until > now else { return nil }
            return cooldown
        }
    }

    /// Every cool-down that is running, the soonest to end first.
    package func running() -> [Cooldown] {
        let now = now()
        let all = state.withLock { Array($0.cooldowns.values) }
        return all.filter { $0.until > now }.sorted { $0.until < $1.until }
    }

    /// Ends one target's cool-down, or all of them.
    package func reset(_ target: Target.ID? = nil) {
        state.withLock { state in
            if let target {
                state.cooldowns[target] = nil
                state.failuresInARow[target] = nil
            } else {
                state = State()
            }
        }
        store?.remove(target)
    }

    /// Counts a failure that set no cool-down of its own.
    /// - Returns: How many there were in a row, this one included.
    package func countFailure(_ target: Target.ID) -> Int {
        state.withLock { state in
            if state.failuresInARow.count >= Self.capacity { state.failuresInARow = [:] }
            let count = state.failuresInARow[target, default: 0] + 1
            state.failuresInARow[target] = count
            return count
        }
    }

    /// The target answered: what failed before no longer counts.
    package func countSuccess(_ target: Target.ID) {
        state.withLock { $0.failuresInARow[target] = nil }
    }
}
