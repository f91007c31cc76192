import JSONBytes

/// Text as it stands between the quotes of a JSON string, so that it can be copied from one document into another.
enum EscapedText {
    /// Escapes a text.
    static func bytes(of text: String) -> [UInt8] {
        var json = JSONWriter(capacity: text.utf8.count + 16)
        json.value(text)
        return Array(json.bytes.dropFirst().dropLast())
    }

    /// Escapes a text given in UTF-8.
    static func bytes(of text: RawSpan) -> [UInt8] {
        bytes(of: text.withUnsafeBytes { String(decoding: $0, as: UTF8.self) })
    }

    /// The text itself.
    static func string(_ escaped: [UInt8]) -> String {
        let quoted = [UInt8(ascii: "\"")] + escaped + [UInt8(ascii: "\"")]
        guard let value = try? JSON.validate(quoted.span.bytes) else { return "" }
        return (try? JSON.string(value, in: quoted.span.bytes)) ?? ""
    }

    /// Whether there is nothing in it but white space, as far as models write that.
    ///
    /// Other characters than ASCII count as text.
    static func isWhiteSpace(_ text: RawSpan) -> Bool {
        text.withUnsafeBytes { bytes in
            var index = 0
            while index < bytes.count {
                if bytes[index] == UInt8(ascii: " ") {
                    index += 1
                } else if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count {
                    guard let length = whiteSpaceLength(bytes, after: index + 1) else { return false }
                    index += length
                } else {
                    return false
                }
            }
            return true
        }
    }

    /// The length of the escape whose second byte is at `index`, if it stands for white space.
    private static func whiteSpaceLength(_ bytes: UnsafeRawBufferPointer, after index: Int) -> Int? {
        switch bytes[index] {
        case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r"), UInt8(ascii: "f"): return 2
        case UInt8(ascii: "u"):
            let digits = bytes[index...].dropFirst().prefix(4)
            let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16) ?? .max
            return (0x09...0x0D).contains(unit) || unit == 0x20 ? 6 : nil
        default: return nil
        }
    }
}
