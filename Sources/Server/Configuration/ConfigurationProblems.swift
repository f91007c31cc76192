/// All that keeps the process from starting, in the order of the file, warnings included.
package struct ConfigurationProblems: Error, Sendable, CustomStringConvertible {
    package let all: [ConfigurationProblem]

    /// Sorts by place and drops repetitions.
    package init(_ problems: [ConfigurationProblem]) {
        var seen: Set<ConfigurationProblem> = []
        let unique = problems.filter { seen.insert($0).inserted }
        let placed = unique.filter { Self.location(of: $0) != nil }
        let unplaced = unique.filter { Self.location(of: $0) == nil }
        all = placed.sorted(by: Self.precedes) + unplaced
    }

    package var errors: [ConfigurationProblem] { all.filter { $0.severity == .error } }
    package var warnings: [ConfigurationProblem] { all.filter { $0.severity == .warning } }

    /// One problem after the other.
    package var description: String {
        all.map(\.description).joined(separator: "\n")
    }

    private static func location(of problem: ConfigurationProblem) -> SourceLocation? {
        guard case .file(let location)? = problem.origin else { return nil }
        return location
    }

    private static func precedes(_ left: ConfigurationProblem, _ right: ConfigurationProblem) -> Bool {
        guard let first = location(of: left), let second = location(of: right) else { return false }
        return first < second
    }
}
