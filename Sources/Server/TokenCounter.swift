import Gateway
import MessagesAPI
import NIOCore
import Providers
import Synchronization

/// Asks upstreams to count tokens, and remembers for a while which of them cannot.
final class TokenCounter: Sendable {
    /// How long a count may take; clients show a number of their own after a few seconds.
    static let timeout = Duration.seconds(3)
    /// How long a target that cannot count is not asked again.
    static let refusalMemory = Duration.seconds(600)
    /// How long a target that did not answer is not asked again: a client asks for dozens of counts at once.
    static let failureMemory = Duration.seconds(30)
    /// Targets remembered at most.
    static let capacity = 1024

    private let silent = Mutex<[Target.ID: Timestamp]>([:])
    private let clock: any Clock<Duration>

    init(clock: any Clock<Duration>) { self.clock = clock }

    /// The upstream's count; `nil` when it has none to give.
    func count(_ message: MessagesRequest, target: Target, gateway: Gateway) async throws -> Int? {
        guard gateway.cooldowns.running(target.id) == nil, mayAsk(target.id, now: gateway.now()) else { return nil }
        switch try await ask(message, target, gateway) {
        case .counted(let count):
            return count
        case .refused:
            return nil
        case .unsupported:
            remember(target.id, until: gateway.now().advanced(by: Self.refusalMemory))
        case .failed:
            remember(target.id, until: gateway.now().advanced(by: Self.failureMemory))
        }
        return nil
    }

    private func ask(
        _ message: MessagesRequest,
        _ target: Target,
        _ gateway: Gateway
    ) async throws -> TokenCountOutcome {
        let clock = clock
        return try await withThrowingTaskGroup(of: TokenCountOutcome.self) { group in
            group.addTask { try await gateway.countTokens(message, target: target) }
            group.addTask {
                try await clock.sleep(for: Self.timeout)
                return .failed
            }
            defer { group.cancelAll() }
            return try await group.next() ?? .failed
        }
    }

    private func mayAsk(_ target: Target.ID, now: Timestamp) -> Bool {
        silent.withLock { silent in
            guard let until = silent[target] else { return true }
            if until > now { return false }
            silent[target] = nil
            return true
        }
    }

    private func remember(_ target: Target.ID, until: Timestamp) {
        silent.withLock { silent in
            if silent.count >= Self.capacity { silent = [:] }
            silent[target] = until
        }
    }
}
