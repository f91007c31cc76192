/// The grammar's tokens over a span of bytes: each method checks what it passes and moves `offset` behind it.
///
/// Only the methods of this type touch the bytes, and each looks at `offset < end` before it loads: the unchecked loads
/// below rest on that alone.
struct JSONScanner: ~Escapable {
    let bytes: RawSpan
    let end: Int
    var offset: Int

    /// Makes a scanner that stands at `offset`, 0…`bytes.byteCount`.
    @_lifetime(copy bytes)
    init(_ bytes: RawSpan, at offset: Int) {
        precondition(offset >= 0 && offset <= bytes.byteCount)
        self.bytes = bytes
        self.end = bytes.byteCount
        self.offset = offset
    }

    /// The byte at `index`, which must be in 0..<`end`.
    @inline(__always)
    func byte(_ index: Int) -> UInt8 {
        assert(index >= 0 && index < end)
        return bytes.unsafeLoad(fromUncheckedByteOffset: index, as: UInt8.self)
    }

    /// Eight bytes from `index`, the first in the lowest bits; `index + 8` must be at most `end`.
    @inline(__always)
    func word(_ index: Int) -> UInt64 {
        assert(index >= 0 && index + 8 <= end)
        return UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
    }

    /// Passes white space and says which byte comes next, without passing it.
    @inline(__always)
    mutating func next() throws(JSONError) -> UInt8 {
        while offset < end {
            let byte = byte(offset)
            if byte > 0x20 { return byte }
            guard Self.isWhiteSpace(byte) else { throw JSONError(.unexpectedByte, at: offset) }
            offset &+= 1
        }
        throw JSONError(.unexpectedEnd, at: offset)
    }

    /// Passes white space and then one byte that must be `expected`.
    @inline(__always)
    mutating func pass(_ expected: UInt8) throws(JSONError) {
        guard try next() == expected else { throw JSONError(.unexpectedByte, at: offset) }
        offset &+= 1
    }

    /// Passes white space up to the end of the document, where nothing else may stand.
    mutating func passEnd() throws(JSONError) {
        while offset < end {
            guard Self.isWhiteSpace(byte(offset)) else { throw JSONError(.trailingBytes, at: offset) }
            offset &+= 1
        }
    }

    /// What kind of value begins with `byte`.
    @inline(__always)
    func kind(_ byte: UInt8) throws(JSONError) -> JSONKind {
        switch byte {
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): .number
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .boolean
        case UInt8(ascii: "n"): .null
        default: throw JSONError(.unexpectedByte, at: offset)
        }
    }

    /// Passes `true`, `false` or `null`, whichever the byte at `offset` begins.
    mutating func passLiteral() throws(JSONError) {
        switch byte(offset) {
        case UInt8(ascii: "t"): try passLiteral("true")
        case UInt8(ascii: "f"): try passLiteral("false")
        default: try passLiteral("null")
        }
    }

    private mutating func passLiteral(_ literal: StaticString) throws(JSONError) {
        for index in 0..<literal.utf8CodeUnitCount {
            guard offset &+ index < end else { throw JSONError(.unexpectedEnd, at: end) }
            guard byte(offset &+ index) == literal.utf8Start[index] else {
                throw JSONError(.unexpectedByte, at: offset &+ index)
            }
        }
        offset &+= literal.utf8CodeUnitCount
    }

    @inline(__always)
    private static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}
