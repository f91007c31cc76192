package import NIOCore

/// Decodes base64 into a buffer, four characters at a time.
///
/// Strict: the standard alphabet, padded to a multiple of four, nothing between the characters. Bits that padding leaves
/// unused are ignored.
/// - Note: Source: RFC 4648 §4.
package enum Base64Decoder {
    /// The text was not base64.
    package struct Failure: Error, Equatable {}

    /// Appends what `text` stands for to `buffer`.
    ///
    /// On failure the buffer's readable bytes stay as they were.
    package static func decode(_ text: RawSpan, into buffer: inout ByteBuffer) throws(Failure) {
        guard text.byteCount % 4 == 0 else { throw Failure() }
        guard text.byteCount > 0 else { return }
        let capacity = text.byteCount / 4 * 3
        let written = buffer.writeWithUnsafeMutableBytes(minimumWritableBytes: capacity) { output in
            text.withUnsafeBytes { text in
                tables.withUnsafeBufferPointer { tables in decode(text, to: output, tables: tables) } ?? 0
            }
        }
        // Four characters or more always stand for at least one byte, so nothing written means that they were refused.
        guard written > 0 else { throw Failure() }
    }

    /// Writes the bytes and returns their number; `nil` if `text` is not base64.
    private static func decode(
        _ text: UnsafeRawBufferPointer,
        to output: UnsafeMutableRawBufferPointer,
        tables: UnsafeBufferPointer<UInt32>
    ) -> Int? {
        var written = 0
        var seen: UInt32 = 0
        for group in stride(from: 0, to: text.count - 4, by: 4) {
            let bits = bits(text, at: group, tables: tables)
            seen |= bits
            // The fourth byte written is noise; the next group, of which there always is one, puts its own there.
            output.storeBytes(of: bits.bigEndian, toByteOffset: written, as: UInt32.self)
            written &+= 3
        }
        guard seen & refused == 0 else { return nil }
        return last(text, to: output, at: written, tables: tables)
    }

    /// The last four characters, of which one or two may be padding.
    private static func last(
        _ text: UnsafeRawBufferPointer,
        to output: UnsafeMutableRawBufferPointer,
        at written: Int,
        tables: UnsafeBufferPointer<UInt32>
    ) -> Int? {
        let pad = UInt8(ascii: "=")
        var group = (text[text.count - 4], text[text.count - 3], text[text.count - 2], text[text.count - 1])
        let padding = group.3 != pad ? 0 : group.2 != pad ? 1 : 2
        if padding > 0 { group.3 = UInt8(ascii: "A") }
        if padding > 1 { group.2 = UInt8(ascii: "A") }
        let bits = withUnsafeBytes(of: group) { self.bits($0, at: 0, tables: tables) }
        guard bits & refused == 0 else { return nil }
        for byte in 0..<3 - padding {
            output[written + byte] = UInt8(truncatingIfNeeded: bits >> UInt32(24 - 8 * byte))
        }
        return written + 3 - padding
    }

    /// What four characters stand for, in the upper 24 bits.
    @inline(__always)
    private static func bits(
        _ text: UnsafeRawBufferPointer,
        at offset: Int,
        tables: UnsafeBufferPointer<UInt32>
    ) -> UInt32 {
        tables[Int(text[offset])] | tables[0x100 | Int(text[offset &+ 1])]
            | tables[0x200 | Int(text[offset &+ 2])] | tables[0x300 | Int(text[offset &+ 3])]
    }

    /// Marks a character outside the alphabet, in the bits that no character uses.
    private static let refused: UInt32 = 1

    /// The bits of each character by its code, for each of its four places: four tables of 256 entries.
    private static let tables: [UInt32] = {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var tables = [UInt32](repeating: refused, count: 4 * 256)
        for (value, character) in alphabet.enumerated() {
            for place in 0..<4 { tables[place << 8 | Int(character)] = UInt32(value) << UInt32(26 - 6 * place) }
        }
        return tables
    }()
}
