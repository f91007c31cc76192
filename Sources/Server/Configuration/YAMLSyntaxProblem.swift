import Yams

/// libyaml's complaint in words that say what to do.
///
/// Quotes nothing of the file but single characters.
struct YAMLSyntaxProblem {
    let position: YAMLValue.Position
    let message: String
    let mend: String?

    init(_ error: YamlError, in text: YAMLText) {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let position = YAMLValue.Position(line: mark.line, column: mark.column)
            self.init(problem, at: position, context: context, in: text)
        case .reader:
            self.init(unreadable: text)
        default:
            self.init(YAMLValue.Position(line: 1, column: 1), "not valid YAML", nil)
        }
    }

    private init(_ position: YAMLValue.Position, _ message: String, _ mend: String?) {
        self.position = position
        self.message = message
        self.mend = mend
    }

    private init(unreadable text: YAMLText) {
        guard let (scalar, position) = text.firstForbidden else {
            self.init(YAMLValue.Position(line: 1, column: 1), "the file holds characters that YAML forbids", nil)
            return
        }
        let code = String(scalar.value, radix: 16, uppercase: true)
        self.init(position, "invalid YAML: control character U+\(code)", "remove it; the file must be plain UTF-8 text")
    }

    private init(
        _ problem: String,
        at position: YAMLValue.Position,
        context: YamlError.Context?,
        in text: YAMLText
    ) {
        if let tab = Self.leadingTab(in: text, near: position.line) {
            self.init(tab, "invalid YAML: a tab indents this line", "indent with spaces")
            return
        }
        let begin = context?.mark
        switch problem {
        case "mapping values are not allowed in this context":
            self.init(
                position,
                "invalid YAML: a ':' where no key can stand",
                "put the value in quotes if it holds ': ', or align the key with its neighbours"
            )
        case "found unexpected end of stream":
            let start = begin.map { YAMLValue.Position(line: $0.line, column: $0.column) } ?? position
            self.init(start, "invalid YAML: the quote that opens here is never closed", "close it")
        case "found character that cannot start any token":
            let character = text.scalar(at: position).map { "'\($0)'" } ?? "this character"
            self.init(position, "invalid YAML: \(character) cannot begin a value", "put the value in quotes")
        case "could not find expected ':'":
            self.init(position, "invalid YAML: a key without ':' before this place", "write 'key: value'")
        case "found undefined alias":
            self.init(
                position,
                "invalid YAML: an alias without its anchor",
                "define it before with '&', or quote the '*'"
            )
        case "but found another document":
            self.init(position, "a second document begins here", "keep one document in the file")
        case "did not find expected key", "did not find expected '-' indicator":
            let block = begin.map { " that begins in line \($0.line), column \($0.column)" } ?? ""
            self.init(
                position,
                "invalid YAML: this line does not fit the block\(block)",
                "align it with the lines of its block"
            )
        case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
            let block = begin.map { " that opens in line \($0.line), column \($0.column)" } ?? ""
            self.init(
                position,
                "invalid YAML: the bracket\(block) is not closed",
                "close it, or put the value in quotes"
            )
        case _ where problem.hasPrefix("Maximum nesting level"):
            self.init(position, "nested deeper than \(YAMLLimits.depth) levels", nil)
        default:
            let place = context.map { ", \($0.text) in line \($0.mark.line), column \($0.mark.column)" } ?? ""
            self.init(position, "invalid YAML: \(problem)\(place)", nil)
        }
    }

    /// A tab among the spaces that indent the line of the complaint or the one before.
    private static func leadingTab(in text: YAMLText, near line: Int) -> YAMLValue.Position? {
        for number in [line, line - 1] {
            let indent = text.line(number)?.unicodeScalars.prefix { $0 == " " || $0 == "\t" } ?? ""[...].unicodeScalars
            if let offset = indent.enumerated().first(where: { $0.element == "\t" })?.offset {
                return YAMLValue.Position(line: number, column: offset + 1)
            }
        }
        return nil
    }
}
