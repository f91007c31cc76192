import HTTPTypes
import MessagesAPI
import NIOCore
import NIOEmbedded
import Testing

@testable import Server

@Suite("A client's connection")
struct ClientConnectionTests {
    private static let get = "GET /a HTTP/1.1\r\nhost: x\r\n\r\n"

    @Test("Requests that come at once are answered one after another, and reading pauses meanwhile")
    func pipelined() throws {
        let client = try ClientUnderTest()
        defer { client.finish() }
        client.take()
        client.send(Self.get + "POST /b HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\nhi" + Self.get)
        #expect(client.requests.map { $0?.head.path } == ["/a"])

        client.channel.read()
        #expect(client.reads.value == 0)
        client.answer("1")
        client.take()
        #expect(client.requests.last??.head.path == "/b")
        #expect(client.requests.last??.body.take() == ByteBuffer(string: "hi"))
        client.answer("2")
        #expect(client.reads.value == 1)
        client.take()
        client.answer("3")

        let bodies = client.received().split(separator: "\r\n\r\n").dropFirst().map { $0.first }
        #expect(bodies == ["1", "2", "3"])
        #expect(client.channel.isActive)
    }

    @Test("An answer that was not ended is the last one")
    func brokenOff() throws {
        let client = try ClientUnderTest()
        defer { client.finish() }
        client.take()
        client.send(Self.get)
        _ = client.begin()
        client.take()

        #expect(client.requests.count == 2 && client.requests[1] == nil)
    }

    @Test("A part of a request that comes early is not forgotten")
    func early() throws {
        let client = try ClientUnderTest()
        defer { client.finish() }
        client.take()
        client.send(Self.get + "GET /la")
        client.answer()
        client.send("ter HTTP/1.1\r\nhost: x\r\n\r\n")
        client.take()

        #expect(client.requests.map { $0?.head.path } == ["/a", "/later"])
    }

    @Test(
        "The last answer says so, and the connection is closed after it",
        arguments: [
            ("GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n", "HTTP/1.1 200 OK\r\n", "connection: close\r\n"),
            ("GET / HTTP/1.0\r\n\r\n", "HTTP/1.0 200 OK\r\n", "connection: close\r\n"),
        ]
    )
    func lastAnswer(_ request: String, _ status: String, _ word: String) throws {
        let client = try ClientUnderTest()
        client.take()
        client.send(request)
        client.answer()

        let answer = client.received()
        #expect(answer.hasPrefix(status))
        #expect(answer.contains(word))
        #expect(answer.hasSuffix("\r\n\r\nok"))
        #expect(!client.channel.isActive)
    }

    @Test("An old client that asks for it keeps its connection, but not for an answer without a length")
    func oldClient() throws {
        let client = try ClientUnderTest()
        let request = "GET / HTTP/1.0\r\nconnection: keep-alive\r\n\r\n"
        client.take()
        client.send(request)
        client.answer()
        #expect(client.received().contains("connection: keep-alive\r\n"))

        client.take()
        client.send(request)
        _ = client.begin()
        let stream = client.received()
        #expect(stream.contains("connection: close\r\n"))
        #expect(!stream.contains("transfer-encoding"))
        #expect(stream.hasSuffix("\r\n\r\ndata: 1\n\n"))
        _ = client.connection.write(AnswerStep(isEnd: true))
        #expect(!client.channel.isActive)
    }

    @Test("Two hosts are no host")
    func twoHosts() throws {
        let client = try ClientUnderTest()
        defer { client.finish() }
        client.take()
        client.send("GET / HTTP/1.1\r\nhost: localhost\r\nHost: evil.example\r\n\r\n")

        #expect(client.requests.first??.refusal?.kind == .invalidRequest)
    }

    @Test(
        "The target of a client that takes us for its proxy",
        arguments: [
            ("http://h:1/v1/messages?beta=true", "/v1/messages?beta=true"), ("http://h", "/"),
            ("http://h?q=1", "/?q=1"),
            ("/a?next=http://h/", "/a?next=http://h/"), ("*", "*"),
        ]
    )
    func absoluteTarget(_ target: String, _ path: String) throws {
        let client = try ClientUnderTest()
        defer { client.finish() }
        client.take()
        client.send("OPTIONS \(target) HTTP/1.1\r\nhost: x\r\n\r\n")

        #expect(client.requests.first??.head.path == path)
    }

    @Test("A refused request whose body is still coming is answered at once; the rest is thrown away")
    func refusedEarly() throws {
        let client = try ClientUnderTest()
        client.take()
        client.send("POST /refused HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nhal")
        let request = try #require(client.requests.first ?? nil)
        #expect(request.refusal?.kind == .notFound)
        #expect(request.hasRest && !request.isKeepAlive)
        client.answer()
        #expect(client.received().contains("connection: close"))
        #expect(client.channel.isActive)

        client.send("f body!")
        #expect(!client.channel.isActive)
    }

