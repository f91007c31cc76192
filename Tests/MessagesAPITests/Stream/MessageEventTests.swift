import MessagesAPI
import NIOCore
import Testing

@Suite("Reading a stream event's top level")
struct MessageEventTests {
    private func read(_ json: String) throws -> MessageEvent {
        try MessageEvent(reading: ByteBuffer(string: json).readableBytesSpan)
    }

    @Test("Type and index are found, wherever they stand")
    func members() throws {
        let event = try read(#" {"delta":{"type":"text_delta","index":9},"index":3 , "type":"content_block_delta"} "#)

        #expect(event.type == .contentBlockDelta)
        #expect(event.index == 3)
    }

    @Test("Escapes in names and types are understood")
    func escapes() throws {
        let event = try read(#"{"t\u0079pe":"message\u005fstop","\u0069ndex":1}"#)

        #expect(event.type == .messageStop)
        #expect(event.index == 1)
    }

    @Test("Of a name given twice the last counts, as in JSON.parse")
    func duplicates() throws {
        let event = try read(#"{"type":"ping","index":1,"type":"new_event","index":2}"#)

        #expect(event.type == .other("new_event"))
        #expect(event.index == 2)
    }

    @Test("What is missing is nil")
    func missing() throws {
        #expect(try read("{}").type == nil)
        #expect(try read(#"{"type":"ping","index":null}"#).index == nil)
        #expect(try read(#"{"type":"ping","index":1.5}"#).index == nil)
        #expect(try read(#"{"type":"ping","index":"1"}"#).index == nil)
    }

    @Test(
        "A type that cannot be an event's name is refused",
        arguments: [
            #"{"type":5}"#, #"{"type":null}"#, #"{"type":""}"#, #"{"type":"a\nb"}"#, #"{"type":"a b"}"#,
            #"{"type":"é"}"#,
            #"{"type":"\u000d"}"#, #"{"type":"\#(String(repeating: "x", count: 129))"}"#,
        ]
    )
    func refusedTypes(_ json: String) {
        #expect(throws: MessageEvent.Failure.type) { try read(json) }
    }

    @Test(
        "What is not one JSON object is refused",
        arguments: [
            "", "[]", "1", "{", #"{"type":"ping"}}"#, #"{"type":"ping",}"#, #"{"type":"ping"} {}"#,
            #"{"type":"ping","a":01}"#,
            "{\"type\":\"ping\",\"a\":\"\n\"}", "\u{FEFF}{}",
        ]
    )
    func refusedDocuments(_ json: String) {
        #expect { try read(json) } throws: { error in
            if case .json = error as? MessageEvent.Failure { true } else { false }
        }
    }
}
