import Testing

@testable import MessagesAPI

/// Characters are counted by eight bytes at once: nothing may depend on where in such a word one begins.
struct TextWeightTests {
    @Test("Characters of each length are counted wherever they stand", arguments: [TextWeight.prose, .code, .json])
    func places(_ weight: TextWeight) {
        for scalar in ["a", "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{FFFF}", "\u{10000}", "\u{10FFFF}"] {
            for before in 0..<10 {
                for repeats in 0..<10 {
                    let text = String(repeating: "x", count: before) + String(repeating: scalar, count: repeats) + "yz"

                    #expect(abs(weight.tokens(of: text) - Self.tokens(of: text, as: weight)) < 1e-9)
                }
            }
        }
    }

    /// Counts one character after the other.
    private static func tokens(of text: String, as weight: TextWeight) -> Double {
        text.unicodeScalars.reduce(0) { sum, scalar in
            switch UTF8.width(scalar) {
            case 1: sum + 1 / weight.rawValue
            case 2: sum + 1 / 2.0
            case 3: sum + 1 / 1.2
            default: sum + 1 / 0.5
            }
        }
    }
}
