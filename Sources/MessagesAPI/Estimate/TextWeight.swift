/// How many characters of a kind of text make one token of the tokenizer before Claude 4.7.
///
/// Rules of thumb, not measured: about four characters a token of English prose; code and JSON have shorter words and
/// more punctuation. Each figure is set a little low, so that the estimate is rather too high.
enum TextWeight: Double {
    /// Prompts and answers; 4.0 in English.
    case prose = 3.8
    /// Files and listings, which is what most tool results are; 3.0 to 3.3.
    case code = 3.2
    /// Schemas and arguments.
    case json = 3.0

    /// Characters of two bytes in UTF-8 (accents, Greek, Cyrillic, Hebrew, Arabic) to a token.
    private static let twoByte = 2.0
    /// Characters of three bytes (above all Chinese, Japanese, Korean: 1.0 to 1.5) to a token.
    private static let threeByte = 1.2
    /// Characters of four bytes (emoji, rare scripts) to a token.
    private static let fourByte = 0.5

    /// The tokens of a text.
    func tokens(of text: String) -> Double {
        var text = text
        return text.withUTF8 { tokens(of: UnsafeRawBufferPointer($0)) }
    }

    /// The tokens of a text in UTF-8.
    func tokens(of text: UnsafeRawBufferPointer) -> Double {
        let (two, three, four) = Self.multiByte(text)
        let one = text.count - 2 * two - 3 * three - 4 * four
        return Double(one) / rawValue + Double(two) / Self.twoByte + Double(three) / Self.threeByte
            + Double(four) / Self.fourByte
    }

    /// How many characters have two, three and four bytes.
    private static func multiByte(_ text: UnsafeRawBufferPointer) -> (two: Int, three: Int, four: Int) {
        var totals = (two: 0, three: 0, four: 0)
        var index = 0
        while index &+ 8 <= text.count {
            add(text.loadUnaligned(fromByteOffset: index, as: UInt64.self), to: &totals)
            index &+= 8
        }
        for byte in text[index...] { add(UInt64(byte), to: &totals) }
        return totals
    }

    /// Counts first bytes, eight bytes at once: one has its two top bits set, and a further one for each byte that follows
    /// the second.
    @inline(__always)
    private static func add(_ word: UInt64, to totals: inout (two: Int, three: Int, four: Int)) {
        let tops: UInt64 = 0x8080_8080_8080_8080
        guard word & tops != 0 else { return }
        let leads = word & word &<< 1 & tops
        let longer = leads & word &<< 2
        let longest = longer & word &<< 3
        totals.two += leads.nonzeroBitCount - longer.nonzeroBitCount
        totals.three += longer.nonzeroBitCount - longest.nonzeroBitCount
        totals.four += longest.nonzeroBitCount
    }
}
