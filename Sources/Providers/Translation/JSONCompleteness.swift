/// Finds out when a JSON object that comes in pieces is complete, without keeping it.
///
/// The pieces are escaped, as they stand inside of JSON strings; no escape is cut. Only brackets and strings are looked
/// at: whether it is right JSON is for its reader to say.
struct JSONCompleteness: Sendable {
    /// The first byte that is no white space; `nil` before there is one.
    private(set) var first: UInt8?
    /// Whether the outermost bracket was closed.
    private(set) var isComplete = false

    private var depth = 0
    private var isInString = false
    private var isEscaped = false

    /// Takes the next piece.
    mutating func scan(escaped piece: RawSpan) {
        piece.withUnsafeBytes { bytes in
            var index = 0
            while index < bytes.count, !isComplete {
                let byte = bytes[index]
                index &+= 1
                guard byte == UInt8(ascii: "\\"), index < bytes.count else {
                    take(byte)
                    continue
                }
                take(Self.unescaped(bytes, at: index))
                index &+= bytes[index] == UInt8(ascii: "u") ? 5 : 1
            }
        }
    }

    /// What the escape stands for whose second byte is at `index`; a letter where that is not ASCII.
    private static func unescaped(_ bytes: UnsafeRawBufferPointer, at index: Int) -> UInt8 {
        switch bytes[index] {
        case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r"), UInt8(ascii: "f"), UInt8(ascii: "b"):
            return UInt8(ascii: " ")
        case UInt8(ascii: "u"):
            let digits = bytes[index...].dropFirst().prefix(4)
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16) ?? .max
            return unit < 0x80 ? UInt8(unit) : UInt8(ascii: "x")
        case let literal:
            return literal
        }
    }

    @inline(__always)
    private mutating func take(_ byte: UInt8) {
        if first == nil, byte > 0x20 { first = byte }
        if isInString {
            takeInString(byte)
            return
        }
        switch byte {
        case UInt8(ascii: "\""): isInString = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth &+= 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            depth &-= 1
            isComplete = depth == 0
        default: break
        }
    }

    @inline(__always)
    private mutating func takeInString(_ byte: UInt8) {
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
            isInString = false
        }
    }
}
