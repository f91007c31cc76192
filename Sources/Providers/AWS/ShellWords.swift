/// Splits a command line into words the way a POSIX shell does, without running or expanding anything.
///
/// Single quotes keep everything; double quotes keep everything but a backslash before `"`, `\`, `$` and a backquote;
/// outside of quotes a backslash keeps the next character. Variables, `~`, pipes and the like mean nothing.
enum ShellWords {
    /// The words of `line`; `nil` if a quote stays open or a backslash ends the line.
    static func split(_ line: String) -> [String]? {
        var splitter = Splitter()
        for character in line { splitter.take(character) }
        return splitter.finish()
    }

    private struct Splitter {
        private var words: [String] = []
        /// The word being read; `nil` between words, empty after `""`.
        private var word: String?
        private var quote: Character?
        private var isEscaped = false

        mutating func take(_ character: Character) {
            if isEscaped {
                if quote == "\"", !"\"\\$`".contains(character) { append("\\") }
                append(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
                word = word ?? ""
            } else if let quote {
                if character == quote { self.quote = nil } else { append(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if character.isWhitespace {
                if let word { words.append(word) }
                word = nil
            } else {
                append(character)
            }
        }

        func finish() -> [String]? {
            guard quote == nil, !isEscaped else { return nil }
            return words + (word.map { [$0] } ?? [])
        }

        private mutating func append(_ character: Character) { word = (word ?? "") + String(character) }
    }
}
