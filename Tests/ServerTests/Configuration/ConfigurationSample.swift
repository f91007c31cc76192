import Testing

@testable import Server

/// Builds configurations from texts, without files and without the real environment.
struct ConfigurationSample {
    var yaml: String? = nil
    var environment: [String: String] = [:]
    var dotEnv = ""
    var flags = Configuration.Flags()
    var files: [String: String] = [:]

    /// The configuration, or all problems.
    func load() throws(ConfigurationProblems) -> Configuration {
        let files = files
        return try Configuration.make(
            from: yaml.map { Configuration.Document(name: "config.yaml", text: $0) },
            flags: flags,
            environment: EnvironmentVariables(environment, dotEnv: DotEnvFile(dotEnv, file: ".env")),
            readFile: { path throws(FileProblem) in
                guard let text = files[path] else { throw .missing }
                return text
            }
        )
    }

    /// Every problem as it is printed, warnings of a good configuration included.
    var problems: [String] {
        do {
            return try load().warnings.map(\.description)
        } catch {
            return error.all.map(\.description)
        }
    }

    /// A file that is in order, with `extra` lines at its end.
    static func valid(_ extra: String = "") -> String {
        """
        providers:
          bedrock:
            region: us-west-2
        \(extra)
        """
    }
}
