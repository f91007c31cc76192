/// Base64 with padding, of RFC 4648 §4.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        let length = (bytes.count + 2) / 3 * 4
        return String(unsafeUninitializedCapacity: length) { out in
            var (read, write) = (0, 0)
            while read < bytes.count {
                let left = min(3, bytes.count - read)
                let second = left > 1 ? Int(bytes[read + 1]) : 0
                let bits = Int(bytes[read]) << 16 | second << 8 | (left > 2 ? Int(bytes[read + 2]) : 0)
                out[write] = alphabet[bits >> 18]
                out[write + 1] = alphabet[bits >> 12 & 63]
                out[write + 2] = left > 1 ? alphabet[bits >> 6 & 63] : UInt8(ascii: "=")
                out[write + 3] = left > 2 ? alphabet[bits & 63] : UInt8(ascii: "=")
                (read, write) = (read + 3, write + 4)
            }
            return length
        }
    }

    /// The bytes of canonical base64 text, or `nil`.
    static func decode(_ text: [UInt8]) -> [UInt8]? {
        guard text.count.isMultiple(of: 4) else { return nil }
        let body = text.prefix { $0 != UInt8(ascii: "=") }
        guard text.count - body.count <= 2 else { return nil }
        guard text.dropFirst(body.count).allSatisfy({ $0 == UInt8(ascii: "=") }) else { return nil }
        var out: [UInt8] = []
        out.reserveCapacity(text.count / 4 * 3)
        var bits = 0
        var width = 0
        for byte in body {
            guard let value = value(of: byte) else { return nil }
            bits = (bits << 6 | value) & 0xFFFFFF
            width += 6
            if width >= 8 {
                width -= 8
                out.append(UInt8(truncatingIfNeeded: bits >> width))
            }
        }
        return out
    }

    private static func value(of byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): Int(byte - UInt8(ascii: "A"))
        case UInt8(ascii: "a")...UInt8(ascii: "z"): Int(byte - UInt8(ascii: "a")) + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0")) + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }
}
