import NIOCore
import Providers
import Testing

@Suite("CRC-32")
struct CRC32Tests {
    /// The checksum one bit after the other.
    private static func definition(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
        }
        return ~crc
    }

    @Test("The check value of the algorithm comes out")
    func checkValue() {
        #expect(CRC32.checksum(of: ByteBuffer(string: "123456789").readableBytesSpan) == 0xCBF4_3926)
        #expect(CRC32.checksum(of: ByteBuffer().readableBytesSpan) == 0)
    }

    @Test("Every length and alignment agrees with the definition", arguments: 0..<130)
    func everyLength(_ length: Int) {
        let bytes = (0..<length + 7).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ $0 >> 3) }
        for start in 0..<8 where start <= length {
            let part = ByteBuffer(bytes: bytes[start..<length])
            #expect(CRC32.checksum(of: part.readableBytesSpan) == Self.definition(bytes[start..<length]))
        }
    }
}
