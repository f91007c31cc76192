import Gateway
import HTTPTypes
import NIOCore
import Providers
import Testing

@testable import Server

@Suite("Answers of upstreams", .timeLimit(.minutes(1)))
struct UpstreamBodyTests {
    private static let chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nx-a: 1\r\nX-A: 2\r\n\r\n"
        + "5\r\nhello\r\n7;ext=1\r\n, world\r\n0\r\ntrailer: ignored\r\n\r\n"

    @Test("The request is framed by its length and names its host")
    func request() async throws {
        try await RawServer.run { peer in
            try await peer.answerAll(TransportUnderTest.ok)
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest()
            _ = try await transport.answer(server.port, body: "{\"a\":1}")
            _ = try await transport.answer(server.port, method: .get, body: "")
            _ = try await transport.answer(server.port, method: .put, body: "")

            let host = "host: 127.0.0.1:\(server.port)\r\nContent-Type: application/json\r\n"
            let target = "/v1/messages?beta=true HTTP/1.1\r\n"
            #expect(
                server.log.entries.requests == [
                    "POST \(target)\(host)content-length: 7\r\n\r\n{\"a\":1}", "GET \(target)\(host)\r\n",
                    "PUT \(target)\(host)content-length: 0\r\n\r\n",
                ]
            )
        }
    }

    @Test("An answer does not depend on where it is cut", arguments: 1..<chunked.utf8.count)
    func cuts(_ cut: Int) async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            try await peer.send(String(Self.chunked.prefix(cut)))
            try await peer.send(String(Self.chunked.dropFirst(cut)))
            await peer.waitForClosure()
        } test: { (server: RawServer) async throws in
            let answer = try await TransportUnderTest().answer(server.port)
            #expect(answer.status == 200)
            #expect(answer.body == "hello, world")
            #expect(answer.headers[values: try #require(HTTPField.Name("x-a"))] == ["1", "2"])
        }
    }

    @Test(
        "Every kind of framing is read to its end",
        arguments: [
            ("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nbody", "body"),
            ("HTTP/1.1 200 OK\r\n\r\nuntil the end", "until the end"),
            ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n\(TransportUnderTest.ok)", "ok"),
            ("HTTP/1.1 204 No Content\r\n\r\n", ""),
            ("HTTP/1.1 304 Not Modified\r\ncontent-length: 4\r\n\r\n", ""),
            ("HTTP/1.1 302 Found\r\nlocation: http://elsewhere.test/\r\ncontent-length: 1\r\n\r\nx", "x"),
        ]
    )
    func framings(_ answer: String, _ body: String) async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            try await peer.send(answer)
        } test: { (server: RawServer) async throws in
            #expect(try await TransportUnderTest().answer(server.port).body == body)
        }
    }

    @Test("The answer to HEAD has no body, whatever its length says")
    func head() async throws {
        try await RawServer.run { peer in
            try await peer.answerAll("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n")
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest()
            for _ in 0..<2 { #expect(try await transport.answer(server.port, method: .head, body: "").body == "") }
            #expect(server.log.entries.connections == 1)
        }
    }

    @Test(
        "An answer that breaks off gives what came of it, then fails",
        arguments: [
            "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\npart",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\npart\r\n",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\npart",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\npart\r\nnonsense\r\n",
        ]
    )
    func truncated(_ answer: String) async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            try await peer.send(answer)
        } test: { (server: RawServer) async throws in
            var body = try await TransportUnderTest().send(server.port).makeBody()
            #expect(try await body.next() == ByteBuffer(string: "part"))
            await #expect(throws: UpstreamFailure.self) { try await body.next() }
        }
    }

    @Test("An answer without a length is cut by a reset, and ended by nothing but an orderly close")
    func reset() async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            try await peer.send("HTTP/1.1 200 OK\r\n\r\npart")
            await peer.wait { $0.bytesSent > 0 }
            try await peer.reset()
        } test: { (server: RawServer) async throws in
            var body = try await TransportUnderTest().send(server.port).makeBody()
            #expect(try await body.next() == ByteBuffer(string: "part"))
            server.log.noteSent(1)
            await #expect(throws: UpstreamFailure.self) { try await body.next() }
        }
    }

    @Test(
        "A head that is not HTTP/1.1 or beyond its bounds is refused",
        arguments: [
            "SSH-2.0-OpenSSH\r\n\r\n", "HTTP/2.0 200 OK\r\n\r\n", "HTTP/1.1 OK\r\n\r\n",
            "HTTP/1.1 200 OK\r\nname : x\r\n\r\n", "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n",
            "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n12",
            "HTTP/1.1 200 OK\r\nx: \(String(repeating: "x", count: 33 * 1024))\r\n\r\n",
            "HTTP/1.1 200 OK\r\n\(String(repeating: "x: \(String(repeating: "x", count: 1000))\r\n", count: 140))\r\n",
            "HTTP/1.1 200 OK\r\n\(String(repeating: "x: y\r\n", count: 257))\r\n",
        ]
    )
    func refused(_ answer: String) async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            try await peer.send(answer)
            await peer.waitForClosure()
        } test: { (server: RawServer) async throws in
            #expect(try await TransportUnderTest().failure(server.port)?.kind == .network)
            await server.log.wait { $0.closures == 1 }
        }
    }

    @Test("A burst of events is one piece of the body")
    func burst() async throws {
        let events = String(repeating: "5\r\nevent\r\n", count: 64)
        try await RawServer.run { peer in
            _ = await peer.request()
            try await peer.send("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n\(events)0\r\n\r\n")
            await peer.waitForClosure()
        } test: { (server: RawServer) async throws in
            let answer = try await TransportUnderTest().answer(server.port)
            #expect(answer.body == String(repeating: "event", count: 64))
            #expect(answer.pieces == 1)
        }
    }
}
