import JSONBytes
import Testing

struct UTF8Tests {
    private func isAccepted(_ content: [UInt8], padding: Int = 0) -> Bool {
        let pad = [UInt8](repeating: UInt8(ascii: "x"), count: padding)
        let document = [UInt8(ascii: "\"")] + pad + content + pad + [UInt8(ascii: "\"")]
        return (try? Document(document).validate()) != nil
    }

    @Test("The code points at both sides of every boundary are judged as the standard says")
    func boundaries() {
        let valid: [UInt32] = [
            0x80, 0x7FF, 0x800, 0xFFF, 0x1000, 0xCFFF, 0xD000, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x3FFFF, 0x40000,
            0xFFFFF,
            0x100000, 0x10FFFF,
        ]
        let invalid: [UInt32] = [0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0x110000, 0x13FFFF, 0x140000, 0x1FFFFF]
        for code in valid {
            for pad in 0...16 { #expect(isAccepted(Self.encode(code), padding: pad), "U+\(String(code, radix: 16))") }
        }
        for code in invalid {
            for pad in 0...16 { #expect(!isAccepted(Self.encode(code), padding: pad), "U+\(String(code, radix: 16))") }
        }
    }

    @Test(
        "Overlong forms are refused",
        arguments: [
            [0xC0, 0x80], [0xC0, 0xAF], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x80, 0xAF], [0xE0, 0x9F, 0xBF],
            [0xF0, 0x80, 0x80, 0x80],
            [0xF0, 0x80, 0x80, 0xAF], [0xF0, 0x8F, 0xBF, 0xBF], [0xF8, 0x80, 0x80, 0x80, 0xAF],
            [0xFC, 0x80, 0x80, 0x80, 0x80, 0xAF], [0xC0, 0xA2],
        ] as [[UInt8]]
    )
    func overlong(_ content: [UInt8]) { #expect(!isAccepted(content)) }

    @Test(
        "Stray and missing continuation bytes are refused",
        arguments: [
            [0x80], [0xBF], [0xC2], [0xC2, 0x20], [0xC2, 0xC2], [0xE2, 0x82], [0xE2, 0x82, 0x20], [0xE2, 0x20, 0xAC],
            [0xF0, 0x9F, 0x98],
            [0xF0, 0x9F, 0x98, 0x20], [0xF0, 0x9F, 0x20, 0x80], [0xC3, 0xA9, 0xA9], [0xFE], [0xFF],
            [0xF5, 0x80, 0x80, 0x80], [0xE9],
        ] as [[UInt8]]
    )
    func broken(_ content: [UInt8]) { #expect(!isAccepted(content)) }

    @Test("Sequences cut off by the end of the document are refused")
    func cutOff() {
        for content in [[0xC3], [0xE2, 0x82], [0xE2], [0xF0, 0x9F, 0x98], [0xF0, 0x9F], [0xF0]] as [[UInt8]] {
            let document = [UInt8(ascii: "\"")] + content
            let error = #expect(throws: JSONError.self) { try Document(document).validate() }
            #expect(error?.kind == .invalidUTF8)
        }
    }

    @Test(
        "Every pair of bytes, and every triple and quadruple of boundary bytes, is judged as the standard library does"
    )
    func exhaustive() {
        let edges: [UInt8] = [
            0x20, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF,
            0xF0, 0xF1,
            0xF3, 0xF4, 0xF5, 0xFF,
        ]
        var sequences: [[UInt8]] = []
        for first in UInt8(0x80)...0xFF { for second in UInt8(0x80)...0xFF { sequences.append([first, second]) } }
        for first in edges {
            for second in edges {
                for third in edges {
                    sequences.append([first, second, third])
                    for fourth in edges { sequences.append([first, second, third, fourth]) }
                }
            }
        }

        let wrong = sequences.filter { isAccepted($0) != (String(validating: $0, as: UTF8.self) != nil) }

        #expect(wrong.isEmpty)
    }

    private static func encode(_ code: UInt32) -> [UInt8] {
        func low(_ shift: UInt32) -> UInt8 { UInt8(0x80 | (code >> shift & 0x3F)) }
        return switch code {
        case ..<0x80: [UInt8(code)]
        case ..<0x800: [UInt8(0xC0 | code >> 6), low(0)]
        case ..<0x10000: [UInt8(0xE0 | code >> 12), low(6), low(0)]
        default: [UInt8(0xF0 | code >> 18), low(12), low(6), low(0)]
        }
    }
}
