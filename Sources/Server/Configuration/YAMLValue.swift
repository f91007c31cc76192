/// A node of a YAML document with its place.
///
/// Aliases and merge keys are resolved.
struct YAMLValue: Sendable {
    struct Entry: Sendable {
        let key: String
        let keyPosition: Position
        let value: YAMLValue
    }

    enum Content: Sendable {
        /// `isPlain`: written without quotes.
        case scalar(String, isPlain: Bool)
        case list([YAMLValue])
        case map([Entry])
    }

    /// Line and column from 1; columns count Unicode scalars.
    struct Position: Sendable, Hashable {
        let line: Int
        let column: Int
    }

    let content: Content
    let position: Position
    /// A scalar that stands in its line as it is.
    ///
    /// One that does not may have swallowed the next lines by mistake.
    let isOnOneLine: Bool

    /// Nothing, `~` or `null`, unquoted.
    var isNull: Bool {
        guard case .scalar(let text, isPlain: true) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// With its article, for `expected …, found a list`.
    var noun: String {
        switch content {
        case .scalar: isNull ? "nothing" : "text"
        case .list: "a list"
        case .map: "a map"
        }
    }
}
