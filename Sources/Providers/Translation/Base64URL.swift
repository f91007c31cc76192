/// Base64 that can stand in names and addresses: `-` and `_` for `+` and `/`, and no padding.
///
/// - Note: Source: RFC 4648 §5 (https://www.rfc-editor.org/rfc/rfc4648#section-5).
enum Base64URL {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    /// The value of each ASCII character; 64 for those that are none of the alphabet.
    private static let values: [UInt8] = {
        var values = [UInt8](repeating: 64, count: 256)
        for (value, character) in alphabet.enumerated() { values[Int(character)] = UInt8(value) }
        return values
    }()

    /// The text of some bytes: `f` gives `Zg`.
    static func encode(_ bytes: [UInt8]) -> String {
        String(unsafeUninitializedCapacity: (bytes.count * 4 + 2) / 3) { text in
            var count = 0
            var bits = 0
            var held = 0
            for byte in bytes {
                held = (held << 8 | Int(byte)) & 0xFFFF
                bits += 8
                while bits >= 6 {
                    bits -= 6
                    text[count] = alphabet[held >> bits & 63]
                    count += 1
                }
            }
            guard bits > 0 else { return count }
            text[count] = alphabet[held << (6 - bits) & 63]
            return count + 1
        }
    }

    /// The bytes of a text; `nil` if it has any other character, a length that cannot be, or bits that are left over.
    static func decode(_ text: Substring) -> [UInt8]? {
        guard text.utf8.count % 4 != 1 else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count * 3 / 4)
        var bits = 0
        var held = 0
        for character in text.utf8 {
            let value = values[Int(character)]
            guard value < 64 else { return nil }
            held = (held << 6 | Int(value)) & 0xFFFF
            bits += 6
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8(truncatingIfNeeded: held >> bits))
        }
        return held & (1 << bits - 1) == 0 ? bytes : nil
    }
}
