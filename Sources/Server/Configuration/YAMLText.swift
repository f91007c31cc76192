/// The text of a YAML file, by lines.
struct YAMLText: Sendable {
    /// The lines without their ends.
    var lines: [String]

    /// Takes `\n`, `\r\n` and `\r` for line ends and drops a byte order mark.
    init(_ text: String) {
        var scalars = Substring(text).unicodeScalars
        if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in scalars {
            if scalar == "\n" || scalar == "\r" {
                if !(afterReturn && scalar == "\n") {
                    lines.append(String(line))
                    line.removeAll()
                }
            } else {
                line.append(scalar)
            }
            afterReturn = scalar == "\r"
        }
        lines.append(String(line))
        self.lines = lines
    }

    /// The whole text with `\n` at the line ends.
    var joined: String { lines.joined(separator: "\n") }

    /// The line with that number from 1, if there is one.
    func line(_ number: Int) -> String? {
        lines.indices.contains(number - 1) ? lines[number - 1] : nil
    }

    /// The scalar at a place, if there is one.
    func scalar(at position: YAMLValue.Position) -> Unicode.Scalar? {
        line(position.line)?.unicodeScalars.dropFirst(position.column - 1).first
    }

    /// The first character that YAML forbids: a control character other than tab.
    ///
    /// - Note: Source: YAML 1.2.2 §5.1, character set.
    var firstForbidden: (scalar: Unicode.Scalar, position: YAMLValue.Position)? {
        for (index, line) in lines.enumerated() {
            let column = line.unicodeScalars.enumerated().first { Self.isForbidden($0.element) }
            if let column {
                return (column.element, YAMLValue.Position(line: index + 1, column: column.offset + 1))
            }
        }
        return nil
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x85: false
        case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: true
        default: false
        }
    }
}
