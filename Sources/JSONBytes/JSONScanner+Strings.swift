extension JSONScanner {
    /// Passes the string whose opening quote stands at `offset`, and says whether it holds a backslash.
    mutating func passString() throws(JSONError) -> Bool {
        var hasEscapes = false
        var index = offset &+ 1
        while true {
            index = plainEnd(from: index)
            guard index < end else { throw JSONError(.unexpectedEnd, at: end) }
            let byte = byte(index)
            if byte == UInt8(ascii: "\"") {
                offset = index &+ 1
                return hasEscapes
            } else if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                index = try escapeEnd(from: index)
            } else if byte >= 0x80 {
                index = try multiByteEnd(from: index)
            } else {
                throw JSONError(.controlCharacter, at: index)
            }
        }
    }

    /// The first byte from `start` on that needs a look: a quote, a backslash, a control or a non-ASCII byte; or `end`.
    @inline(__always)
    private func plainEnd(from start: Int) -> Int {
        var index = start
        while index &+ 8 <= end {
            let stops = Self.stops(in: word(index))
            if stops != 0 { return index &+ stops.trailingZeroBitCount &>> 3 }
            index &+= 8
        }
        while index < end, Self.isPlain(byte(index)) { index &+= 1 }
        return index
    }

    /// Sets the top bit of the lanes that ``plainEnd(from:)`` stops at.
    ///
    /// Subtracting borrows from the next lane only where a lane is a stop itself, so lanes above the lowest stop may
    /// be wrong and the lowest one never is. `(x ^ 0x22) - 1` has its top bit for a quote, and else only for bytes that
    /// are stops by being non-ASCII.
    @inline(__always)
    static func stops(in word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = (word ^ (ones &* 0x22)) &- ones
        let backslashes = (word ^ (ones &* 0x5C)) &- ones
        let controls = word &- (ones &* 0x20)
        return (quotes | backslashes | controls | word) & (ones &* 0x80)
    }

    @inline(__always)
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
    }

    /// The end of the escape whose backslash stands at `index`.
    ///
    /// A lone surrogate is an escape like any other here.
    @inline(__always)
    private func escapeEnd(from index: Int) throws(JSONError) -> Int {
        guard index &+ 1 < end else { throw JSONError(.unexpectedEnd, at: end) }
        switch byte(index &+ 1) {
        case UInt8(ascii: "n"), UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "t"), UInt8(ascii: "r"),
            UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"):
            return index &+ 2
        case UInt8(ascii: "u"):
            return try unicodeEscapeEnd(from: index)
        default:
            throw JSONError(.invalidEscape, at: index)
        }
    }

    private func unicodeEscapeEnd(from index: Int) throws(JSONError) -> Int {
        for digit in (index &+ 2)..<(index &+ 6) {
            guard digit < end else { throw JSONError(.unexpectedEnd, at: end) }
            guard JSONText.hexDigit(byte(digit)) != nil else { throw JSONError(.invalidEscape, at: index) }
        }
        return index &+ 6
    }

    /// The end of the run of multi-byte UTF-8 sequences that begins at `start`.
    ///
    /// - Note: Source: The Unicode Standard, table 3-7, well-formed UTF-8 byte sequences; RFC 3629 §4.
    private func multiByteEnd(from start: Int) throws(JSONError) -> Int {
        var index = start
        while index < end {
            let lead = byte(index)
            if lead < 0x80 { break }
            let length = Self.sequenceLength(lead)
            guard length > 0, index &+ length <= end else { throw JSONError(.invalidUTF8, at: index) }
            guard Self.seconds(after: lead).contains(byte(index &+ 1)) else { throw JSONError(.invalidUTF8, at: index) }
            if length > 2, byte(index &+ 2) & 0xC0 != 0x80 { throw JSONError(.invalidUTF8, at: index) }
            if length > 3, byte(index &+ 3) & 0xC0 != 0x80 { throw JSONError(.invalidUTF8, at: index) }
            index &+= length
        }
        return index
    }

    /// How many bytes a sequence has that begins with `lead`; 0 if none begins so.
    @inline(__always)
    private static func sequenceLength(_ lead: UInt8) -> Int {
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 0
        }
    }

    /// Which second bytes keep a sequence from being overlong, a surrogate or above U+10FFFF.
    @inline(__always)
    private static func seconds(after lead: UInt8) -> ClosedRange<UInt8> {
        switch lead {
        case 0xE0: 0xA0...0xBF
        case 0xED: 0x80...0x9F
        case 0xF0: 0x90...0xBF
        case 0xF4: 0x80...0x8F
        default: 0x80...0xBF
        }
    }
}
