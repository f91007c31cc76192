/// A `.env` file: `NAME=value` lines, as dotenv tools and `docker compose` read them.
///
/// - `#` begins a comment at the start of a line and after a space; `export ` before the name is allowed.
/// - `'single quotes'` keep everything as it is; in `"double quotes"` `\n`, `\r`, `\t`, `\"`, `\\` and `\$` are
///   escapes; both may span lines. A value without quotes ends at the line or at ` #` and loses outer spaces.
/// - A later line outranks an earlier one. Variables inside values are not replaced.
struct DotEnvFile: Sendable {
    struct Entry: Sendable, Equatable {
        let value: String
        let location: SourceLocation
    }

    /// Largest file, in bytes.
    ///
    /// It holds a few keys.
    static let sizeLimit = 65_536

    private(set) var entries: [String: Entry] = [:]
    /// Lines that could not be read; warnings, for the file may be meant for another tool.
    private(set) var problems: [ConfigurationProblem] = []

    private let file: String
    private let lines: [String]
    private var next = 0

    /// No file.
    init() {
        file = ".env"
        lines = []
    }

    /// A file that is there and cannot be used.
    init(unreadable file: String, _ problem: FileProblem) {
        self.init()
        problems = [ConfigurationProblem(.warning, at: nil, "the file \(Excerpt.quoted(file)) \(problem.reason)")]
    }

    init(_ text: String, file: String) {
        self.file = file
        lines = YAMLText(text).lines
        while next < lines.count { readEntry() }
    }

    private mutating func readEntry() {
        let number = next + 1
        let line = lines[next]
        next += 1
        var rest = Self.trimmed(line[...])
        guard !rest.isEmpty, rest.first != "#" else { return }
        if rest.hasPrefix("export ") { rest = Self.trimmed(rest.dropFirst(7)) }
        guard let equals = rest.firstIndex(of: "="), Self.isName(Self.trimmed(rest[..<equals])) else {
            warn(number, "this line is not NAME=value", mend: "begin comments with '#'")
            return
        }
        let name = String(Self.trimmed(rest[..<equals]))
        let raw = Self.trimmed(rest[equals...].dropFirst())
        guard let value = value(of: raw) else {
            warn(number, "the quote in the value of \(name) is never closed", mend: "close it")
            return
        }
        let column = 1 + line.unicodeScalars.prefix { $0 == " " || $0 == "\t" }.count
        entries[name] = Entry(value: value, location: SourceLocation(file: file, line: number, column: column))
    }

    /// `nil`: a quote stays open; the reading then goes on behind the line it opened in.
    private mutating func value(of raw: Substring) -> String? {
        guard let quote = raw.first, quote == "\"" || quote == "'" else { return Self.unquoted(raw) }
        let back = next
        var text = raw.dropFirst()
        var value = ""
        while true {
            if Self.append(text, upTo: quote, to: &value) { return value }
            guard next < lines.count else {
                next = back
                return nil
            }
            value.append("\n")
            text = lines[next][...]
            next += 1
        }
    }

    /// True: the closing quote was found.
    private static func append(_ text: Substring, upTo quote: Character, to value: inout String) -> Bool {
        var rest = text
        while let character = rest.popFirst() {
            if character == quote { return true }
            guard quote == "\"", character == "\\", let escaped = rest.popFirst() else {
                value.append(character)
                continue
            }
            value.append(contentsOf: unescaped(escaped))
        }
        return false
    }

    private static func unescaped(_ character: Character) -> String {
        switch character {
        case "n": "\n"
        case "r": "\r"
        case "t": "\t"
        case "\"", "\\", "$": String(character)
        default: "\\\(character)"
        }
    }

    private static func unquoted(_ raw: Substring) -> String {
        guard raw.first != "#" else { return "" }
        let comment = raw.indices.first { index in
            raw[index] == "#" && index > raw.startIndex && " \t".contains(raw[raw.index(before: index)])
        }
        return String(trimmed(raw[..<(comment ?? raw.endIndex)]))
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }

    private static func isName(_ text: Substring) -> Bool {
        guard let first = text.first, !first.isNumber else { return false }
        return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "." || $0 == "-") }
    }

    private mutating func warn(_ line: Int, _ message: String, mend: String) {
        let location = SourceLocation(file: file, line: line, column: 1)
        problems.append(ConfigurationProblem(.warning, at: .file(location), message, mend: mend))
    }
}
