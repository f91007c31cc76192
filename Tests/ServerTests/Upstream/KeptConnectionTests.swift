import Foundation
import Gateway
import HTTPTypes
import NIOCore
import NIOHTTP1
import Providers
import Testing

@testable import Server

@Suite("Upstream connections that are kept", .timeLimit(.minutes(1)))
struct KeptConnectionTests {
    private let ok = TransportUnderTest.ok

    @Test("Requests in turn share one connection")
    func reused() async throws {
        try await RawServer.run { peer in
            try await peer.answerAll(TransportUnderTest.ok)
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest()
            for _ in 0..<5 { #expect(try await transport.answer(server.port).body == "ok") }

            #expect(server.log.entries.connections == 1)
            #expect(server.log.entries.requests.count == 5)
        }
    }

    @Test("Beyond the limit of connections a request fails at once, and not by the upstream's fault")
    func limited() async throws {
        try await RawServer.run { peer in
            try await peer.answerAll("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n")
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest(connectionLimit: 2)
            let open = [try await transport.send(server.port), try await transport.send(server.port)]

            let failure = try await transport.failure(server.port)
            #expect(failure?.kind == .localLimit)
            #expect(failure?.finalDisposition == .tryNext(.none))
            #expect(server.log.entries.connections == 2)
            withExtendedLifetime(open) {}
        }
    }

    @Test("A process without a descriptor left blames no upstream", arguments: [EMFILE, ENFILE, ENOBUFS, ENOMEM])
    func exhausted(_ code: CInt) {
        #expect(UpstreamFailure(connecting: IOError(errnoCode: code, reason: "socket")).kind == .localLimit)
    }

    @Test("A refused connection is the network's", arguments: [ECONNREFUSED, EHOSTUNREACH, EADDRNOTAVAIL])
    func refused(_ code: CInt) {
        #expect(UpstreamFailure(connecting: IOError(errnoCode: code, reason: "connect")).kind == .network)
    }

    @Test("Requests at the same time have a connection each")
    func apart() async throws {
        try await RawServer.run { peer in
            try await peer.answerAll("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n")
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest()
            let first = try await transport.send(server.port)
            let second = try await transport.send(server.port)

            #expect(server.log.entries.connections == 2)
            withExtendedLifetime((first, second)) {}
        }
    }

    @Test(
        "A connection is not used again after an answer that ends it",
        arguments: [
            "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok",
            "HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\nok",
        ]
    )
    func closed(_ answer: String) async throws {
        try await RawServer.run { peer in
            try await peer.answerAll(answer)
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest()
            for _ in 0..<2 { #expect(try await transport.answer(server.port).body == "ok") }

            #expect(server.log.entries.connections == 2)
        }
    }

    @Test("An unused connection is closed after its time")
    func keptLimit() async throws {
        try await RawServer.run { peer in
            try await peer.answerAll(TransportUnderTest.ok)
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest(kept: .milliseconds(20))
            _ = try await transport.answer(server.port)
            await server.log.wait { $0.closures == 1 }
        }
    }

    @Test("Bytes that nobody asked for close an unused connection")
    func unsolicited() async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            try await peer.send(TransportUnderTest.ok)
            guard peer.number == 0 else { return }
            await peer.wait { $0.bytesSent > 0 }
            try await peer.send("HTTP/1.1 200")
            await peer.waitForClosure()
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest()
            #expect(try await transport.answer(server.port).body == "ok")
            server.log.noteSent(1)
            await server.log.wait { $0.closures == 1 }
            #expect(try await transport.answer(server.port).body == "ok")
        }
    }

    @Test("An answer that comes before the whole request was sent ends the connection")
    func earlyAnswer() async throws {
        try await RawServer.run { peer in
            // Reads the first bytes only, and answers.
            try await peer.send("HTTP/1.1 413 Content Too Large\r\ncontent-length: 0\r\n\r\n")
            await peer.waitForClosure()
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest()
            let large = String(repeating: "x", count: 32 * 1024 * 1024)
            #expect(try await transport.answer(server.port, body: large).status == 413)
            await server.log.wait { $0.closures == 1 }
        }
    }

    @Test("A request into a connection that the upstream has just closed is sent once more")
    func race() async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            try await peer.send(TransportUnderTest.ok)
            // The first connection takes a second request and closes without a word.
            _ = await peer.request()
            if peer.number > 0 { try await peer.send(TransportUnderTest.ok) }
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest()
            _ = try await transport.answer(server.port, body: "first")
            #expect(try await transport.answer(server.port, body: "second").body == "ok")

