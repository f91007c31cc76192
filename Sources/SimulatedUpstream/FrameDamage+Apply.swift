extension FrameDamage {
    /// The bytes of a damaged frame that would have carried this event.
    func bytes(instead innerJSON: String) -> [UInt8] {
        let good = SimulatedFrame.chunk(innerJSON)
        return switch self {
        case .preludeChecksum: Self.flipping(good.encoded, at: 8)
        case .messageChecksum: Self.flipping(good.encoded, at: good.encoded.count - 1)
        case .payloadBit: Self.flipping(good.encoded, at: good.encoded.count - 6)
        case .base64: SimulatedFrame.chunk(payload: #"{"bytes":"@@not-base64@@","p":"abc"}"#).encoded
        case .innerJSON: SimulatedFrame.chunk(#"{"type":"content_block_delta","index":0,"delta":{"#).encoded
        case .innerShape: SimulatedFrame.chunk("[1,2,3]").encoded
        case .missingBytes: SimulatedFrame.chunk(payload: #"{"p":"abcdef"}"#).encoded
        case .oversizedLength: Self.withPrelude(total: 1 << 30, headers: 75, then: good.encoded)
        case .undersizedLength: Self.withPrelude(total: 12, headers: 0, then: good.encoded)
        case .headerOverrun: Self.withPrelude(total: UInt32(good.encoded.count), headers: 1 << 20, then: good.encoded)
        }
    }

    private static func flipping(_ bytes: [UInt8], at index: Int) -> [UInt8] {
        var copy = bytes
        copy[index] ^= 0x10
        return copy
    }

    private static func withPrelude(total: UInt32, headers: UInt32, then frame: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        SimulatedFrame.append(total, to: &out)
        SimulatedFrame.append(headers, to: &out)
        SimulatedFrame.append(CRC32.checksum(out), to: &out)
        return out + frame.dropFirst(12)
    }
}
