/// The CRC-32 of zlib and IEEE 802.3: reflected polynomial 0xEDB88320, initial value and final xor 0xFFFFFFFF.
enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
    }

    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        // Buffers, because a debug build has to get 20 MB through here in a test.
        table.withUnsafeBufferPointer { table in
            bytes.withUnsafeBufferPointer { bytes in
                var state: UInt32 = 0xFFFF_FFFF
                var index = 0
                while index < bytes.count {
                    state = table[Int((state ^ UInt32(bytes[index])) & 0xFF)] ^ (state >> 8)
                    index += 1
                }
                return state ^ 0xFFFF_FFFF
            }
        }
    }
}
