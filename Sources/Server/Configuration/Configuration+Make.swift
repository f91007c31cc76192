/// The pure core: texts in, a configuration or all its problems out.
extension Configuration {
    /// A file's name and text.
    struct Document {
        /// As the user would name it.
        let name: String
        let text: String
    }

    /// Builds the configuration from what was read.
    ///
    /// - Parameters:
    ///   - document: The file; `nil` builds routes from the credentials that the environment holds.
    ///   - flags: What the command line says.
    ///   - environment: The process environment and `.env`.
    ///   - readFile: Reads a file that a value names, for `${file:…}` and the AWS files.
    /// - Returns: The configuration, with the warnings in it.
    /// - Throws: Every problem of every layer, if one of them is an error.
    static func make(
        from document: Document?,
        flags: Flags,
        environment: EnvironmentVariables,
        readFile: @escaping (String) throws(FileProblem) -> String
    ) throws(ConfigurationProblems) -> Configuration {
        var outline = ConfigurationOutline(file: document?.name ?? "config.yaml")
        var problems = environment.problems
        if let document {
            let parsed = YAMLDocument(document.text, file: document.name)
            problems += parsed.problems
            // Beyond repair: what other layers lack would only be noise.
            if parsed.root == nil, !parsed.problems.isEmpty { throw ConfigurationProblems(problems) }
            outline = parsed.root.map { ConfigurationOutline($0, file: document.name) } ?? outline
            problems += outline.problems
        }
        let interpolation = Interpolation(variable: { environment[$0] }, file: readFile)
        let reader = SettingsReader(
            outline: outline,
            environment: environment,
            flags: flags,
            interpolation: interpolation
        )
        var builder = ConfigurationBuilder(reader: reader, readFile: readFile)
        let parts = builder.build()
        problems += builder.reader.problems
        let scrubbed = SecretScrubber(outline: outline, environment: environment).scrub(problems)
        let all = ConfigurationProblems(scrubbed)
        guard all.errors.isEmpty, let parts else { throw all }
        return Configuration(
            source: parts.isDiscovered ? .environment : document.map { .file($0.name) } ?? .environment,
            server: parts.server,
            dashboard: parts.dashboard,
            history: parts.history,
            providers: parts.providers,
            routing: parts.routing,
            environment: environment,
            effectiveSettings: builder.reader.settings,
            warnings: all.warnings
        )
    }
}
