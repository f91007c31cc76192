import NIOCore
import Providers
import Testing

@Suite("Base64 decoding")
struct Base64DecoderTests {
    private func decode(_ text: String) throws -> [UInt8] {
        var buffer = ByteBuffer(string: "<")
        try Base64Decoder.decode(ByteBuffer(string: text).readableBytesSpan, into: &buffer)
        #expect(buffer.readableBytesView.first == UInt8(ascii: "<"))
        return Array(buffer.readableBytesView.dropFirst())
    }

    @Test(
        "The published examples come out",
        arguments: [
            ("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("Zm9vYmE=", "fooba"),
            ("Zm9vYmFy", "foobar"),
        ]
    )
    func examples(_ text: String, _ plain: String) throws {
        #expect(try decode(text) == Array(plain.utf8))
    }

    @Test("Every byte at every place comes back")
    func everyByte() throws {
        for length in 1...9 {
            for byte in UInt8.min...UInt8.max {
                let bytes = (0..<length).map { byte &+ UInt8(truncatingIfNeeded: $0 * 37) }
                #expect(try decode(EventStreamFrame.base64(bytes)) == bytes)
            }
        }
    }

    @Test(
        "What is not base64 is refused and leaves the buffer as it was",
        arguments: [
            "A", "AA", "AAA", "AAAAA", "====", "A===", "=AAA", "A=AA", "AA=A", "AA==AAAA", "AAA AAA=", "AAA\n", "AA_-",
            "AAAé==", "AAAAAA*A", "*AAAAAAA", "\u{0}AAA",
        ]
    )
    func refused(_ text: String) {
        var buffer = ByteBuffer(string: "kept")
        #expect(throws: Base64Decoder.Failure.self) {
            try Base64Decoder.decode(ByteBuffer(string: text).readableBytesSpan, into: &buffer)
        }
        #expect(buffer == ByteBuffer(string: "kept"))
    }
}
