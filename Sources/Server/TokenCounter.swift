import Gateway
import MessagesAPI
import NIOCore
import Providers
import Synchronization

/// Asks upstreams to count tokens, and remembers for a while which of them cannot.
final class TokenCounter: Sendable {
    /// How long a count may take; clients show a number of their own after a few seconds.
    static let timeout = Duration.seconds(3)
    /// How long a target that refused to count is not asked again.
    static let refusalMemory = Duration.seconds(600)
    /// Targets remembered at most.
    static let capacity = 1024
    /// Largest answer read, in bytes; the real one is some 20.
    static let answerLimit = 64 * 1024

    private let refused = Mutex<[Target.ID: Timestamp]>([:])
    private let clock: any Clock<Duration>

    init(clock: any Clock<Duration>) { self.clock = clock }

    /// The upstream's count; `nil` when it has none to give.
    func count(_ message: MessagesRequest, target: Target, gateway: Gateway) async throws -> Int? {
        guard gateway.cooldowns.running(target.id) == nil, mayAsk(target.id, now: gateway.now()) else { return nil }
        let clock = clock
        let answer = try await withThrowingTaskGroup(of: Int?.self) { group in
            group.addTask { try await gateway.countTokens(message, target: target, answerLimit: Self.answerLimit) }
            group.addTask {
                try await clock.sleep(for: Self.timeout)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
        if answer == nil { remember(target.id, until: gateway.now().advanced(by: Self.refusalMemory)) }
        return answer
    }

    private func mayAsk(_ target: Target.ID, now: Timestamp) -> Bool {
        refused.withLock { refused in
            guard let until = refused[target] else { return true }
            if until > now { return false }
            refused[target] = nil
            return true
        }
    }

    private func remember(_ target: Target.ID, until: Timestamp) {
        refused.withLock { refused in
            if refused.count >= Self.capacity { refused = [:] }
            refused[target] = until
        }
    }
}
