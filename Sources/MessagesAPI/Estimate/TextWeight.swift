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
    ///
    /// Counts first bytes in rounds that fit into a byte, since such a loop becomes vector instructions.
    private static func multiByte(_ text: UnsafeRawBufferPointer) -> (two: Int, three: Int, four: Int) {
        var totals = (two: 0, three: 0, four: 0)
        var start = 0
        while start < text.count {
            let end = min(start + Int(UInt8.max), text.count)
            var (two, three, four): (UInt8, UInt8, UInt8) = (0, 0, 0)
            for byte in text[start..<end] {
                two &+= byte >= 0xC0 && byte < 0xE0 ? 1 : 0
                three &+= byte >= 0xE0 && byte < 0xF0 ? 1 : 0
                four &+= byte >= 0xF0 ? 1 : 0
            }
            totals.two += Int(two)
            totals.three += Int(three)
            totals.four += Int(four)
            start = end
        }
        return totals
    }
}
