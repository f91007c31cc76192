import JSONBytes

/// Makes random values, spells them in random ways, and damages the result.
enum JSONGenerator {
    static func model(depth: Int = 0, using random: inout SplitMix64) -> JSONModel {
        switch Int.random(in: 0..<(depth < 4 ? 10 : 6), using: &random) {
        case 0: return .null
        case 1: return .boolean(Bool.random(using: &random))
        case 2, 3: return .number(number(using: &random))
        case 4, 5: return .string(Array(string(using: &random).utf8))
        case 6, 7:
            return .array(
                (0..<Int.random(in: 0...5, using: &random)).map { _ in model(depth: depth + 1, using: &random) }
            )
        default:
            // Names are numbered: what a reader does with duplicates is tested elsewhere.
            return .object(
                (0..<Int.random(in: 0...5, using: &random)).map { index in
                    .init(Array("\(index)\(string(using: &random))".utf8), model(depth: depth + 1, using: &random))
                }
            )
        }
    }

    private static func number(using random: inout SplitMix64) -> String {
        var text = Bool.random(using: &random) ? "-" : ""
        text += String(Int.random(in: 0...99_999, using: &random))
        if Bool.random(using: &random) { text += ".\(Int.random(in: 0...9_999, using: &random))" }
        if Int.random(in: 0..<4, using: &random) == 0 {
            text +=
                (["e", "E", "e+", "E-", "e-"].randomElement(using: &random) ?? "e")
                + String(Int.random(in: 0...20, using: &random))
        }
        return text
    }

    private static func string(using random: inout SplitMix64) -> String {
        let pieces = [
            "a", "xyz", "plain words here", "\n", "\"", "\\", "/", "\t", "\u{0}", "\u{1F}", "\u{E9}", "\u{20AC}",
            "\u{1F600}", "e\u{301}", " ",
            "\u{7F}", "\u{FFFF}", "\u{2028}", "{", "]", ",",
        ]
        return (0..<Int.random(in: 0...8, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
            .joined()
    }

    /// `model` as JSON with white space and escapes put in at random.
    static func spell(_ model: JSONModel, using random: inout SplitMix64) -> [UInt8] {
        var bytes = space(using: &random)
        switch model {
        case .object(let members):
            bytes.append(UInt8(ascii: "{"))
            for (index, member) in members.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                bytes +=
                    space(using: &random) + spell(text: member.name, using: &random) + space(using: &random) + [
                        UInt8(ascii: ":")
                    ]
                bytes += spell(member.value, using: &random)
            }
            bytes += space(using: &random) + [UInt8(ascii: "}")]
        case .array(let elements):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in elements.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                bytes += spell(element, using: &random)
            }
            bytes += space(using: &random) + [UInt8(ascii: "]")]
        case .string(let text): bytes += spell(text: text, using: &random)
        case .number(let text): bytes += Array(text.utf8)
        case .boolean(let flag): bytes += Array("\(flag)".utf8)
        case .null: bytes += Array("null".utf8)
        }
        return bytes + space(using: &random)
    }

    private static func spell(text: [UInt8], using random: inout SplitMix64) -> [UInt8] {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
            if scalar.value < 0x20 || scalar == "\"" || scalar == "\\" || Int.random(in: 0..<8, using: &random) == 0 {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16, uppercase: Bool.random(using: &random))
                    bytes += Array("\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8)
                }
            } else {
                bytes += Array(String(scalar).utf8)
            }
        }
        return bytes + [UInt8(ascii: "\"")]
    }

    private static func space(using random: inout SplitMix64) -> [UInt8] {
        guard Int.random(in: 0..<4, using: &random) == 0 else { return [] }
        return (0..<Int.random(in: 1...3, using: &random)).map { _ in
            [0x20, 0x0A, 0x0D, 0x09].randomElement(using: &random) ?? 0x20
        }
    }

    /// `bytes` with one to three small damages: bytes changed, removed, doubled or put in.
    static func mutate(_ bytes: [UInt8], using random: inout SplitMix64) -> [UInt8] {
        let interesting =
            Array("{}[]:,\"\\ue+-.019tfn \n/".utf8) + [
                0x00, 0x1F, 0x7F, 0x80, 0xBF, 0xC0, 0xC3, 0xE2, 0xED, 0xF0, 0xF4, 0xFF,
            ]
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            let byte = interesting.randomElement(using: &random) ?? 0
            switch Int.random(in: 0..<5, using: &random) {
            case 0 where place < bytes.count: bytes[place] = byte
            case 1 where place < bytes.count: bytes.remove(at: place)
            case 2 where place < bytes.count: bytes.insert(bytes[place], at: place)
            case 3: bytes = Array(bytes[..<place])
            default: bytes.insert(byte, at: place)
            }
        }
        return bytes
    }
}
