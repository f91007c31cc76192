import NIOCore
import Providers
import Testing

@Suite("CRC-32")
struct CRC32Tests {
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
            #expect(CRC32.checksum(of: part.readableBytesSpan) == EventStreamFrame.checksum(bytes[start..<length]))
        }
    }
}
