/// A key that stands twice in one block map, found by indentation.
struct RepeatedKey {
    let name: String
    let line: Int
    let column: Int
    /// Where the key stands for the first time.
    let firstLine: Int
    /// The line with a name in the key's place that occurs nowhere else and has the same length, so that a second parse
    /// finds everything else where it was.
    let lineWithPlaceholder: String

    /// The second and later occurrences of every key in the block map that has a key in line `number`.
    static func all(in text: YAMLText, around number: Int) -> [RepeatedKey] {
        guard let column = text.line(number).flatMap(YAMLLine.init)?.keyColumn else { return [] }
        var firstLines: [String: Int] = [:]
        var found: [RepeatedKey] = []
        for number in start(of: column, in: text, before: number)...text.lines.count {
            guard let line = text.line(number), !YAMLLine.isBlank(line) else { continue }
            let key = YAMLLine(line)
            // The first line of a map in a list stands left of it, behind the dash; the next such line ends it.
            let opensItem = key?.hasDash == true && key?.keyColumn == column
            if indent(of: line) < column, !(opensItem && firstLines.isEmpty) { break }
            guard let key, key.keyColumn == column, opensItem || !key.hasDash else { continue }
            guard let first = firstLines[key.key] else {
                firstLines[key.key] = number
                continue
            }
            found.append(RepeatedKey(key, in: line, at: number, firstLine: first))
        }
        return found
    }

    private init(_ key: YAMLLine, in text: String, at number: Int, firstLine: Int) {
        name = key.key
        line = number
        column = key.keyColumn
        self.firstLine = firstLine
        lineWithPlaceholder = text.withPlaceholder(for: key, number: number)
    }

    /// The map's first line: up from `number` until a line stands further left.
    private static func start(of column: Int, in text: YAMLText, before number: Int) -> Int {
        var start = number
        while start > 1, let line = text.line(start), let above = text.line(start - 1) {
            if opensItem(line, at: column) { break }
            guard YAMLLine.isBlank(above) || indent(of: above) >= column || opensItem(above, at: column) else { break }
            start -= 1
        }
        return start
    }

    private static func opensItem(_ line: String, at column: Int) -> Bool {
        YAMLLine(line).map { $0.hasDash && $0.keyColumn == column } ?? false
    }

    private static func indent(of line: String) -> Int {
        line.unicodeScalars.prefix { $0 == " " }.count + 1
    }
}

extension String {
    /// Private-use scalars in place of the key: no two lines get the same.
    fileprivate func withPlaceholder(for line: YAMLLine, number: Int) -> String {
        var scalars = Array(unicodeScalars)
        let start = line.keyColumn - 1
        let end = scalars[start...].firstIndex(of: ":") ?? scalars.count
        let first = Unicode.Scalar(0xE000 + UInt32(number % 0x1000)) ?? "\u{E000}"
        let fill = Unicode.Scalar(0xF000 + UInt32(number / 0x1000 % 0x800)) ?? "\u{F000}"
        scalars.replaceSubrange(start..<end, with: [first] + Array(repeating: fill, count: max(0, end - start - 1)))
        return String(String.UnicodeScalarView(scalars))
    }
}
