/// The last gate before a message is shown: takes every secret out that is known by value.
///
/// Messages are made without secrets in the first place; this is for the key that somebody pasted into the wrong place
/// as well as the right one.
struct SecretScrubber {
    /// Shortest key that is looked for, in bytes.
    ///
    /// Shorter ones occur in ordinary words.
    private static let shortestKey = 6
    /// Shortest header or variable that is looked for, in bytes, unless it holds a digit: most are no secrets at all.
    private static let shortestWord = 16

    private let secrets: [String]

    init(outline: ConfigurationOutline, environment: EnvironmentVariables) {
        let written = outline.values.mapValues(\.text).filter { !$0.value.hasPrefix("${") }
        let keys = written.filter { Self.isKeyPath($0.key) && $0.value.utf8.count >= Self.shortestKey }
        let headers = written.filter { $0.key.contains(".headers.") && Self.isTelling($0.value) }
        let variables = environment.merged.filter { Excerpt.isLikelySecretName($0.key) && Self.isTelling($0.value) }
        let values = Set(keys.values).union(headers.values).union(variables.values)
        // Longest first: one secret may be the beginning of another.
        secrets = values.sorted { $0.count > $1.count }
    }

    func scrub(_ problems: [ConfigurationProblem]) -> [ConfigurationProblem] {
        problems.map { problem in
            ConfigurationProblem(
                problem.severity,
                at: problem.origin,
                scrub(problem.message),
                mend: problem.mend.map(scrub)
            )
        }
    }

    private func scrub(_ text: String) -> String {
        secrets.reduce(text) { $0.replacing($1, with: "<secret>") }
    }

    private static func isKeyPath(_ path: String) -> Bool {
        path.hasPrefix("server.api_keys") || path.hasSuffix(".api_key")
    }

    private static func isTelling(_ value: String) -> Bool {
        let length = value.utf8.count
        return length >= shortestWord || length >= shortestKey && value.contains(where: \.isNumber)
    }
}
