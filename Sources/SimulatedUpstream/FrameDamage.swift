/// Damage to one event-stream frame.
package enum FrameDamage: Sendable, Equatable, CaseIterable {
    case preludeChecksum
    case messageChecksum
    /// A bit of the payload flipped, checksums as they were.
    case payloadBit
    /// Checksums right, `bytes` not base64.
    case base64
    /// Checksums right, inner text not JSON.
    case innerJSON
    /// Checksums right, inner JSON an array.
    case innerShape
    /// Checksums right, payload without `bytes`.
    case missingBytes
    /// A total length of 1 GiB with a right prelude checksum.
    case oversizedLength
    /// A total length of 12 with a right prelude checksum.
    case undersizedLength
    /// A headers' length beyond the frame, with a right prelude checksum.
    case headerOverrun
}
