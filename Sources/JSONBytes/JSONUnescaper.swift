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

    /// Copies up to the next backslash, eight bytes at once; those behind the backslash are written over.
    ///
    /// No escape is longer decoded than written, so that the target has room for as many bytes as are read.
    @inline(__always)
    private mutating func copyPlain() {
        // Variables of their own, which need not be stored on each turn.
        var (from, to) = (from, to)
        defer { (self.from, self.to) = (from, to) }
        while from &+ 8 <= source.count {
            let word = UInt64(littleEndian: source.loadUnaligned(fromByteOffset: from, as: UInt64.self))
            target.storeBytes(of: word.littleEndian, toByteOffset: to, as: UInt64.self)
            let stops = Self.backslashes(in: word)
            // A branch, so that the processor goes on with the next word before it knows what is in this one.
            guard stops == 0 else {
                let plain = stops.trailingZeroBitCount &>> 3
                from &+= plain
                to &+= plain
                return
            }
            from &+= 8
            to &+= 8
        }
        while from < source.count, source[from] != UInt8(ascii: "\\") {
            target[to] = source[from]
            from &+= 1
            to &+= 1
        }
    }

    /// Sets the top bit of the lowest lane that is a backslash; lanes above it may be wrong, see `JSONScanner.stops(in:)`.
    @inline(__always)
    private static func backslashes(in word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let difference = word ^ (ones &* 0x5C)
        return (difference &- ones) & ~difference & (ones &* 0x80)
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
