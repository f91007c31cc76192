import NIOCore
import Providers
import Testing

@Suite("SSEParser")
struct SSEParserTests {
    static let streams: [String: [[String]]] = [
        "data: {\"a\":1}\n\ndata: [DONE]\n\n": [["", "{\"a\":1}"], ["", "[DONE]"]],
        "event: error\ndata: x\n\ndata: y\n\n": [["error", "x"], ["", "y"]],
        "data:x\r\n\r\ndata: y\r\n\r\n": [["", "x"], ["", "y"]],
        "data: x\r\rdata: y\r\r": [["", "x"], ["", "y"]],
        "data: x\r\n\n\r\ndata: y\n\r\n": [["", "x"], ["", "y"]],
        ": OPENROUTER PROCESSING\n\n: again\ndata: x\n: inside\n\n": [["", "x"]],
        "data: one\ndata:  two\ndata\n\n": [["", "one\n two\n"]],
        "\u{FEFF}data: x\n\n": [["", "x"]],
        "id: 7\nretry: 10\nevent: a\nevent: b\ndatax: no\ndata: é漢😀\n\n": [["b", "é漢😀"]],
        "event: lonely\n\ndata: x\n\ndata:\n\n": [["", "x"]],
        "data: last\n": [["", "last"]],
        "data: x\n\nevent: e\ndata: last": [["", "x"], ["e", "last"]],
        "\n\n\n": [],
        "": [],
    ]

    @Test("Events do not depend on where the network cut the stream", arguments: streams.keys.sorted())
    func cuts(_ stream: String) throws {
        let bytes = Array(stream.utf8)
        let expected = Self.streams[stream]

        for cut in 0...bytes.count {
            let chunks = [bytes[..<cut], bytes[cut...]].map { ByteBuffer(bytes: $0) }
            #expect(try Self.events(chunks) == expected, "cut at \(cut)")
        }
        #expect(try Self.events(bytes.map { ByteBuffer(bytes: [$0]) }) == expected)
    }

    @Test("An event is given out with its own end, not with the next event's beginning")
    func promptness() throws {
        var parser = SSEParser()

        parser.push(ByteBuffer(string: "data: x\r\r"))
        #expect(try parser.next()?.data == ByteBuffer(string: "x"))
        parser.push(ByteBuffer(string: "data: y\r\n\r"))
        #expect(try parser.next()?.data == ByteBuffer(string: "y"))
    }

    @Test("Comments are told apart from silence")
    func comments() throws {
        var parser = SSEParser()

        parser.push(ByteBuffer(string: "data: x\n\n"))
        _ = try parser.next()
        #expect(!parser.sawComment)
        parser.push(ByteBuffer(string: ": keep-alive\n\n"))
        #expect(try parser.next() == nil)
        #expect(parser.sawComment)
    }

    @Test("An event may be as large as the limit and no larger", arguments: [0, 1])
    func limit(_ excess: Int) throws {
        var parser = SSEParser()
        let line = "data: " + String(repeating: "x", count: SSEParser.eventLimit - 6 + excess)
        var failure: UpstreamFailure?

        for chunk in ByteBuffer(string: line).cut(every: 1 << 20) {
            parser.push(chunk)
            do throws(UpstreamFailure) { _ = try parser.next() } catch { failure = error }
        }

        #expect(failure?.kind == (excess == 0 ? nil : .malformed))
    }

    @Test("Many short lines of one event are bounded too")
    func manyLines() {
        var parser = SSEParser()
        let lines = ByteBuffer(string: String(repeating: "data: \(String(repeating: "x", count: 1000))\n", count: 1000))

        #expect(throws: UpstreamFailure.self) {
            for _ in 0..<10 {
                parser.push(lines)
                _ = try parser.next()
            }
        }
    }

    private static func events(_ chunks: [ByteBuffer]) throws(UpstreamFailure) -> [[String]] {
        var parser = SSEParser()
        var events: [SSEEvent] = []
        for chunk in chunks {
            parser.push(chunk)
            while let event = try parser.next() { events.append(event) }
        }
        if let event = parser.finish() { events.append(event) }
        return events.map { [$0.name ?? "", String(buffer: $0.data)] }
    }
}
