/// What a configuration file may cost before it is refused.
enum YAMLLimits {
    /// Largest file, in bytes.
    ///
    /// A file with a thousand routes stays below 200 KB.
    static let fileBytes = 1_048_576
    /// Deepest nesting, in levels.
    ///
    /// The schema needs 8. (libyaml itself stops at 1000, which bounds the recursion before.).
    static let depth = 32
    /// Most `*alias` uses.
    ///
    /// Nobody needs more than one for each variant of a long route.
    static let aliases = 64
    /// Most nodes after aliases are resolved: 64 aliases could otherwise stand for 2^32 nodes.
    static let nodes = 50_000
    /// Longest line, in bytes.
    ///
    /// Places are found by counting from its beginning.
    static let lineBytes = 16_384
    /// Most mistakes of form that are mended in order to find the next.
    ///
    /// Who has more will want to see these first.
    static let repairs = 64
    /// Most times the file is parsed.
    static let rounds = 8
}
