/// The sections of an AWS config or credentials file.
///
/// Lines are `[section]`, `key = value`, comments (`#` or `;` at the start of a line or after white space), and lines
/// indented deeper than the key before them, which are sub-values of that key and are passed over. A section that comes
/// twice is one; a key that comes twice has its last value.
/// - Note: Source: AWS SDKs and Tools Reference Guide, "Shared config and credentials files"; botocore 1.43.11.
struct INIDocument: Sendable, Equatable {
    /// Settings by section, as the section is written between its brackets; keys in lower case.
    private(set) var sections: [String: [String: String]] = [:]

    /// An empty document.
    init() {}

    /// Reads a file.
    ///
    /// - Throws: `malformedFile` for a line that is none of the above.
    init(_ bytes: [UInt8], path: String) throws(AWSCredentialError) {
        var reader = Reader()
        let text = String(
            decoding: bytes.starts(with: Self.byteOrderMark) ? bytes.dropFirst(3) : bytes[...],
            as: UTF8.self
        )
        var number = 0
        for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            number += 1
            guard reader.take(line) else { throw .malformedFile(path: path, line: number) }
        }
        sections = reader.sections
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private struct Reader {
        var sections: [String: [String: String]] = [:]
        private var section: String?
        /// White space before the last key of this section; deeper lines belong to that key.
        private var keyIndent: Int?

        /// Takes one line; false if it makes no sense.
        mutating func take(_ line: Substring) -> Bool {
            let content = INIDocument.uncommented(line)
            guard !content.isEmpty else { return true }
            let indent = line.prefix { $0 == " " || $0 == "\t" }.count
            if let keyIndent, indent > keyIndent { return true }
            return content.hasPrefix("[") ? header(content) : setting(content, indent: indent)
        }

        private mutating func header(_ content: Substring) -> Bool {
            guard let end = content.lastIndex(of: "]"), content.index(after: end) == content.endIndex else {
                return false
            }
            let name = content[content.index(after: content.startIndex)..<end].trimmed
            guard !name.isEmpty else { return false }
            section = String(name)
            keyIndent = nil
            if sections[String(name)] == nil { sections[String(name)] = [:] }
            return true
        }

        private mutating func setting(_ content: Substring, indent: Int) -> Bool {
            guard let section, let equals = content.firstIndex(of: "=") else { return false }
            let key = content[..<equals].trimmed.lowercased()
            guard !key.isEmpty else { return false }
            sections[section, default: [:]][key] = String(content[content.index(after: equals)...].trimmed)
            keyIndent = indent
            return true
        }
    }

    /// The line without white space at its ends and without a comment.
    private static func uncommented(_ line: Substring) -> Substring {
        var previous: Character = " "
        for index in line.indices {
            let character = line[index]
            if (character == "#" || character == ";") && (previous == " " || previous == "\t") {
                return line[..<index].trimmed
            }
            previous = character
        }
        return line.trimmed
    }
}

extension Substring {
    /// Without white space at both ends.
    fileprivate var trimmed: Substring {
        let start = drop(while: \.isWhitespace)
        guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return start[...last]
    }
}
