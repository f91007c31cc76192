/// The checksum of the event stream framing: CRC-32 as zlib and IEEE 802.3 compute it.
///
/// Reflected polynomial 0xEDB88320, initial value and final xor 0xFFFFFFFF; of the nine bytes `123456789` it is
/// 0xCBF43926.
/// - Note: Source: AWS event stream encoding (https://smithy.io/2.0/aws/amazon-eventstream.html, seen 2026-11-22).
package enum CRC32 {
    /// The checksum of `bytes`.
    package static func checksum(of bytes: RawSpan) -> UInt32 {
        tables.withUnsafeBufferPointer { tables in
            guard let tables = tables.baseAddress else { return 0 }
            return bytes.withUnsafeBytes { bytes in checksum(of: bytes, tables: tables) }
        }
    }

    private static func checksum(of bytes: UnsafeRawBufferPointer, tables: UnsafePointer<UInt32>) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        var offset = 0
        while bytes.count - offset >= 16 {
            let first = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            let second = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
            crc = entries(first ^ UInt64(crc), tables: tables, from: 15) ^ entries(second, tables: tables, from: 7)
            offset += 16
        }
        while offset < bytes.count {
            crc = (crc >> 8) ^ tables[Int((crc ^ UInt32(bytes[offset])) & 0xFF)]
            offset += 1
        }
        return crc ^ 0xFFFF_FFFF
    }

    /// What eight bytes do to the checksum, when `last` bytes come between the first of them and the end of the step
    /// ("slicing by 16"): table *k* holds what a byte does *k* bytes later.
    @inline(__always)
    private static func entries(_ word: UInt64, tables: UnsafePointer<UInt32>, from last: Int) -> UInt32 {
        @inline(__always)
        func entry(_ byte: Int) -> UInt32 {
            tables[(last - byte) << 8 + Int(truncatingIfNeeded: (word >> UInt64(byte * 8)) & 0xFF)]
        }
        let low: UInt32 = entry(0) ^ entry(1) ^ entry(2) ^ entry(3)
        let high: UInt32 = entry(4) ^ entry(5) ^ entry(6) ^ entry(7)
        return low ^ high
    }

    /// Sixteen tables of 256 entries, one after another.
    private static let tables: [UInt32] = {
        var tables: [UInt32] = (0..<256).map { byte in
            var crc = UInt32(byte)
            for _ in 0..<8 { crc = (crc >> 1) ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
            return crc
        }
        for index in 256..<16 * 256 {
            let previous = tables[index - 256]
            tables.append((previous >> 8) ^ tables[Int(previous & 0xFF)])
        }
        return tables
    }()
}
