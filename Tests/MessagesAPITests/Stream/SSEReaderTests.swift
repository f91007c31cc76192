import TestSupport
import Testing

@Suite("The strict reader of server-sent events")
struct SSEReaderTests {
    private let stream = "event: a\ndata: {\"é\":1}\n\nevent: b\ndata: \n\n"

    @Test("Events come out wherever the bytes are cut")
    func cuts() throws {
        let bytes = Array(stream.utf8)
        let events = [SSEReader.Event(name: "a", data: "{\"é\":1}"), SSEReader.Event(name: "b", data: "")]
        for cut in 0...bytes.count {
            var reader = SSEReader()
            var read = try reader.push(bytes.prefix(cut))
            read += try reader.push(bytes.dropFirst(cut))
            try reader.finish()
            #expect(read == events)
        }
    }

    @Test(
        "What our writer would not write is refused",
        arguments: [
            "event: a\n\n", "data: {}\n\n", "\n", "event: a\r\ndata: {}\n\n", "event: a\ndata: 1\ndata: 2\n\n",
            "event: a\nevent: b\ndata: 1\n\n", ": comment\n\n", "event: a\ndata: 1\n", "event: a",
            "event:a\ndata: 1\n\n",
            "id: 1\nevent: a\ndata: 1\n\n",
        ]
    )
    func refused(_ text: String) {
        #expect(throws: SSEReader.Failure.self) { try SSEReader.events(in: text.utf8) }
    }

    @Test("Bytes that are not UTF-8 are refused")
    func invalidUTF8() {
        #expect(throws: SSEReader.Failure.invalidUTF8) {
            try SSEReader.events(in: Array("event: a\ndata: ".utf8) + [0xC3, 0x0A, 0x0A])
        }
    }
}
