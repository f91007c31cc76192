import MessagesAPI
import NIOCore
import NIOEmbedded
import NIOHTTP1
import Testing

@testable import Server

@Suite("Waits for a client")
struct ClientWaitTests {
    private static let post = "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\n\r\n"

    @Test("A silent connection is closed after the idle timeout, before the first request and after each")
    func idle() throws {
        let client = try ClientUnderTest()
        client.pass(.seconds(59))
        client.take()
        client.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n")
        client.pass(.seconds(300))
        #expect(client.channel.isActive)
        client.answer()
        client.take()
        client.pass(.seconds(59))
        #expect(client.channel.isActive)
        client.pass(.seconds(1))
        #expect(!client.channel.isActive)
        #expect(client.requests.count == 2 && client.requests[1] == nil)
    }

    @Test("A head that never ends is no excuse")
    func slowHead() throws {
        let client = try ClientUnderTest()
        client.send("GET /")
        for _ in 0..<59 {
            client.pass(.seconds(1))
            client.send("a")
        }
        #expect(client.channel.isActive)
        client.pass(.seconds(1))
        #expect(!client.channel.isActive)
        #expect(client.received().isEmpty)
    }

    @Test("A client that takes nothing is given up after the write timeout, however little there is to take")
    func stuck() throws {
        let client = try ClientUnderTest()
        try client.channel.pipeline.syncOperations.addHandler(StuckSocket(), position: .first)
        client.take()
        client.send("GET / HTTP/1.1\r\nhost: x\r\n\r\n")
        client.answer()
        client.pass(.seconds(60))
        #expect(client.channel.isActive)
        client.pass(.seconds(6))
        #expect(client.channel.isActive)
        client.pass(.seconds(1))
        #expect(!client.channel.isActive)
    }

    @Test("A gap in the body longer than the read timeout is 408; each part of it begins the time anew")
    func slowBody() throws {
        let client = try ClientUnderTest()
        client.take()
        client.send(Self.post)
        for part in ["a", "b"] {
            client.pass(.milliseconds(4999))
            client.send(part)
        }
        client.pass(.milliseconds(4999))
        #expect(client.requests.isEmpty)
        client.pass(.milliseconds(1))
        #expect(client.requests.first??.refusal?.status == 408)
        client.answer()
        client.pass(.seconds(2))
        #expect(!client.channel.isActive)
    }

    @Test("A stream is kept alive by pings in its silences, and only there")
    func pings() throws {
        let client = try ClientUnderTest()
        client.take()
        client.send(Self.post + "abc")
        _ = client.begin()
        _ = client.received()
        client.pass(.seconds(14))
        _ = client.connection.write(AnswerStep(body: ByteBuffer(string: "data: 2\n\n")))
        _ = client.received()
        client.pass(.milliseconds(14_999))
        #expect(client.received().isEmpty)
        client.pass(.milliseconds(1))
        #expect(client.received().contains("event: ping\n"))
        client.pass(.seconds(15))
        #expect(client.received().contains("event: ping\n"))

        _ = client.connection.write(AnswerStep(isEnd: true))
        _ = client.received()
        client.pass(.seconds(30))
        #expect(client.received().isEmpty)
    }

    @Test("An answer that is no stream gets no pings")
    func noPings() throws {
        let client = try ClientUnderTest()
        client.take()
        client.send(Self.post + "abc")
        _ = client.connection.write(AnswerStep(head: .init(version: .http1_1, status: .ok)))
        _ = client.received()
        client.pass(.seconds(40))
        #expect(client.received().isEmpty)
    }

    @Test("A writer waits while the client does not read, and no longer than the write timeout")
    func slowReader() throws {
        let client = try ClientUnderTest()
        client.take()
        client.send(Self.post + "abc")
        client.channel.isWritable = false
        client.channel.pipeline.fireChannelWritabilityChanged()
        var written: [ClientConnection.Written] = []
        #expect(client.begin() == .full)
        client.connection.waitForRoom { written.append($0) }
        #expect(written.isEmpty)

        client.channel.isWritable = true
        client.channel.pipeline.fireChannelWritabilityChanged()
        #expect(written == [.taken])
        client.pass(.seconds(8))
        #expect(client.channel.isActive)

        client.channel.isWritable = false
        client.channel.pipeline.fireChannelWritabilityChanged()
        client.connection.waitForRoom { written.append($0) }
        client.pass(.seconds(7))
        #expect(!client.channel.isActive)
        #expect(written == [.taken, .gone])
    }

    @Test("A client that leaves wakes whoever waits, and is written to no more")
    func departure() throws {
        let client = try ClientUnderTest()
        client.take()
        client.send(Self.post + "abc")
        client.channel.pipeline.fireUserInboundEventTriggered(ChannelEvent.inputClosed)

        #expect(client.hasLeft)
        #expect(client.begin() == .gone)
        client.take()
        #expect(client.requests.count == 2 && client.requests[1] == nil)
        client.finish()
    }

    @Test("A server that stops closes idle connections at once and others after their answer")
    func stopping() throws {
        let idle = try ClientUnderTest()
        idle.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        #expect(!idle.channel.isActive)

        let busy = try ClientUnderTest()
        busy.take()
        busy.send(Self.post)
        busy.channel.pipeline.fireUserInboundEventTriggered(ChannelShouldQuiesceEvent())
        busy.send("abc")
        busy.answer()
        #expect(busy.received().contains("connection: close"))
        #expect(!busy.channel.isActive)
    }
}
