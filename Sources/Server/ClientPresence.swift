import NIOCore
import Synchronization

/// Knows, for one connection, whether the client is still there.
///
/// Added to every connection; a request finds it in its channel's pipeline. A client that closes its sending half counts
/// as gone: no client of the Messages API does that and waits for an answer.
final class ClientPresence: ChannelInboundHandler, RemovableChannelHandler, Sendable {
    typealias InboundIn = NIOAny

    /// The client closed the connection.
    struct Left: Error {}

    private enum State {
        case present(onLeave: (@Sendable () -> Void)?)
        case left
    }

    private let state = Mutex<State>(.present(onLeave: nil))

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .some(.inputClosed) = event as? ChannelEvent { leave() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        leave()
        context.fireChannelInactive()
    }

    /// Runs `operation`, and cancels it as soon as the client goes.
    ///
    /// One at a time per connection.
    /// - Throws: ``Left``, or what the operation throws.
    func cancelling(_ operation: @escaping @Sendable () async throws -> Void) async throws {
        let (departure, source) = AsyncStream<Never>.makeStream()
        watch { source.finish() }
        defer { watch(nil) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await operation() }
            group.addTask {
                for await _ in departure {}
                throw Left()
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func leave() {
        let action = state.withLock { state -> (@Sendable () -> Void)? in
            guard case .present(let action) = state else { return nil }
            state = .left
            return action
        }
        action?()
    }

    private func watch(_ action: (@Sendable () -> Void)?) {
        let hasLeft = state.withLock { state in
            guard case .present = state else { return true }
            state = .present(onLeave: action)
            return false
        }
        if hasLeft { action?() }
    }
}
