import MessagesAPI
import NIOCore
import TestSupport
import Testing

@Suite("Writing server-sent events")
struct SSEWriterTests {
    @Test("A ping is a whole event")
    func ping() {
        #expect(String(decoding: SSEWriter.ping, as: UTF8.self) == "event: ping\ndata: {\"type\":\"ping\"}\n\n")
    }

    @Test("An error is one event, its text escaped")
    func error() {
        let bytes = SSEWriter.error(APIError(.overloaded, "All \"targets\"\nare busy é"), requestID: "req_1")

        #expect(
            String(decoding: bytes, as: UTF8.self) == """
                event: error
                data: {"type":"error","error":{"type":"overloaded_error","message":"All \\"targets\\"\\nare busy é"},\
                "request_id":"req_1"}


                """
        )
    }

    @Test("An error without a request id has none")
    func errorWithoutRequestID() {
        let bytes = SSEWriter.error(APIError(.api, "x"), requestID: nil)

        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"x\"}}\n\n"
        )
    }

    @Test(
        "Every type has its name in the event line",
        arguments: [
            "message_start", "content_block_start", "content_block_delta", "content_block_stop", "message_delta",
            "message_stop", "ping", "error", "something/new",
        ]
    )
    func types(_ name: String) throws {
        let event = try MessageEvent(reading: ByteBuffer(string: "{\"type\":\"\(name)\"}").readableBytesSpan)
        let type = try #require(event.type)
        var output = ByteBuffer(string: "before\n\n")

        SSEWriter.write(type, json: ByteBuffer(string: "{\"type\":\"\(name)\"}"), to: &output)

        #expect(String(buffer: output) == "before\n\nevent: \(name)\ndata: {\"type\":\"\(name)\"}\n\n")
    }

    @Test("A line break between the parts of the JSON becomes a blank, at every place", arguments: ["\n", "\r"])
    func lineBreaks(_ lineBreak: String) throws {
        for length in 0..<40 {
            for place in 0...length {
                let before = String(repeating: " ", count: place)
                let after = String(repeating: "é", count: length - place)
                var output = ByteBuffer()

                SSEWriter.write(.ping, json: ByteBuffer(string: before + lineBreak + after), to: &output)

                let events = try SSEReader.events(in: output.readableBytesView)
                #expect(events == [SSEReader.Event(name: "ping", data: before + " " + after)])
            }
        }
    }
}
