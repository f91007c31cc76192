/// Puts variables and files into a text: `${NAME}`, `${NAME:-default}`, `${file:/path}`; `$${` stands for a plain `${`.
///
/// What is put in is not looked at again, so a value that holds `${` stays as it is.
struct Interpolation {
    /// A text with everything put in.
    struct Expanded: Equatable {
        let text: String
        /// Holds something of a file or of a variable with the name of a secret: not to be shown.
        let isSensitive: Bool
    }

    /// Looks a variable up; `nil` if it is not set.
    let variable: (String) -> String?
    /// Reads a file whole.
    let file: (String) throws(FileProblem) -> String

    func expand(_ text: String) throws(ValueProblem) -> Expanded {
        var rest = Substring(text).unicodeScalars
        var result = String.UnicodeScalarView()
        var isSensitive = false
        while let dollar = rest.firstIndex(of: "$") {
            result.append(contentsOf: rest[..<dollar])
            rest = rest[dollar...].dropFirst()
            if rest.starts(with: "${".unicodeScalars) {
                result.append(contentsOf: "${".unicodeScalars)
                rest = rest.dropFirst(2)
            } else if rest.first == "{" {
                let piece = try replacement(at: &rest)
                result.append(contentsOf: piece.text.unicodeScalars)
                isSensitive = isSensitive || piece.isSensitive
            } else {
                result.append("$")
            }
        }
        result.append(contentsOf: rest)
        return Expanded(text: String(result), isSensitive: isSensitive)
    }

    /// Takes `{…}` from the front of `rest`.
    private func replacement(at rest: inout Substring.UnicodeScalarView) throws(ValueProblem) -> Expanded {
        guard let end = rest.firstIndex(of: "}") else {
            throw ValueProblem(reason: "has a '${' without '}'", mend: "close it, or write '$${' for a plain '${'")
        }
        let inner = String(rest[..<end].dropFirst())
        rest = rest[end...].dropFirst()
        if inner.hasPrefix("file:") { return try contents(of: String(inner.dropFirst(5))) }
        return try value(of: inner)
    }

    private func value(of inner: String) throws(ValueProblem) -> Expanded {
        let (name, fallback) = Self.split(inner)
        guard Self.isName(name) else {
            throw ValueProblem(
                reason: "has \(Excerpt.quoted("${" + name + "}")), which is no variable name",
                mend: "use letters, digits and '_', or write '$${' for a plain '${'"
            )
        }
        let isSensitive = Excerpt.isLikelySecretName(name)
        if let value = variable(name), !(value.isEmpty && fallback != nil) {
            return Expanded(text: value, isSensitive: isSensitive)
        }
        if let fallback { return Expanded(text: fallback, isSensitive: isSensitive) }
        throw ValueProblem(
            reason: "needs the variable \(name), which is not set",
            mend: "set \(name) in the environment or in .env, or write ${\(name):-default}"
        )
    }

    private func contents(of path: String) throws(ValueProblem) -> Expanded {
        do {
            var text = try file(path)
            while text.unicodeScalars.last == "\n" || text.unicodeScalars.last == "\r" {
                text.unicodeScalars.removeLast()
            }
            return Expanded(text: text, isSensitive: true)
        } catch {
            throw ValueProblem(
                reason: "needs the file \(Excerpt.quoted(path)), which \(error.reason)",
                mend: "correct the path, or create the file"
            )
        }
    }

    /// `NAME:-default` at the first `:-`.
    private static func split(_ inner: String) -> (name: String, fallback: String?) {
        let scalars = inner.unicodeScalars
        for index in scalars.indices where scalars[index...].starts(with: ":-".unicodeScalars) {
            return (String(scalars[..<index]), String(scalars[index...].dropFirst(2)))
        }
        return (inner, nil)
    }

    private static func isName(_ text: String) -> Bool {
        let scalars = text.unicodeScalars
        guard let first = scalars.first, !("0"..."9").contains(first) else { return false }
        return scalars.allSatisfy {
            $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_")
        }
    }
}
