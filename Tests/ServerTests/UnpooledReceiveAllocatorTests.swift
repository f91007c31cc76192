import NIOCore
import Testing

@testable import Server

@Suite("Receive buffers")
struct UnpooledReceiveAllocatorTests {
    @Test("Reads get as much room as those before them filled, and only the first small buffer is kept")
    func sizes() {
        var pool = NIOPooledRecvBufferAllocator(
            capacity: Int(UnpooledReceiveAllocator.readsInTurn),
            recvAllocator: UnpooledReceiveAllocator(first: 2048)
        )
        /// Reads as much as there is room for, up to `limit`; tells the room and where it is.
        func read(upTo limit: Int = .max) -> (room: Int, place: UnsafeRawPointer?) {
            let (buffer, room) = pool.buffer(allocator: ByteBufferAllocator()) { buffer in
                let room = buffer.writableBytes
                buffer.writeRepeatingByte(1, count: min(room, limit))
                return room
            }
            pool.record(actualReadBytes: buffer.readableBytes)
            return (room, buffer.withUnsafeReadableBytes { $0.baseAddress })
        }

        let first = read()
        let growing = (0..<6).map { _ in read() }
        let shrinking = (0..<40).map { _ in read(upTo: 100) }

        #expect(first.room == 2048)
        #expect(growing.map(\.room) == [4096, 8192, 16384, 32768, 65536, 65536])
        #expect(shrinking.last?.room == 1024)
        #expect(pool.count == 1)
        #expect(!(growing + shrinking).contains { $0.place == first.place }, "the kept buffer is the first one")
    }
}
