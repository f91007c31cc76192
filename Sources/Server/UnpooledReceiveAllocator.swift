import NIOCore

/// Gives each read from a socket a buffer of its own, as large as the reads before it ask for.
///
/// A pool keeps the buffers of a connection until it closes: 64 KiB for a stream that waits for its next event, when a
/// large request came before. What is kept here is the first and smallest buffer, and that only where
/// ``readsInTurn`` are not more than one.
struct UnpooledReceiveAllocator: RecvByteBufferAllocator {
    /// Reads from a socket before what came is worked on; further buffers would be kept for further ones.
    static let readsInTurn: UInt = 1

    private var sizes: AdaptiveRecvByteBufferAllocator

    /// `first` is the size of the buffer that is kept, in bytes: no larger than what a first read often brings.
    init(first: Int) {
        sizes = AdaptiveRecvByteBufferAllocator(minimum: 1024, initial: first, maximum: 64 * 1024)
    }

    mutating func record(actualReadBytes: Int) -> Bool {
        _ = sizes.record(actualReadBytes: actualReadBytes)
        // "May grow" is what makes the channel ask for a buffer instead of taking the last one again.
        return true
    }

    func buffer(allocator: ByteBufferAllocator) -> ByteBuffer { sizes.buffer(allocator: allocator) }
}