            let bodies = server.log.entries.requests.map { $0.split(separator: "\r\n").last }
            #expect(bodies == ["first", "second", "second"])
            #expect(server.log.entries.connections == 2)
        }
    }

    @Test("One that the upstream may have worked on is not sent once more")
    func lateClosing() async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            try await peer.send(TransportUnderTest.ok)
            _ = await peer.request()
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest(crossing: .zero)
            _ = try await transport.answer(server.port)

            #expect(try await transport.failure(server.port)?.kind == .network)
            #expect(server.log.entries.requests.count == 2)
        }
    }

    @Test("A kept connection whose upstream says that it waited too long is no answer")
    func requestTimeout() async throws {
        let late = "HTTP/1.1 408 Request Timeout\r\nconnection: close\r\ncontent-length: 4\r\n\r\nlate"
        try await RawServer.run { peer in
            _ = await peer.request()
            try await peer.send(peer.number == 2 ? late : TransportUnderTest.ok)
            _ = await peer.request()
            try await peer.send(late)
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest()
            for _ in 0..<2 { #expect(try await transport.answer(server.port).body == "ok") }
            // A fresh connection's word is its answer.
            #expect(try await transport.answer(server.port).status == 408)
        }
    }

    @Test(
        "What stands behind an answer is no part of the next one",
        arguments: [
            ("content-length: 2\r\n\r\nok", "H"), ("content-length: 2\r\n\r\nok", "HTTP/1.1 200 OK\r\nx-poison: "),
            ("transfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", "HTTP/1.1 200 OK\r\n"),
        ]
    )
    func surplus(_ answer: String, _ rest: String) async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            try await peer.send("HTTP/1.1 200 OK\r\n" + answer + (peer.number == 0 ? rest : ""))
            _ = await peer.request()
            try await peer.send("HTTP/1.1 429 Too Many Requests\r\ncontent-length: 4\r\n\r\nwait")
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest()
            for _ in 0..<2 {
                let answer = try await transport.answer(server.port)
                #expect(answer.status == 200 && answer.body == "ok")
            }
            #expect(server.log.entries.connections == 2)
            // The second connection was in order and is used again.
            #expect(try await transport.answer(server.port).status == 429)
            #expect(server.log.entries.connections == 2)
        }
    }

    @Test("An exchange that was given up does not give its connection to the next one")
    func givenUp() async throws {
        let request = UpstreamRequest(method: .post, url: "http://127.0.0.1:1/", headers: [:], body: ByteBuffer())
        let exchange = UpstreamExchange(request, try #require(UpstreamAddress(request.url)))
        let end = UpstreamExchange.Arrival(head: .init(version: .http1_1, status: .ok), isEnd: true)
        exchange.cancel()
        #expect(exchange.deliver(end) == .givenUp)

        let whole = UpstreamExchange(request, try #require(UpstreamAddress(request.url)))
        #expect(whole.deliver(end) == .complete)
    }

    @Test("It is not sent a third time")
    func raceOnce() async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            guard peer.number == 0 else { return }
            try await peer.send(TransportUnderTest.ok)
            _ = await peer.request()
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest()
            _ = try await transport.answer(server.port)
            let failure = try await transport.failure(server.port)

            #expect(failure?.kind == .network)
            #expect(failure?.message == "The upstream closed the connection.")
            #expect(server.log.entries.requests.count == 3)
            #expect(server.log.entries.connections == 2)
        }
    }

    @Test("A fresh connection's closing is told at once")
    func fresh() async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
        } test: { (server: RawServer) async throws in
            #expect(try await TransportUnderTest().failure(server.port)?.kind == .network)
            #expect(server.log.entries.connections == 1)
        }
    }

    @Test(
        "A request is not repeated once a byte of an answer has come",
        arguments: ["H", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 100 Continue\r\n\r\n", "nonsense\r\n\r\n"]
    )
    func notAfterBytes(_ bytes: String) async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            try await peer.send(TransportUnderTest.ok)
            _ = await peer.request()
            try await peer.send(bytes)
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest()
            _ = try await transport.answer(server.port)
            #expect(try await transport.failure(server.port)?.kind == .network)
            #expect(server.log.entries.requests.count == 2)
            #expect(server.log.entries.connections == 1)
        }
    }

    @Test("The end of the transport closes what is kept and what is in use")
    func shutDown() async throws {
        try await RawServer.run { peer in
            _ = await peer.request()
            if peer.number == 1 { try await peer.send(TransportUnderTest.ok) }
            await peer.waitForClosure()
        } test: { (server: RawServer) async throws in
            let transport = TransportUnderTest()
            async let waiting = transport.failure(server.port)
            await server.log.wait { $0.requests.count == 1 }
            _ = try await transport.answer(server.port)
            await transport.http.shutDown()

            #expect(try await waiting?.kind == .network)
            await server.log.wait { $0.closures == 2 }
            #expect(try await transport.failure(server.port)?.message == "The proxy is stopping.")
        }
    }
}
