/// Base64 with padding, of RFC 4648 §4.
enum Base64 {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

    static func encode(_ bytes: [UInt8]) -> String {
        var out: [UInt8] = []
        out.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index + 2 < bytes.count {
            append(bytes[index], bytes[index + 1], bytes[index + 2], digits: 4, to: &out)
            index += 3
        }
        switch bytes.count - index {
        case 1: append(bytes[index], 0, 0, digits: 2, to: &out)
        case 2: append(bytes[index], bytes[index + 1], 0, digits: 3, to: &out)
        default: break
        }
        return String(decoding: out, as: UTF8.self)
    }

    private static func append(_ first: UInt8, _ second: UInt8, _ third: UInt8, digits: Int, to out: inout [UInt8]) {
        let bits = Int(first) << 16 | Int(second) << 8 | Int(third)
        for digit in 0..<4 {
            out.append(digit < digits ? alphabet[bits >> (18 - 6 * digit) & 63] : UInt8(ascii: "="))
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