    @Test("What a refused client still sends is waited for no longer than two seconds")
    func drainTime() throws {
        let client = try ClientUnderTest()
        client.take()
        client.send("POST /refused HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\n")
        client.answer()
        client.pass(.milliseconds(1000))
        client.send("a little")
        client.pass(.milliseconds(999))
        #expect(client.channel.isActive)
        client.pass(.milliseconds(1))
        #expect(!client.channel.isActive)
    }

    @Test("A refused request without a body leaves the connection as it is")
    func refusedWhole() throws {
        let client = try ClientUnderTest()
        defer { client.finish() }
        client.take()
        client.send("GET /refused HTTP/1.1\r\nhost: x\r\n\r\n")
        client.answer()
        client.take()
        client.send(Self.get)

        #expect(client.requests.first??.refusal?.kind == .notFound)
        #expect(client.requests.last??.refusal == nil)
    }

    @Test("A body above the limit is refused, told or not; one at the limit is taken")
    func bodyLimit() throws {
        for (framing, body, isTaken) in [
            ("content-length: 20", String(repeating: "x", count: 20), true), ("content-length: 21", "", false),
            ("transfer-encoding: chunked", "14\r\n\(String(repeating: "x", count: 20))\r\n0\r\n\r\n", true),
            ("transfer-encoding: chunked", "15\r\n\(String(repeating: "x", count: 21))\r\n", false),
        ] {
            let client = try ClientUnderTest()
            defer { client.finish() }
            client.take()
            client.send("POST / HTTP/1.1\r\nhost: x\r\n\(framing)\r\n\r\n\(body)")

            let request = try #require(client.requests.first ?? nil)
            #expect((request.refusal == nil) == isTaken)
            #expect(request.body.count == (isTaken ? 20 : 0))
            #expect(isTaken || request.refusal?.kind == .requestTooLarge)
        }
    }

    @Test("A client that asks whether to send its body is told, or refused")
    func expectation() throws {
        let client = try ClientUnderTest()
        defer { client.finish() }
        client.take()
        client.send("POST / HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n")
        #expect(client.received() == "HTTP/1.1 100 Continue\r\n\r\n")
        client.send("hi")
        #expect(client.requests.first??.body.take() == ByteBuffer(string: "hi"))

        let old = try ClientUnderTest()
        old.send("POST / HTTP/1.0\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n")
        #expect(old.received().isEmpty)
        old.finish()
    }

    @Test("What is no HTTP is refused, also behind a good request")
    func fault() throws {
        for prefix in ["", Self.get] {
            let client = try ClientUnderTest()
            client.take()
            client.send(prefix + "NO HTTP AT ALL\r\n\r\n")
            if !prefix.isEmpty {
                client.answer()
                client.take()
            }
            #expect(client.requests.last??.refusal?.kind == .invalidRequest)
            client.answer()
            #expect(!client.channel.isActive)
        }
    }

    @Test("What follows something that is no HTTP is thrown away, and the answer still written")
    func faultAndMore() throws {
        for prefix in ["", "POST /refused HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n"] {
            let client = try ClientUnderTest()
            client.take()
            client.send(prefix + "NO HTTP AT ALL\r\n\r\n")
            client.send("more of it")
            #expect(client.channel.isActive)
            client.answer("refused")

            #expect(client.received().hasSuffix("refused"))
            #expect(!client.channel.isActive)
        }
    }

    @Test(
        "A request that ends HTTP is answered, and is the last one; what follows is not kept",
        arguments: [
            "GET / HTTP/1.1\r\nhost: x\r\nconnection: HTTP2-Settings, Upgrade\r\nupgrade: h2c\r\n",
            "CONNECT x:1 HTTP/1.1\r\n",
        ]
    )
    func otherProtocol(_ head: String) throws {
        let client = try ClientUnderTest()
        client.take()
        client.send(head + "\r\n")
        let megabyte = String(repeating: "x", count: 1024 * 1024)
        client.send(megabyte)
        client.answer("well")
        #expect(client.received().contains("connection: close"))
        #expect(!client.channel.isActive)

        let flooded = try ClientUnderTest()
        flooded.take()
        flooded.send(head + "\r\n")
        for _ in 0...64 { flooded.send(megabyte) }
        #expect(!flooded.channel.isActive)
    }

    @Test("A length that no number can hold is too long, not none")
    func endlessLength() throws {
        let client = try ClientUnderTest()
        defer { client.finish() }
        client.take()
        client.send("POST / HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 9223372036854775808\r\n\r\n")

        #expect(client.requests.first??.refusal?.kind == .requestTooLarge)
    }

    @Test("A head that is too large is 431")
    func largeHead() throws {
        let client = try ClientUnderTest()
        defer { client.finish() }
        client.take()
        client.send("GET / HTTP/1.1\r\nhost: x\r\na: \(String(repeating: "a", count: 17_000))\r\n\r\n")

        #expect(client.requests.first??.refusal?.status == 431)
    }
}
