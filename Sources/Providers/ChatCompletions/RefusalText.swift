/// The words of an error, held against the ways in which servers refuse a field.
struct RefusalText {
    /// Codes by which the error's `param` is a refused field.
    static let fieldCodes: Set<String> = [
        "unsupported_parameter", "unsupported_value", "unknown_parameter", "extra_forbidden",
    ]
    /// Words that refuse what they stand beside.
    private static let refusals = [
        "not support", "unsupported", "unrecognized", "unknown parameter", "unknown field", "unexpected keyword",
        "not permitted", "not allowed", "is allowed for this model", "extra fields", "extra inputs", "unexpected field",
        "not available", "invalid field", "deprecated", "no endpoints found that can handle",
    ]
    /// Words that refuse a field beside another one, or one value of it.
    private static let conditions = [
        "not compatible", "incompatible", "cannot be specified", "cannot both", "cannot be used", "can only be",
        "may only be", "must be one of", " when ", " while ", " unless ", "together with", "in combination",
        "at the same time",
    ]
    /// Words of an error that finds a value too small, too large or too long.
    private static let bounds = [
        "between", "less than", "greater than", "at least", "at most", "out of range", "in range", "the range",
        "maximum", "minimum", "exceed", "too large", "too long", "too high", "too low", " above ",
    ]
    /// What directly precedes the field's name; the name ends with the word.
    private static let prefixes = [
        "unsupported parameter:", "unsupported value:", "unknown parameter:", "argument supplied:",
        "arguments supplied:", "unrecognized request argument:", "unknown field", "unexpected keyword argument",
        "property",
    ]
    /// What follows a name that is refused.
    private static let predicates = [
        "is not", "are not", "not supported", "is unsupported", "is deprecated", "is only", "parameter", "argument",
        "field", "option", "cannot", "can only", "may only", "must be one of", ":",
    ]
    /// What stands before a name that is refused.
    private static let introductions = ["parameter", "argument", "field", "property", "option", ":"]
    private static let quotes: Set<Character> = ["`", "'", "\""]

    let lowercased: String
    /// The sentences with words that refuse something.
    private let refusing: [Substring]

    init(_ message: String) {
        lowercased = message.lowercased()
        refusing = Self.sentences(of: lowercased).filter { sentence in
            (Self.refusals + Self.conditions).contains { $0.first != " " && sentence.contains($0) }
        }
    }

    /// Whether a code says that a field's value is wrong: `invalid_value`, `decimal_above_max_value`.
    static func isValueCode(_ code: String) -> Bool {
        code == "invalid_value" || code == "invalid_type" || code.contains("_above_max_")
            || code.contains("_below_min_")
    }

    /// `body.messages[0].reasoning` is `messages.reasoning`.
    static func bare(_ path: String) -> String {
        let names = path.lowercased().split { ".[]'\"` ".contains($0) }.filter { Int($0) == nil }
        return (names.first == "body" ? names.dropFirst() : names[...]).joined(separator: ".")
    }

    /// Whether there are words that refuse something.
    var refuses: Bool { !refusing.isEmpty }
    /// Whether bounds of a value are named.
    var namesBounds: Bool { Self.bounds.contains(where: lowercased.contains) }
    /// Whether it depends on something else that the field is refused.
    var namesCondition: Bool { Self.conditions.contains(where: lowercased.contains) }

    /// The path that stands where servers put the refused one: "unknown field `x`", "x: extra inputs are not permitted".
    func pathBesideRefusal(isName: (String) -> Bool) -> String? {
        for prefix in Self.prefixes {
            for range in lowercased.ranges(of: prefix) {
                let rest = lowercased[range.upperBound...].drop { $0 == " " || $0 == ":" }
                let isQuoted = rest.first.map(Self.quotes.contains) ?? false
                let word = rest.drop(while: Self.quotes.contains).prefix(while: Self.isPathCharacter)
                let path = Self.bare(String(word))
                // "property" and "unknown field" are words of other sentences too.
                if !path.isEmpty, isQuoted || path.contains("_") || isName(path) { return path }
            }
        }
        guard let range = lowercased.firstRange(of: ": extra inputs are not permitted") else { return nil }
        return lowercased[..<range.lowerBound].split { !Self.isPathCharacter($0) }.last.map { Self.bare(String($0)) }
    }

    /// Whether a sentence that refuses something names this field.
    ///
    /// A name that is a word of the language too ("stop", "provider") must stand like a name.
    func refuses(field: String) -> Bool {
        refusing.contains { sentence in
            Self.occurrences(of: field, in: sentence).contains { range in
                field.contains("_") || field.contains(" ") || field == "temperature" || Self.isName(range, in: sentence)
            }
        }
    }

    /// Whether a field is refused by its name, and not one value of it, so that another name may be taken.
    func givesAnotherName(for field: String) -> Bool {
        let other = field == "max_tokens" ? "max_completion_tokens" : "max_tokens"
        let isToldToUse = ["use ", "in favor of "].contains { verb in
            lowercased.ranges(of: verb).contains { range in
                Self.bareStart(lowercased[range.upperBound...]).hasPrefix(other)
            }
        }
        if isToldToUse { return true }
        guard field == "max_completion_tokens" else { return false }
        return pathBesideRefusal(isName: { $0 == field }) == field
            || Self.occurrences(of: field, in: lowercased[...]).contains { range in
                let rest = Self.bareStart(lowercased[range.upperBound...])
                let refusals = ["is not supported", "not supported", "is unsupported", "is not a"]
                return refusals.contains(where: rest.hasPrefix)
            }
    }

    private static func sentences(of text: String) -> [Substring] {
        var sentences: [Substring] = []
        var start = text.startIndex
        let ends = text.ranges(of: ". ") + text.ranges(of: "\n")
        for end in ends.sorted(by: { $0.lowerBound < $1.lowerBound }) where end.lowerBound >= start {
            sentences.append(text[start..<end.lowerBound])
            start = end.upperBound
        }
        return sentences + [text[start...]]
    }

    private static func isPathCharacter(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "_-.[]".contains(character)
    }

    private static func occurrences(of word: String, in text: Substring) -> [Range<Substring.Index>] {
        text.ranges(of: word).filter { range in
            let before = range.lowerBound == text.startIndex ? " " : text[text.index(before: range.lowerBound)]
            let after = range.upperBound == text.endIndex ? " " : text[range.upperBound]
            return ![before, after].contains { $0.isLetter || $0.isNumber || $0 == "_" }
        }
    }

    private static func isName(_ range: Range<Substring.Index>, in sentence: Substring) -> Bool {
        if let before = sentence[..<range.lowerBound].last, quotes.contains(before) { return true }
        let rest = bareStart(sentence[range.upperBound...])
        if predicates.contains(where: rest.hasPrefix) { return true }
        let before = sentence[..<range.lowerBound].reversed().drop { $0 == " " }
        return introductions.contains { before.starts(with: $0.reversed()) }
    }

    /// The text without a quote and blanks at its start.
    private static func bareStart(_ text: Substring) -> Substring {
        text.drop { $0 == " " || quotes.contains($0) }
    }
}
