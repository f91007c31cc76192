import Testing

@testable import SimulatedUpstream

@Suite("Event-stream frames")
struct SimulatedFrameTests {
    @Test("The published frames come out byte for byte")
    func publishedFrames() {
        let payload = Array("{'foo':'bar'}".utf8)
        let int32 = SimulatedFrame(headers: [("event-type", .int32(40972))], payload: payload)

        #expect(Hex.encode(SimulatedFrame().encoded) == "000000100000000005c248eb7d98c8ff")
        #expect(
            Hex.encode(SimulatedFrame(payload: payload).encoded)
                == "0000001d00000000fd528c5a7b27666f6f273a27626172277dc3653936"
        )
        #expect(
            Hex.encode(int32.encoded)
                == "0000002d0000001041c424b80a6576656e742d74797065040000a00c7b27666f6f273a27626172277d36f480a0"
        )
    }

    @Test("Every good frame of the golden data, read and written again, is the same bytes")
    func roundTrip() throws {
        let frames = try #require(try Fixture.json("vectors/eventstream.json")["frames"]?.array)
        var count = 0
        for frame in frames {
            let outcome = frame["outcome"]?.string ?? ""
            let name = frame["name"]?.string ?? ""
            if outcome.hasPrefix("fatal") { continue }
            let bytes = Fixture.bytes(hex: try #require(frame["hex"]?.string))
            let written = try FrameReader.frames(in: bytes).flatMap(\.encoded)
            #expect(written == bytes, "\(name)")
            count += 1
        }
        #expect(count >= 13)
    }

    @Test("Chunks, exceptions and errors are the golden ones")
    func messages() throws {
        let frames = try #require(try Fixture.json("vectors/eventstream.json")["frames"]?.array)
        func golden(_ name: String) throws -> [UInt8] {
            let frame = try #require(frames.first { $0["name"]?.string == name })
            return Fixture.bytes(hex: try #require(frame["hex"]?.string))
        }
        func inner(_ name: String) throws -> String {
            let frame = try #require(try FrameReader.frames(in: golden(name)).first)
            let bytes = try #require(ParsedJSON(frame.payload)?["bytes"]?.string)
            return String(decoding: try #require(Base64.decode(Array(bytes.utf8))), as: UTF8.self)
        }
        let streamError = StreamException(
            type: "modelStreamErrorException",
            message: "The system encountered an unexpected error during processing. Try your request again.",
            originalStatusCode: 500,
            originalMessage: "internal"
        )

        #expect(try SimulatedFrame.chunk(inner("chunk-no-padding")).encoded == golden("chunk-no-padding"))
        #expect(
            try SimulatedFrame.chunk(inner("chunk-message-stop-metrics"), padding: "abcdefg").encoded
                == golden("chunk-message-stop-metrics")
        )
        #expect(try SimulatedFrame.exception(.throttling).encoded == golden("exception-throttling"))
        #expect(try SimulatedFrame.exception(streamError).encoded == golden("exception-model-stream-error"))
        #expect(
            try SimulatedFrame.error(code: "InternalError", message: "An internal error occurred.").encoded
                == golden("error-message-type")
        )
    }

    @Test("Damage to the framing is damage to a reader", arguments: FrameDamage.allCases)
    func damage(_ damage: FrameDamage) throws {
        let event = #"{"type":"content_block_stop","index":0}"#
        let bytes = damage.bytes(instead: event)

        switch damage {
        case .preludeChecksum, .messageChecksum, .payloadBit, .oversizedLength, .undersizedLength, .headerOverrun:
            #expect(throws: FrameReader.Malformed.self) { try FrameReader.frames(in: bytes) }
        case .base64, .innerJSON, .missingBytes:
            #expect(try FrameReader.frames(in: bytes).map(\.inner) == [nil])
        case .innerShape:
            #expect(try FrameReader.frames(in: bytes).first?.inner?.array != nil)
        }
    }

    @Test("Base64 is read and written for every length", arguments: 0...70)
    func base64(_ length: Int) {
        let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ length) }

        #expect(Base64.decode(Array(Base64.encode(bytes).utf8)) == bytes)
        #expect(Base64.encode(bytes).utf8.count == (length + 2) / 3 * 4)
    }

    @Test("Base64 of known texts")
    func knownBase64() {
        #expect(
            ["", "f", "fo", "foo", "foob"].map { Base64.encode(Array($0.utf8)) } == [
                "", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==",
            ]
        )
        #expect(Base64.decode(Array("Zg=".utf8)) == nil)
        #expect(Base64.decode(Array("Z=g=".utf8)) == nil)
    }
}
