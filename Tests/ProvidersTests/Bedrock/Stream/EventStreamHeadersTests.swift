import NIOCore
import Providers
import Testing

@Suite("Event stream headers")
struct EventStreamHeadersTests {
    private func decode(_ headers: [UInt8]) throws -> EventStreamHeaders {
        let frame = EventStreamFrame.make(headers: ByteBuffer(bytes: headers), payload: ByteBuffer())
        let (messages, error) = EventStreamDecoderTests.decode([frame])
        if let error { throw error }
        return try #require(messages.first).headers
    }

    @Test("A header is found by its exact name, and compared by its exact value")
    func lookup() throws {
        let frame = EventStreamVectors.frame("exception-throttling")
        let headers = try #require(EventStreamDecoderTests.decode([frame]).messages.first).headers

        #expect(headers.matches(":message-type", "exception"))
        #expect(!headers.matches(":message-type", "exceptio"))
        #expect(!headers.matches(":message-typ", "exception"))
        #expect(headers.string(":exception-type") == "throttlingException")
        #expect(headers.string(":event-type") == nil)
    }

    @Test("A header of another type is not a text")
    func otherType() throws {
        let headers = try decode([1, 0x61, 6, 0, 1, 0x62])

        #expect(headers.string("a") == nil)
        #expect(!headers.matches("a", "b"))
    }

    @Test(
        "Headers that do not fit are refused",
        arguments: [
            ([0, 0], EventStreamError.emptyHeaderName), ([1], .headerOverrun), ([1, 0x61], .headerOverrun),
            ([9, 0x61, 0], .headerOverrun), ([1, 0x61, 2], .headerOverrun), ([1, 0x61, 3, 0], .headerOverrun),
            ([1, 0x61, 4, 0, 0, 0], .headerOverrun), ([1, 0x61, 5, 0, 0, 0, 0, 0, 0, 0], .headerOverrun),
            ([1, 0x61, 6, 0], .headerOverrun), ([1, 0x61, 7, 0, 1], .headerOverrun),
            ([1, 0x61, 7, 0xFF, 0xFF, 0], .headerOverrun), ([1, 0x61, 8, 0], .headerOverrun),
            ([1, 0x61, 9, 0], .headerOverrun), ([1, 0x61, 10], .unknownHeaderType),
            ([1, 0x61, 255], .unknownHeaderType),
            ([1, 0x61, 0, 1, 0x62, 0, 1, 0x61, 1], .duplicateHeader),
        ] as [([UInt8], EventStreamError)]
    )
    func refused(_ headers: [UInt8], _ error: EventStreamError) {
        #expect(throws: error) { try decode(headers) }
    }

    @Test("Twenty thousand headers are looked at in time, and a repeated one among them is found")
    func many() throws {
        let headers: [UInt8] = (0..<20_000).flatMap { [2, UInt8($0 >> 8), UInt8($0 & 0xFF), 0] }

        #expect(try decode(headers).ranges.count == 20_000)
        #expect(throws: EventStreamError.duplicateHeader) { try decode(headers + [2, 0, 7, 1]) }
    }
}
