/// The first twelve bytes of a frame: how long it is, and a checksum that says whether to believe that.
struct EventStreamPrelude: Sendable {
    /// Length of the prelude with its checksum, in bytes.
    static let length = 12
    /// Bytes of a frame that are neither headers nor payload: the prelude and the checksum at the end.
    static let overhead = 16

    /// Length of the whole frame in bytes, 16 or more.
    let frameLength: Int
    /// Length of the headers in bytes.
    let headersLength: Int

    /// Length of the payload in bytes.
    var payloadLength: Int { frameLength - headersLength - Self.overhead }

    /// Reads the prelude at the start of `bytes`, which must hold at least ``length`` bytes.
    ///
    /// The checksum comes first: until it is right, the lengths are noise.
    init(checking bytes: RawSpan) throws(EventStreamError) {
        guard CRC32.checksum(of: bytes.extracting(0..<8)) == bytes.bigEndian(at: 8, as: UInt32.self) else {
            throw .preludeChecksum
        }
        frameLength = Int(bytes.bigEndian(at: 0, as: UInt32.self))
        headersLength = Int(bytes.bigEndian(at: 4, as: UInt32.self))
        guard frameLength >= Self.overhead else { throw .frameTooShort }
        guard headersLength <= frameLength - Self.overhead else { throw .headersLongerThanFrame }
        guard headersLength <= EventStreamDecoder.headersLimit else { throw .headersTooLong }
        guard payloadLength <= EventStreamDecoder.payloadLimit else { throw .payloadTooLong }
    }
}

extension RawSpan {
    /// The big-endian integer at `offset`, as the framing writes every number.
    func bigEndian<Value: FixedWidthInteger & BitwiseCopyable>(at offset: Int, as type: Value.Type) -> Value {
        Value(bigEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: type))
    }
}
