import HummingbirdCore
import NIOCore

/// A client's connection as its tasks use it, from whatever thread they run on.
///
/// A task that runs on the connection's event loop works on it directly.
struct ClientHandle: ServerChildChannelValue {
    /// The client has left.
    struct Left: Error {}

    let channel: any Channel
    private let connection: NIOLoopBound<ClientConnection>

    /// On the connection's event loop only.
    init(_ connection: ClientConnection, on channel: any Channel) {
        self.channel = channel
        self.connection = NIOLoopBound(connection, eventLoop: channel.eventLoop)
    }

    /// Waits for a request; `nil` when there will be none, because the client has left or the last answer was not ended.
    func next() async -> ArrivedRequest? {
        await withCheckedContinuation { reader in onEventLoop { $0.next { reader.resume(returning: $0) } } }
    }

    /// Waits until the client has left or the connection is closed; a cancelled task gives the client up.
    func departure() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { watcher in onEventLoop { $0.watch { watcher.resume() } } }
        } onCancel: {
            onEventLoop { $0.leave() }
        }
    }

    /// Writes a part of an answer, and waits while the client does not read.
    /// - Throws: ``Left``.
    func write(_ step: AnswerStep) async throws {
        var written = await begin(step)
        if written == .full {
            written = await withCheckedContinuation { writer in
                onEventLoop { $0.waitForRoom { writer.resume(returning: $0) } }
            }
        }
        if written == .gone { throw Left() }
    }

    func close() { onEventLoop { $0.close() } }

    private func begin(_ step: AnswerStep) async -> ClientConnection.Written {
        guard !channel.eventLoop.inEventLoop else { return connection.value.write(step) }
        return await withCheckedContinuation { writer in
            onEventLoop { writer.resume(returning: $0.write(step)) }
        }
    }

    private func onEventLoop(_ body: @escaping @Sendable (ClientConnection) -> Void) {
        let connection = connection
        if channel.eventLoop.inEventLoop {
            body(connection.value)
        } else {
            channel.eventLoop.execute { body(connection.value) }
        }
    }
}
