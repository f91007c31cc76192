import NIOCore
import Synchronization

/// The body of an upstream's error answer: as much of it as comes soon, for the next target must not wait for it.
enum ErrorBody {
    /// Largest error body that is read, in bytes; error texts are a few hundred.
    static let limit = 64 * 1024
    /// How long one may take; it comes with its head as a rule.
    static let time = Duration.seconds(2)

    /// Reads until the body ends, breaks off, or the time has passed; what had come by then is the body.
    static func read(_ body: sending any UpstreamBody, clock: any Clock<Duration>) async -> ByteBuffer {
        let (collected, source) = (Collected(), HandOff(body))
        await withTaskGroup { group in
            group.addTask { await collected.fill(from: source) }
            group.addTask { try? await clock.sleep(for: time) }
            await group.next()
            group.cancelAll()
        }
        return collected.bytes
    }

    private final class Collected: Sendable {
        private let state = Mutex(ByteBuffer())

        var bytes: ByteBuffer { state.withLock { $0 } }

        /// A body that breaks off must not hide what came before, nor the status.
        func fill(from source: HandOff<any UpstreamBody>) async {
            guard var body = source.take() else { return }
            while bytes.readableBytes < ErrorBody.limit, let chunk = try? await body.next() {
                state.withLock { _ = $0.writeImmutableBuffer(chunk) }
            }
        }
    }
}
