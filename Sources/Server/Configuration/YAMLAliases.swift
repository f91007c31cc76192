/// A look at a document's aliases before it is parsed, so that a small file cannot stand for a huge one.
///
/// Works on the raw text and rather counts too many (in comments and quotes) than too few.
enum YAMLAliases {
    /// Why the document is refused, or `nil`.
    static func refusal(of text: YAMLText) -> (line: Int, column: Int, message: String)? {
        var count = 0
        for (index, line) in text.lines.enumerated() {
            let columns = aliasColumns(Array(line.unicodeScalars))
            count += columns.count
            if count > YAMLLimits.aliases, let column = columns.last {
                return (index + 1, column, "more than \(YAMLLimits.aliases) uses of '*' aliases")
            }
        }
        guard count > 0 else { return nil }
        return complexKey(in: text)
    }

    /// A list, map or alias as a key would be compared with its neighbours in full, however large its aliases make it.
    private static func complexKey(in text: YAMLText) -> (line: Int, column: Int, message: String)? {
        for (index, line) in text.lines.enumerated() {
            if let column = complexKeyColumn(Array(line.unicodeScalars)) {
                return (index + 1, column, "a list, map or alias as a key")
            }
        }
        return nil
    }

    private static func aliasColumns(_ scalars: [Unicode.Scalar]) -> [Int] {
        scalars.indices.filter { index in
            scalars[index] == "*" && opensToken(scalars, index) && index + 1 < scalars.count
                && !isSpace(scalars[index + 1])
        }.map { $0 + 1 }
    }

    private static func complexKeyColumn(_ scalars: [Unicode.Scalar]) -> Int? {
        for index in scalars.indices {
            switch scalars[index] {
            case "?" where opensToken(scalars, index) && (index + 1 == scalars.count || isSpace(scalars[index + 1])):
                return index + 1
            case "]", "}":
                if isKeyEnd(scalars, index), !closesVariable(scalars, index) { return index + 1 }
            case "*" where opensToken(scalars, index):
                let end =
                    scalars[index...].firstIndex { isSpace($0) || ":,]}".unicodeScalars.contains($0) } ?? scalars.count
                if isKeyEnd(scalars, end - 1) { return index + 1 }
            default:
                break
            }
        }
        return nil
    }

    private static func opensToken(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        index == 0 || isSpace(scalars[index - 1]) || "[]{},:-?\"'".unicodeScalars.contains(scalars[index - 1])
    }

    /// Behind `index` comes a colon.
    private static func isKeyEnd(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        scalars[(index + 1)...].first { !isSpace($0) } == ":"
    }

    /// The brace at `index` ends a `${NAME}`.
    private static func closesVariable(_ scalars: [Unicode.Scalar], _ index: Int) -> Bool {
        guard scalars[index] == "}", let open = scalars[..<index].lastIndex(of: "{"), open > 0 else { return false }
        return scalars[open - 1] == "$"
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }
}
