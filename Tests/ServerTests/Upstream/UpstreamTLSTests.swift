import NIOSSL
import Providers
import Testing

@testable import Server

@Suite("TLS towards upstreams", .timeLimit(.minutes(1)))
struct UpstreamTLSTests {
    @Test("A certificate of a believed authority for the right name is accepted, and the connection kept")
    func accepted() async throws {
        try await RawServer.run(tls: TestCertificates.server) { peer in
            try await peer.answerAll(TransportUnderTest.ok)
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest(trustRoots: try TestCertificates.trustRoots)
            for _ in 0..<3 {
                #expect(try await transport.answer(server.port, base: "https://localhost").body == "ok")
            }
            #expect(server.log.entries.connections == 1)
        }
    }

    @Test("A certificate of an unknown authority is refused")
    func unknownAuthority() async throws {
        try await RawServer.run(tls: TestCertificates.server) { peer in
            try await peer.answerAll(TransportUnderTest.ok)
        } test: { (server: RawServer) async throws in
            let failure = try await TransportUnderTest().failure(server.port, base: "https://localhost")
            #expect(failure?.kind == .network)
            #expect(failure?.message == "The upstream's TLS certificate could not be verified.")
            #expect(server.log.entries.requests.isEmpty)
        }
    }

    @Test("A certificate for another name is refused")
    func otherName() async throws {
        try await RawServer.run(tls: TestCertificates.server) { peer in
            try await peer.answerAll(TransportUnderTest.ok)
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest(trustRoots: try TestCertificates.trustRoots)
            let failure = try await transport.failure(server.port, base: "https://127.0.0.1")
            #expect(failure?.kind == .network)
            #expect(failure?.message == "The TLS certificate is not valid for the upstream's name.")
            #expect(server.log.entries.requests.isEmpty)
        }
    }

    @Test("Versions of TLS that are no longer safe are refused", arguments: [TLSVersion.tlsv1, .tlsv11])
    func oldVersions(_ version: TLSVersion) async throws {
        try await RawServer.run(tls: TestCertificates.server(atMost: version)) { peer in
            try await peer.answerAll(TransportUnderTest.ok)
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest(trustRoots: try TestCertificates.trustRoots)
            let failure = try await transport.failure(server.port, base: "https://localhost")
            #expect(failure?.message == "The TLS handshake failed.")
            #expect(server.log.entries.requests.isEmpty)
        }
    }

    @Test("A server that does not speak TLS is told as such")
    func noTLS() async throws {
        try await RawServer.run { peer in
            try await peer.send("HTTP/1.1 400 Bad Request\r\n\r\n")
            await peer.waitForClosure()
        } test: { (server: RawServer) async throws in
            let failure = try await TransportUnderTest().failure(server.port, base: "https://localhost")
            #expect(failure?.message == "The TLS handshake failed.")
        }
    }

    @Test("Large answers and requests pass whole")
    func large() async throws {
        let text = String(repeating: "0123456789abcdef", count: 128 * 1024)
        try await RawServer.run(tls: TestCertificates.server) { peer in
            try await peer.answerAll("HTTP/1.1 200 OK\r\ncontent-length: \(text.utf8.count)\r\n\r\n\(text)")
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest(trustRoots: try TestCertificates.trustRoots)
            for _ in 0..<2 {
                let answer = try await transport.answer(server.port, body: text, base: "https://localhost")
                #expect(answer.body == text)
            }
            #expect(server.log.entries.requests.allSatisfy { $0.hasSuffix(text) })
        }
    }

    @Test("A kept connection that is closed meanwhile is replaced")
    func race() async throws {
        try await RawServer.run(tls: TestCertificates.server) { peer in
            _ = await peer.request()
            try await peer.send(TransportUnderTest.ok)
            _ = await peer.request()
            if peer.number > 0 { try await peer.send(TransportUnderTest.ok) }
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest(trustRoots: try TestCertificates.trustRoots)
            for _ in 0..<2 {
                #expect(try await transport.answer(server.port, base: "https://localhost").body == "ok")
            }
            #expect(server.log.entries.connections == 2)
        }
    }
}
