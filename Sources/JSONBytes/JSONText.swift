/// Turns the bytes of a checked JSON string into text.
enum JSONText {
    /// The text of the string at `range`, quotes included; empty if the document has no such range.
    static func string(_ range: Range<Int>, in bytes: RawSpan, hasEscapes: Bool = true) -> String {
        guard range.lowerBound >= 0, range.count >= 2, range.upperBound <= bytes.byteCount else { return "" }
        let content = (range.lowerBound + 1)..<(range.upperBound - 1)
        return hasEscapes ? unescaped(content, in: bytes) : plain(content, in: bytes)
    }

    /// The text of bytes without escapes; `range` must lie in `bytes`.
    static func plain(_ range: Range<Int>, in bytes: RawSpan) -> String {
        bytes.extracting(range).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    }

    /// Whether the decoded key is `name`, byte for byte: no Unicode equivalence, as in every other JSON reader.
    static func matches(_ key: JSONKey, _ name: StaticString, in bytes: RawSpan) -> Bool {
        let range = key.range
        guard range.lowerBound >= 0, range.count >= 2, range.upperBound <= bytes.byteCount else { return false }
        if key.hasEscapes {
            let text = string(range, in: bytes)
            return name.withUTF8Buffer { $0.elementsEqual(text.utf8) }
        }
        guard range.count == name.utf8CodeUnitCount + 2 else { return false }
        for index in 0..<name.utf8CodeUnitCount {
            let byte = bytes.unsafeLoad(fromUncheckedByteOffset: range.lowerBound &+ 1 &+ index, as: UInt8.self)
            if byte != name.utf8Start[index] { return false }
        }
        return true
    }

    /// What a hexadecimal digit stands for.
    @inline(__always)
    static func hexDigit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte &- UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte &- UInt8(ascii: "a") &+ 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte &- UInt8(ascii: "A") &+ 10)
        default: nil
        }
    }

    private static func unescaped(_ range: Range<Int>, in bytes: RawSpan) -> String {
        bytes.extracting(range).withUnsafeBytes { source in
            // No escape is longer decoded than written: six bytes become at most three, twelve become four.
            String(unsafeUninitializedCapacity: source.count) { target in
                var decoder = JSONUnescaper(source: source, target: UnsafeMutableRawBufferPointer(target))
                return decoder.decode()
            }
        }
    }
}
