/// Copies a string's content and resolves the escapes in it.
///
/// Reads only inside the source and writes only inside the target, whatever the source holds.
struct JSONUnescaper {
    private let source: UnsafeRawBufferPointer
    private let target: UnsafeMutableRawBufferPointer
    private var from = 0
    private var to = 0

    /// Makes a decoder; `target` must have at least as many bytes as `source`.
    init(source: UnsafeRawBufferPointer, target: UnsafeMutableRawBufferPointer) {
        precondition(target.count >= source.count)
        self.source = source
        self.target = target
    }

    /// Decodes all of `source` and says how many bytes of `target` that filled.
    mutating func decode() -> Int {
        while from < source.count {
            copyPlain()
            guard from + 1 < source.count else { break }
            from += 2
            switch source[from - 1] {
            case UInt8(ascii: "n"): put(0x0A)
            case UInt8(ascii: "t"): put(0x09)
            case UInt8(ascii: "r"): put(0x0D)
            case UInt8(ascii: "b"): put(0x08)
            case UInt8(ascii: "f"): put(0x0C)
            case UInt8(ascii: "u"): put(unicodeEscape())
            case let literal: put(literal)
            }
        }
        return to
    }

    /// Copies up to the next backslash.
    private mutating func copyPlain() {
        let end = backslash(from: from)
        let run = UnsafeRawBufferPointer(rebasing: source[from..<end])
        UnsafeMutableRawBufferPointer(rebasing: target[to..<(to + run.count)]).copyMemory(from: run)
        to += run.count
        from = end
    }

    private func backslash(from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var index = start
        while index + 8 <= source.count {
            let word = UInt64(littleEndian: source.loadUnaligned(fromByteOffset: index, as: UInt64.self))
            // The lowest lane with its top bit set is the first backslash; see `JSONScanner.stops(in:)`.
            let difference = word ^ (ones &* 0x5C)
            let zeros = (difference &- ones) & ~difference & (ones &* 0x80)
            if zeros != 0 { return index + zeros.trailingZeroBitCount >> 3 }
            index += 8
        }
        while index < source.count, source[index] != UInt8(ascii: "\\") { index += 1 }
        return index
    }

    /// The scalar of the `\u` escape whose digits come next: a surrogate pair as one, a lone surrogate as U+FFFD.
    private mutating func unicodeEscape() -> Unicode.Scalar {
        let unit = codeUnit(at: from)
        from = min(from + 4, source.count)
        guard UTF16.isLeadSurrogate(unit) else { return Unicode.Scalar(unit) ?? Self.replacement }
        guard from + 6 <= source.count, source[from] == UInt8(ascii: "\\"), source[from + 1] == UInt8(ascii: "u") else {
            return Self.replacement
        }
        let trail = codeUnit(at: from + 2)
        guard UTF16.isTrailSurrogate(trail) else { return Self.replacement }
        from += 6
        return UTF16.decode(UTF16.EncodedScalar([unit, trail]))
    }

    private func codeUnit(at start: Int) -> UInt16 {
        var unit: UInt16 = 0
        for index in start..<min(start + 4, source.count) {
            unit = unit &<< 4 | (JSONText.hexDigit(source[index]) ?? 0)
        }
        return unit
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        for byte in Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter { put(byte) }
    }

    private mutating func put(_ byte: UInt8) {
        target[to] = byte
        to += 1
    }

    private static let replacement: Unicode.Scalar = "\u{FFFD}"
}
