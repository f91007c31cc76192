/// Breaks a text in a few places.
enum Mutation {
    private static let pieces = [
        ":", ": ", "-", "- ", "\n", "  ", "\t", "\"", "'", "[", "]", "{", "}", "&a ", "*a", "<<: *a", "? ", "|", ">",
        "#",
        "!!int ", "%YAML 1.1", "---\n", "...", "${", "}", "${X}", "${file:/x}", "$", "@", "`", "\u{0}", "\u{7F}",
        "\u{85}",
        "\u{2028}", "\u{FEFF}", "\u{1F600}", "\u{301}", "\r", "~", "null", "99999999999999999999", "-1", "0x1F", "1e9",
        "model:", "api_key:", "port: 1\n  port: 2\n", "\\", "\\u0000", "=", ",",
    ]

    /// One to five insertions, removals, repetitions or swaps at random places.
    ///
    /// The words in `whole` are not cut, for a test looks for them.
    static func mutate(
        _ text: String,
        keeping whole: [String] = [],
        using generator: inout SeededGenerator
    ) -> String {
        var scalars = split(text, keeping: whole)
        for _ in 0..<Int.random(in: 1...5, using: &generator) {
            let start = Int.random(in: 0...scalars.count, using: &generator)
            let end = min(scalars.count, start + Int.random(in: 0...12, using: &generator))
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: scalars.insert(pieces.randomElement(using: &generator) ?? "", at: start)
            case 1: scalars.removeSubrange(start..<end)
            case 2: scalars.insert(contentsOf: scalars[start..<end], at: start)
            default:
                let moved = Array(scalars[start..<end])
                scalars.removeSubrange(start..<end)
                scalars.insert(contentsOf: moved, at: Int.random(in: 0...scalars.count, using: &generator))
            }
        }
        return scalars.joined()
    }

    private static func split(_ text: String, keeping whole: [String]) -> [String] {
        var parts: [String] = []
        var rest = Substring(text)
        while !rest.isEmpty {
            let word = whole.first(where: rest.hasPrefix)
            let count = word?.count ?? 1
            parts.append(String(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        return parts
    }
}
