/// The whole numbers in an error's words, found by the words around them.
struct TextNumbers {
    /// Most digits of a number; no count of tokens has as many.
    private static let digitLimit = 12

    /// The words, in lower case.
    let text: String

    /// The number that follows the first of these phrases that is there with one; spaces, quotes and a bracket may come
    /// between.
    func after(_ phrases: [String]) -> Int? {
        for phrase in phrases {
            for range in text.ranges(of: phrase) {
                let rest = text[range.upperBound...].drop { " `'\":=([~".contains($0) }
                if let number = Self.leading(rest) { return number }
            }
        }
        return nil
    }

    /// The sum of the numbers that stand before these phrases; `nil` if there is none.
    func sum(before phrases: [String]) -> Int? {
        var sum: Int?
        for phrase in phrases {
            for range in text.ranges(of: phrase) {
                guard let number = Self.trailing(text[..<range.lowerBound]) else { continue }
                sum = (sum ?? 0) + number
            }
        }
        return sum
    }

    /// All numbers, in their order.
    var all: [Int] {
        text.split { !Self.isDigit($0) && $0 != "," }.compactMap(Self.number)
    }

    private static func leading(_ text: Substring) -> Int? {
        number(text.prefix { isDigit($0) || $0 == "," })
    }

    private static func trailing(_ text: Substring) -> Int? {
        var rest = text
        while rest.last == " " || rest.last == "`" { rest.removeLast() }
        let start = rest.lastIndex { !isDigit($0) && $0 != "," }.map { rest.index(after: $0) } ?? rest.startIndex
        return number(rest[start...])
    }

    /// `131,072` is 131072.
    private static func number(_ text: Substring) -> Int? {
        let digits = text.filter { $0 != "," }
        return digits.count <= digitLimit ? Int(digits) : nil
    }

    private static func isDigit(_ character: Character) -> Bool { ("0"..."9").contains(character) }
}
