/// What one line of block-style YAML says about indentation, without a full parse.
///
/// Columns are from 1.
struct YAMLLine {
    /// Where the first character stands that is not a space; for `- key: x` that of the dash.
    let indent: Int
    /// Where the key stands; behind the dash if the line opens a list item.
    let keyColumn: Int
    /// The line opens a list item.
    let hasDash: Bool
    /// The key, without quotes.
    let key: String
    /// What follows the colon, without surrounding spaces and comment.
    let rest: String

    /// `nil` for lines that are not `key: …` or `- key: …`: blank, comment, plain text, flow style.
    init?(_ line: String) {
        let scalars = Array(line.unicodeScalars)
        var index = Self.skipSpaces(scalars, from: 0)
        let indent = index + 1
        let hasDash = index + 1 < scalars.count && scalars[index] == "-" && scalars[index + 1] == " "
        if hasDash { index = Self.skipSpaces(scalars, from: index + 1) }
        let start = index
        guard let end = Self.endOfKey(scalars, from: start) else { return nil }
        self.indent = indent
        self.keyColumn = start + 1
        self.hasDash = hasDash
        key = Self.text(scalars[start..<end].filter { $0 != "\"" && $0 != "'" })
        let after = scalars[min(end + 1, scalars.count)...]
        rest = Self.text(Self.trimmed(after))
    }

    /// The line holds nothing but spaces or a comment.
    static func isBlank(_ line: String) -> Bool {
        let first = line.unicodeScalars.first { $0 != " " && $0 != "\t" }
        return first == nil || first == "#"
    }

    private static func skipSpaces(_ scalars: [Unicode.Scalar], from start: Int) -> Int {
        scalars[start...].firstIndex { $0 != " " } ?? scalars.count
    }

    /// The index of the colon behind a key of letters, digits, `_`, `-`, `.`, quoted or not.
    private static func endOfKey(_ scalars: [Unicode.Scalar], from start: Int) -> Int? {
        guard let colon = scalars[start...].firstIndex(where: { !isKeyScalar($0) }), colon > start else { return nil }
        guard scalars[colon] == ":" else { return nil }
        let next = colon + 1
        return next == scalars.count || scalars[next] == " " ? colon : nil
    }

    private static func isKeyScalar(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "_-.\"'".unicodeScalars.contains(scalar)
            || (0xE000...0xF8FF).contains(scalar.value)
    }

    private static func trimmed(_ scalars: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
        var rest = Array(scalars.drop { $0 == " " })
        if rest.first == "#" { return [] }
        while rest.last == " " { rest.removeLast() }
        return rest
    }

    private static func text(_ scalars: [Unicode.Scalar]) -> String {
        String(String.UnicodeScalarView(scalars))
    }
}
