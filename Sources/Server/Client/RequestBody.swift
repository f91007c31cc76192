import NIOCore
import Synchronization

/// A request's body, given out once.
///
/// Who takes it has the only copy: a conversation of a megabyte must not wait in memory for its streamed answer to end,
/// only because the request's other facts are still of use.
final class RequestBody: Sendable {
    /// Its length, in bytes; also when it has been taken.
    let count: Int
    private let bytes: Mutex<ByteBuffer>

    init(_ bytes: ByteBuffer = ByteBuffer()) {
        count = bytes.readableBytes
        self.bytes = Mutex(bytes)
    }

    /// The body the first time, nothing ever after.
    func take() -> ByteBuffer {
        bytes.withLock { bytes in
            defer { bytes = ByteBuffer() }
            return bytes
        }
    }
}
