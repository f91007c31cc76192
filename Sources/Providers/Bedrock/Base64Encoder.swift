/// Base64 with the usual alphabet and padding.
///
/// - Note: Source: RFC 4648 §4 (https://www.rfc-editor.org/rfc/rfc4648#section-4).
enum Base64Encoder {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    /// The text of some bytes, as ASCII: `f` gives `Zg==`.
    static func encode(_ bytes: [UInt8]) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: (bytes.count + 2) / 3 * 4) { text, count in
            alphabet.withUnsafeBufferPointer { alphabet in
                var index = 0
                while index + 2 < bytes.count {
                    let group = Int(bytes[index]) << 16 | Int(bytes[index + 1]) << 8 | Int(bytes[index + 2])
                    text[count] = alphabet[group >> 18]
                    text[count + 1] = alphabet[group >> 12 & 63]
                    text[count + 2] = alphabet[group >> 6 & 63]
                    text[count + 3] = alphabet[group & 63]
                    index += 3
                    count += 4
                }
                guard index < bytes.count else { return }
                let hasTwo = index + 1 < bytes.count
                let group = Int(bytes[index]) << 16 | (hasTwo ? Int(bytes[index + 1]) << 8 : 0)
                text[count] = alphabet[group >> 18]
                text[count + 1] = alphabet[group >> 12 & 63]
                text[count + 2] = hasTwo ? alphabet[group >> 6 & 63] : padding
                text[count + 3] = padding
                count += 4
            }
        }
    }
}
