/// A key of a list item that does not stand in the column of the item's first key.
///
/// The quick-start block of an older README has it: `-  model: "default"` puts `model` in one column and the next line
/// puts `provider_sequence:` in another, which is not YAML.
struct MisplacedKey {
    /// The line of the key, from 1.
    let line: Int
    /// Where it stands, from 1.
    let column: Int
    let key: String
    /// The item's first key, in whose column it belongs.
    let neighbour: String
    let neighbourLine: Int
    let neighbourColumn: Int
    /// The line with the key in the right column.
    let correctedLine: String

    var message: String {
        "invalid YAML: \(Excerpt.quoted(key)) is not under \(Excerpt.quoted(neighbour)): line \(neighbourLine) opens the "
            + "list item with its key in column \(neighbourColumn), and this key stands in column \(column)"
    }

    var mend: String {
        "put \(Excerpt.quoted(key)) in column \(neighbourColumn), so that the line reads\n"
            + String(repeating: " ", count: neighbourColumn - 1) + "\(key):"
    }

    /// Every such key.
    ///
    /// Only sensible for a text that is known not to parse.
    static func all(in text: YAMLText) -> [MisplacedKey] {
        text.lines.indices.compactMap { misplaced(after: $0, in: text) }
    }

    private static func misplaced(after index: Int, in text: YAMLText) -> MisplacedKey? {
        guard let item = YAMLLine(text.lines[index]), item.hasDash, !opensBlock(item.rest) else { return nil }
        guard let next = text.lines[(index + 1)...].firstIndex(where: { !YAMLLine.isBlank($0) }),
            let other = YAMLLine(text.lines[next]), !other.hasDash,
            other.keyColumn != item.keyColumn, other.keyColumn > item.indent
        else { return nil }
        if other.keyColumn > item.keyColumn, item.rest.isEmpty { return nil }
        let content = text.lines[next].drop { $0 == " " }
        return MisplacedKey(
            line: next + 1,
            column: other.keyColumn,
            key: other.key,
            neighbour: item.key,
            neighbourLine: index + 1,
            neighbourColumn: item.keyColumn,
            correctedLine: String(repeating: " ", count: item.keyColumn - 1) + content
        )
    }

    /// The value goes on in the next lines, whose columns then say nothing.
    private static func opensBlock(_ rest: String) -> Bool {
        guard let first = rest.unicodeScalars.first else { return false }
        return "|>&!{[".unicodeScalars.contains(first)
    }
}
