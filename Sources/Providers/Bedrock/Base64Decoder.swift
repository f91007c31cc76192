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
                values.withUnsafeBufferPointer { values in decode(text, to: output, values: values) } ?? 0
            }
        }
        // Four characters or more always stand for at least one byte, so nothing written means that they were refused.
        guard written > 0 else { throw Failure() }
    }

    /// Writes the bytes and returns their number; `nil` if `text` is not base64.
    private static func decode(
        _ text: UnsafeRawBufferPointer,
        to output: UnsafeMutableRawBufferPointer,
        values: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        var written = 0
        var seen: UInt8 = 0
        for group in stride(from: 0, to: text.count - 4, by: 4) {
            let a = values[Int(text[group])]
            let b = values[Int(text[group + 1])]
            let c = values[Int(text[group + 2])]
            let d = values[Int(text[group + 3])]
            seen |= a | b | c | d
            output[written] = a << 2 | b >> 4
            output[written + 1] = b << 4 | c >> 2
            output[written + 2] = c << 6 | d
            written += 3
        }
        guard seen & refused == 0 else { return nil }
        return last(text, to: output, at: written, values: values)
    }

    /// The last four characters, of which one or two may be padding.
    private static func last(
        _ text: UnsafeRawBufferPointer,
        to output: UnsafeMutableRawBufferPointer,
        at written: Int,
        values: UnsafeBufferPointer<UInt8>
    ) -> Int? {
        let end = text.count
        let isPadded = text[end - 1] == UInt8(ascii: "=")
        let padding = isPadded ? (text[end - 2] == UInt8(ascii: "=") ? 2 : 1) : 0
        let a = values[Int(text[end - 4])]
        let b = values[Int(text[end - 3])]
        let c = padding > 1 ? 0 : values[Int(text[end - 2])]
        let d = padding > 0 ? 0 : values[Int(text[end - 1])]
        guard (a | b | c | d) & refused == 0 else { return nil }
        output[written] = a << 2 | b >> 4
        if padding < 2 { output[written + 1] = b << 4 | c >> 2 }
        if padding < 1 { output[written + 2] = c << 6 | d }
        return written + 3 - padding
    }

    /// Marks a character outside the alphabet; values of the alphabet are below it.
    private static let refused: UInt8 = 0x80

    /// The six bits of each character, by its code.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: refused, count: 256)
        let ranges: [ClosedRange<Character>] = ["A"..."Z", "a"..."z", "0"..."9", "+"..."+", "/"..."/"]
        let alphabet = ranges.flatMap { range in
            (range.lowerBound.asciiValue ?? 0)...(range.upperBound.asciiValue ?? 0)
        }
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()
}
