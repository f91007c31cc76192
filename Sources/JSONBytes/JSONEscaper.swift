/// Copies text as the content of a JSON string, and escapes in it what the grammar demands.
enum JSONEscaper {
    /// Most bytes that one byte becomes: `\u001f`.
    private static let growth = 6
    /// Bytes that are copied at once; those behind a byte that must be escaped are written over.
    private static let step = 8

    /// The room in bytes that so many bytes of text need at most.
    static func capacity(for count: Int) -> Int { count * growth + step }

    /// Encodes all of `source` and says how many bytes of `target` that filled.
    ///
    /// Reads only inside the source and writes only inside the target, which must have ``capacity(for:)`` bytes.
    static func encode(_ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer) -> Int {
        precondition(target.count >= capacity(for: source.count))
        // Variables of their own and not of a value in memory, which the compiler would store on each turn.
        var from = 0
        var to = 0
        while from &+ step <= source.count {
            let word = UInt64(littleEndian: source.loadUnaligned(fromByteOffset: from, as: UInt64.self))
            target.storeBytes(of: word.littleEndian, toByteOffset: to, as: UInt64.self)
            let stops = stops(in: word)
            // A branch, so that the processor goes on with the next word before it knows what is in this one.
            guard stops != 0 else {
                from &+= step
                to &+= step
                continue
            }
            let plain = stops.trailingZeroBitCount &>> 3
            from &+= plain
            to &+= plain
            to = put(source[from], at: to, in: target)
            from &+= 1
        }
        for byte in source[from...] { to = put(byte, at: to, in: target) }
        return to
    }

    /// Sets the top bit of the lanes that must be escaped.
    ///
    /// Lanes above the lowest of them may be wrong, the lowest never is; see `JSONScanner.stops(in:)`, from which this
    /// differs in that bytes above 0x7F are plain.
    @inline(__always)
    private static func stops(in word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = (word ^ (ones &* 0x22)) &- ones
        let backslashes = (word ^ (ones &* 0x5C)) &- ones
        let controls = word &- (ones &* 0x20)
        return (quotes | backslashes | controls) & ~word & (ones &* 0x80)
    }

    /// Writes a byte, escaped if it must be, and says where the next one goes.
    @inline(__always)
    private static func put(_ byte: UInt8, at to: Int, in target: UnsafeMutableRawBufferPointer) -> Int {
        let letter: UInt8
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): letter = byte
        case 0x20...:
            target[to] = byte
            return to &+ 1
        case 0x0A: letter = UInt8(ascii: "n")
        case 0x09: letter = UInt8(ascii: "t")
        case 0x0D: letter = UInt8(ascii: "r")
        case 0x08: letter = UInt8(ascii: "b")
        case 0x0C: letter = UInt8(ascii: "f")
        default: return putUnicode(byte, at: to, in: target)
        }
        target[to] = UInt8(ascii: "\\")
        target[to &+ 1] = letter
        return to &+ 2
    }

    private static func putUnicode(_ byte: UInt8, at to: Int, in target: UnsafeMutableRawBufferPointer) -> Int {
        let digit = byte & 0x0F
        let digits = (byte >> 4 + UInt8(ascii: "0"), digit + (digit < 10 ? UInt8(ascii: "0") : UInt8(ascii: "a") - 10))
        let start = UnsafeMutableRawBufferPointer(rebasing: target[to..<(to + growth)])
        start.copyBytes(from: [UInt8(ascii: "\\"), UInt8(ascii: "u"), 0x30, 0x30, digits.0, digits.1])
        return to + growth
    }
}
