import NIOCore
import NIOPosix
import Providers
import Testing

@testable import Server

@Suite("Waits for an upstream", .timeLimit(.minutes(1)))
struct UpstreamWaitTests {
    @Test("No head within the head timeout is a timeout, and closes the connection")
    func head() async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            try await peer.send("HTTP/1.1 100 Continue\r\n\r\n")
            await peer.waitForClosure()
        } test: { (server: RawServer) async throws in
            let failure = try await TransportUnderTest(head: .milliseconds(30)).failure(server.port)

            #expect(failure?.kind == .timedOut)
            #expect(failure?.message == "No response head within the head timeout.")
            await server.log.wait { $0.closures == 1 }
        }
    }

    @Test("The head timeout begins when the request is sent, as long as the upstream goes on taking it")
    func slowUpload() async throws {
        try await RawServer.run { peer in
            // Some 250 reads, 5 seconds; then at once, for the system may have taken all of the rest.
            let pause = TimeAmount.milliseconds(20)
            try await peer.read(24 * 1024 * 1024, pausing: pause, upTo: 16 * 1024 * 1024)
            try await peer.send(TransportUnderTest.ok)
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest(head: .seconds(2))
            let body = String(repeating: "x", count: 24 * 1024 * 1024)
            #expect(try await transport.answer(server.port, body: body).body == "ok")
        }
    }

    @Test("An upstream that takes nothing of the request is waited for as long as for a head")
    func stalledUpload() async throws {
        try await RawServer.run { peer in
            await peer.wait { $0.bytesSent > 0 }
        } test: { (server: RawServer) async throws in
            let body = String(repeating: "x", count: 32 * 1024 * 1024)
            let failure = try await TransportUnderTest(head: .milliseconds(200)).failure(server.port, body: body)
            server.log.noteSent(1)
            #expect(failure?.kind == .timedOut)
        }
    }

    @Test("The idle timeout does not shorten the wait for the head")
    func idleBeforeHead() async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            await peer.waitForClosure()
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest(head: .milliseconds(60), idle: .milliseconds(1))
            #expect(try await transport.failure(server.port)?.message == "No response head within the head timeout.")
        }
    }

    @Test(
        "No byte of the body within the idle timeout is a timeout, and closes the connection",
        arguments: [
            "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\npart\r\n",
            "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\npart",
        ]
    )
    func idle(_ beginning: String) async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            try await peer.send(beginning)
            await peer.waitForClosure()
        } test: { (server: RawServer) async throws in
            let failure = try await TransportUnderTest(idle: .milliseconds(30)).failure(server.port)

            #expect(failure?.kind == .timedOut)
            #expect(failure?.message == "No byte within the idle timeout.")
            await server.log.wait { $0.closures == 1 }
        }
    }

    @Test("A kept connection's next answer has all of its time")
    func nextAnswer() async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            try await peer.send(TransportUnderTest.ok)
            _ = await peer.request()
            await peer.waitForClosure()
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest(head: .seconds(1), kept: .milliseconds(500))
            _ = try await transport.answer(server.port)
            #expect(try await transport.failure(server.port)?.message == "No response head within the head timeout.")
        }
    }

    @Test("A refused connection is told at once")
    func refused() async throws {
        // A port that was free a moment ago.
        let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(listener.localAddress?.port)
        try await listener.close()

        let failure = try await TransportUnderTest().failure(port)

        #expect(failure?.kind == .network)
        #expect(failure?.message.contains("refused") == true)
    }

    @Test("A name that nobody knows is told as such")
    func unknownName() async throws {
        let failure = try await TransportUnderTest().failure(80, base: "http://name.invalid")

        #expect(failure?.kind == .network)
        #expect(failure?.message == "The connection could not be made.")
    }

    @Test("The connect timeout covers a TLS handshake that gets no answer")
    func handshake() async throws {
        try await RawServer.run { peer in
            await peer.waitForClosure()
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest(connect: .milliseconds(30))
            let failure = try await transport.failure(server.port, base: "https://127.0.0.1")

            #expect(failure?.kind == .timedOut)
            #expect(failure?.message == "No connection within the connect timeout.")
            await server.log.wait { $0.closures == 1 }
        }
    }
}
