/// Decodes the start of a base64 text, for looking at a file's header without decoding the file.
enum Base64Prefix {
    /// The first bytes, at most `limit`; ends early at the first character that is not base64.
    ///
    /// - Note: Source: RFC 4648 §4; the characters of §5 are taken as well.
    static func decode(_ text: String, limit: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(limit, text.utf8.count / 4 * 3 + 3))
        var bits: UInt32 = 0
        var count = 0
        for character in text.utf8 {
            guard bytes.count < limit, let digit = digit(character) else { break }
            bits = bits << 6 | digit
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }

    private static func digit(_ character: UInt8) -> UInt32? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a") + 26)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0") + 52)
        case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
        case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
        default: nil
        }
    }
}
