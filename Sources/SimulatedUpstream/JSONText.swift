/// Writes JSON text.
enum JSONText {
    /// A string value with its quotes; escapes only what RFC 8259 §7 demands.
    static func quoted(_ text: some StringProtocol) -> String {
        let text = String(text)
        guard needsEscapes(text) else { return "\"\(text)\"" }
        var out: [UInt8] = [UInt8(ascii: "\"")]
        out.reserveCapacity(text.utf8.count + 8)
        for byte in text.utf8 { append(byte, to: &out) }
        out.append(UInt8(ascii: "\""))
        return String(decoding: out, as: UTF8.self)
    }

    /// A string value, or `null`.
    static func quotedOrNull(_ text: String?) -> String { text.map { quoted($0) } ?? "null" }

    /// An object of members whose values are JSON text already.
    static func object(_ members: [(name: String, json: String)]) -> String {
        "{\(members.map { "\"\($0.name)\":\($0.json)" }.joined(separator: ","))}"
    }

    private static func needsEscapes(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { bytes in
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                if byte < 0x20 || byte == 0x22 || byte == 0x5C { return true }
                index += 1
            }
            return false
        }
    }

    private static func append(_ byte: UInt8, to out: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            out.append(UInt8(ascii: "\\"))
            out.append(byte)
        case UInt8(ascii: "\n"):
            out.append(contentsOf: Array("\\n".utf8))
        case 0..<0x20:
            out.append(contentsOf: Array("\\u00".utf8))
            out.append(contentsOf: Hex.digits(byte))
        default:
            out.append(byte)
        }
    }
}
