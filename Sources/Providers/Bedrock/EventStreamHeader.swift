/// Where one header stands in the header bytes of its frame.
package struct EventStreamHeader: Sendable {
    /// The type byte of a header.
    package enum Kind: UInt8, Sendable {
        case `true`, `false`, int8, int16, int32, int64, bytes, string, timestamp, uuid
    }

    package let name: Range<Int>
    package let kind: Kind
    /// The value's bytes, without the length that comes before those of variable length.
    package let value: Range<Int>

    /// Reads the header at `offset`.
    init(in headers: RawSpan, at offset: Int) throws(EventStreamError) {
        let nameLength = Int(headers.bigEndian(at: offset, as: UInt8.self))
        guard nameLength > 0 else { throw .emptyHeaderName }
        name = offset + 1..<offset + 1 + nameLength
        guard name.upperBound < headers.byteCount else { throw .headerOverrun }
        guard let kind = Kind(rawValue: headers.bigEndian(at: name.upperBound, as: UInt8.self)) else {
            throw .unknownHeaderType
        }
        self.kind = kind
        value = try Self.value(of: kind, in: headers, at: name.upperBound + 1)
    }

    private static func value(
        of kind: Kind,
        in headers: RawSpan,
        at offset: Int
    ) throws(EventStreamError) -> Range<Int> {
        var start = offset
        let length: Int
        switch kind {
        case .true, .false: length = 0
        case .int8: length = 1
        case .int16: length = 2
        case .int32: length = 4
        case .int64, .timestamp: length = 8
        case .uuid: length = 16
        case .bytes, .string:
            guard headers.byteCount - offset >= 2 else { throw .headerOverrun }
            length = Int(headers.bigEndian(at: offset, as: UInt16.self))
            start += 2
        }
        guard headers.byteCount - start >= length else { throw .headerOverrun }
        return start..<start + length
    }
}
