import Gateway
import NIOCore
import Providers
import Testing

@testable import Server

@Suite("Upstream requests that are given up", .timeLimit(.minutes(1)))
struct UpstreamCancellationTests {
    /// How long the closing may take to be seen.
    ///
    /// The promise is milliseconds, the rest is for a busy machine. No wait of the transport is as short.
    private static let patience = Duration.seconds(3)

    /// What an upstream has said when the request is given up.
    private static let phases = [
        "", "HTTP/1.1 ", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\npart",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\npart\r\n",
    ]

    @Test("A cancelled task's connection is closed at once, whatever has been said", arguments: phases)
    func cancelled(_ said: String) async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            if !said.isEmpty { try await peer.send(said) }
            await peer.waitForClosure()
        } test: { (server: RawServer) async throws in
            try await expectClosure(of: server, whileSending: "http://127.0.0.1", to: server.port) {
                $0.requests.count == 1
            }
        }
    }

    @Test("So is one whose TLS handshake goes on")
    func handshake() async throws {
        try await RawServer.run { peer in
            await peer.waitForClosure()
        } test: { (server: RawServer) async throws in
            try await expectClosure(of: server, whileSending: "https://127.0.0.1", to: server.port) {
                $0.connections == 1
            }
        }
    }

    @Test("So is one within TLS, although its answer goes on")
    func tls() async throws {
        try await RawServer.run(tls: TestCertificates.server) { peer in
            _ = await peer.request()
            try await peer.send("HTTP/1.1 200 OK\r\n\r\npart")
            await peer.waitForClosure()
        } test: { (server: RawServer) async throws in
            try await expectClosure(of: server, whileSending: "https://localhost", to: server.port) {
                $0.requests.count == 1
            }
        }
    }

    @Test("So is one whose proxy has not answered")
    func tunnel() async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            await peer.waitForClosure()
        } test: { (server: RawServer) async throws in
            let environment = ["HTTP_PROXY": "http://127.0.0.1:\(server.port)"]
            try await expectClosure(of: server, whileSending: "http://upstream.test", to: 80, environment) {
                $0.requests.count == 1
            }
        }
    }

    @Test("An answer that nobody reads, or that is read no further, is given up")
    func dropped() async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            try await peer.send("HTTP/1.1 200 OK\r\n\r\npart")
            await peer.waitForClosure()
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest()
            _ = try await transport.send(server.port)
            await server.log.wait { $0.closures == 1 }

            var reader: (any UpstreamBody)? = try await transport.send(server.port).makeBody()
            #expect(try await reader?.next() == ByteBuffer(string: "part"))
            reader = nil
            await server.log.wait { $0.closures == 2 }
        }
    }

    @Test("A complete answer leaves its connection alone when it is dropped or its task cancelled")
    func complete() async throws {
        try await RawServer.run { peer in
            try await peer.answerAll(TransportUnderTest.ok)
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest()
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    _ = try? await transport.answer(server.port)
                    withUnsafeCurrentTask { $0?.cancel() }
                }
            }
            #expect(try await transport.answer(server.port).body == "ok")
            #expect(server.log.entries.connections == 1)
        }
    }

    @Test("A task that is cancelled already sends nothing")
    func before() async throws {
        try await RawServer.run { peer in
            try await peer.answerAll(TransportUnderTest.ok)
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest()
            await withTaskGroup(of: Void.self) { group in
                group.cancelAll()
                group.addTask {
                    await #expect(throws: CancellationError.self) { try await transport.answer(server.port) }
                }
            }
            #expect(server.log.entries.requests.isEmpty)
        }
    }

    private func expectClosure(
        of server: RawServer,
        whileSending base: String,
        to port: Int,
        _ environment: [String: String] = [:],
        once condition: @escaping @Sendable (RawServerLog.Entries) -> Bool
    ) async throws {
        let transport = TransportUnderTest(environment: environment, trustRoots: try TestCertificates.trustRoots)
        let start = await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await #expect(throws: CancellationError.self) { try await transport.answer(port, base: base) }
            }
            await server.log.wait(until: condition)
            let start = ContinuousClock.now
            group.cancelAll()
            return start
        }
        await server.log.wait { $0.closures == 1 }
        #expect(ContinuousClock.now - start < Self.patience)
    }
}
