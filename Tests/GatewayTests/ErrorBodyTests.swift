import NIOCore
import TestSupport
import Testing

@testable import Gateway

@Suite("The body of an upstream's error")
struct ErrorBodyTests {
    @Test("What has come counts, when the end does not come")
    func endless() async throws {
        let clock = ManualClock()
        async let body = ErrorBody.read(Body(chunks: ["prompt is ", "too long"], isEndless: true), clock: clock)
        await clock.sleepers(atLeast: 1)
        // The chunks are there at once; the reader has to be given its turns.
        for _ in 0..<1000 { await Task.yield() }
        clock.advance(by: .seconds(2))

        #expect(await body == ByteBuffer(string: "prompt is too long"))
    }

    @Test("One that ends or breaks off is waited for no longer")
    func ended() async throws {
        #expect(await ErrorBody.read(Body(chunks: ["a", "b"]), clock: ManualClock()) == ByteBuffer(string: "ab"))
        let broken = Body(chunks: ["a"], breaksOff: true)
        #expect(await ErrorBody.read(broken, clock: ManualClock()) == ByteBuffer(string: "a"))
    }

    @Test("No more is read than an error may have")
    func limit() async throws {
        let chunk = String(repeating: "x", count: 1000)
        let body = await ErrorBody.read(Body(chunks: Array(repeating: chunk, count: 1000)), clock: ManualClock())
        #expect(body.readableBytes < ErrorBody.limit + 1000)
    }
}

private struct Body: UpstreamBody {
    var chunks: [String]
    var isEndless = false
    var breaksOff = false

    mutating func next() async throws -> ByteBuffer? {
        guard chunks.isEmpty else { return ByteBuffer(string: chunks.removeFirst()) }
        if breaksOff { throw CancellationError() }
        // Ends when it is cancelled.
        if isEndless { for await _ in AsyncStream<Never>.makeStream().stream {} }
        return nil
    }
}
