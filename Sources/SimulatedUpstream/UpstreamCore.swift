import NIOCore
import NIOPosix
import Synchronization

/// Everything that the connections of one upstream share: settings, scripts, records and counters.
final class UpstreamCore: Sendable {
    let settings: SimulatedUpstream.Settings
    private let state: Mutex<UpstreamState>

    init(settings: SimulatedUpstream.Settings) {
        self.settings = settings
        state = Mutex(UpstreamState(settings: settings))
    }

    /// Changes the state, then wakes the waits whose conditions hold now.
    @discardableResult
    func update<Result: Sendable>(_ change: (inout UpstreamState) -> Result) -> Result {
        let (result, woken) = state.withLock { state in
            let result = change(&state)
            return (result, state.takeSatisfiedWaits())
        }
        for wait in woken { wait.continuation.resume() }
        return result
    }

    func read<Result: Sendable>(_ look: (UpstreamState) -> Result) -> Result { state.withLock { look($0) } }

    var requests: [RecordedRequest] { read { $0.requests.map(\.request) } }
    var answers: [RecordedAnswer] { read { state in state.requests.compactMap(\.answer) } }
    var closures: [RecordedClosure] { read(\.closures) }
    var counters: UpstreamCounters { read(\.counters) }
    var openChannels: [any Channel] { read { $0.connections.values.map(\.channel) } }
    var idleChannels: [any Channel] { read { $0.connections.values.filter(\.isIdle).map(\.channel) } }
}

/// Waiting for counters.
extension UpstreamCore {
    func wait(
        within limit: Duration,
        until condition: @escaping @Sendable (UpstreamCounters) -> Bool
    ) async throws {
        let id = update { $0.makeWaitID() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let wait = UpstreamState.Wait(id: id, condition: condition, continuation: continuation)
                guard !Task.isCancelled else { return continuation.resume(throwing: CancellationError()) }
                let refusal = update { $0.add(wait) }
                if let refusal { return continuation.resume(throwing: refusal) }
                _ = MultiThreadedEventLoopGroup.singleton.any().scheduleTask(in: TimeAmount(limit)) { self.expire(id) }
                // The cancellation may have come between the check and the entry.
                if Task.isCancelled { fail(update { $0.takeWait(id) }, with: CancellationError()) }
            }
        } onCancel: {
            fail(update { $0.takeWait(id) }, with: CancellationError())
        }
    }

    /// Refuses new connections' waits and ends those under way.
    func stop() {
        let waits = update { $0.stop() }
        for wait in waits { fail(wait, with: CancellationError()) }
    }

    private func expire(_ id: Int) {
        let (wait, counters) = update { ($0.takeWait(id), $0.counters) }
        fail(wait, with: WaitTimeout(counters: counters))
    }

    private func fail(_ wait: UpstreamState.Wait?, with error: any Error) {
        wait?.continuation.resume(throwing: error)
    }
}

/// Scripts.
extension UpstreamCore {
    func enqueue(_ behaviours: [Behaviour], for model: String, countTokens: Bool) {
        update { state in
            if countTokens {
                state.countQueues[model, default: []] += behaviours
            } else {
                state.queues[model, default: []] += behaviours
            }
        }
    }

    func setBehaviour(_ behaviour: Behaviour, for model: String) { update { $0.behaviours[model] = behaviour } }

    func setDefaultBehaviour(_ behaviour: Behaviour) { update { $0.defaultBehaviour = behaviour } }

    func pendingBehaviours(for model: String) -> Int {
        read { ($0.queues[model]?.count ?? 0) + ($0.countQueues[model]?.count ?? 0) }
    }

    func dropReusedConnections(next count: Int, by drop: SimulatedUpstream.Drop) {
        update { $0.reuseDrops += Array(repeating: drop, count: count) }
    }

    /// What the next request of the model gets.
    func takeBehaviour(for model: String, operation: UpstreamOperation) -> Behaviour {
        update { $0.takeBehaviour(for: model, operation: operation) }
    }
}
