import Gateway
import NIOCore
import Providers
import Testing

@testable import Server

@Suite("Back-pressure towards upstreams", .timeLimit(.minutes(1)))
struct UpstreamBackPressureTests {
    /// Far more than the buffers of two sockets hold.
    private static let count = 128 * 1024 * 1024
    /// What the system's buffers may hold; a socket's may grow to 32 MiB for receiving
    /// and 4 for sending.
    private static let held = 64 * 1024 * 1024

    @Test("An upstream is not read any further than its reader reads")
    func stalled() async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            if peer.number > 0 {
                try await peer.send(TransportUnderTest.ok)
                try await peer.answerAll(TransportUnderTest.ok)
                return
            }
            try await peer.send("HTTP/1.1 200 OK\r\ncontent-length: \(Self.count)\r\n\r\n")
            let piece = ByteBuffer(repeating: 0x78, count: 64 * 1024)
            for _ in 0..<(Self.count / piece.readableBytes) { try await peer.sendCounted(piece) }
            await peer.waitForClosure()
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest()
            var body = try await transport.send(server.port).makeBody()
            // Other requests go over the same event loop: when many of them pass and nothing more is sent to the stalled
            // one, nothing ever will be.
            var (sent, quiet) = (0, 0)
            while quiet < 50, sent < Self.count {
                for _ in 0..<10 { _ = try await transport.answer(server.port) }
                let now = server.log.entries.bytesSent
                quiet = now == sent ? quiet + 1 : 0
                sent = now
            }
            #expect(sent < Self.held)

            var received = 0
            while let piece = try await body.next() {
                #expect(piece.readableBytes <= UpstreamExchange.roomForBody + 4 * 64 * 1024)
                received += piece.readableBytes
            }
            #expect(received == Self.count)
        }
    }

    @Test("A reader that takes its time is no idle upstream")
    func noIdleTimeout() async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            guard peer.number == 0 else { return await peer.waitForClosure() }
            try await peer.send("HTTP/1.1 200 OK\r\ncontent-length: \(Self.count)\r\n\r\n")
            let piece = ByteBuffer(repeating: 0x78, count: 64 * 1024)
            for _ in 0..<(Self.count / piece.readableBytes) { try await peer.sendCounted(piece) }
            await peer.waitForClosure()
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest(head: .seconds(2), idle: .milliseconds(300))
            var body = try await transport.send(server.port).makeBody()
            // Many idle timeouts pass while the reader waits for something else.
            #expect(try await transport.failure(server.port)?.kind == .timedOut)

            var received = 0
            while let piece = try await body.next() { received += piece.readableBytes }
            #expect(received == Self.count)
        }
    }
}
