/// The thin shell: which files are read.
extension Configuration {
    /// Reads the configuration file, `.env` beside it and the environment.
    ///
    /// - Parameters:
    ///   - file: The file of `--config`; without it `./config.yaml`, then `$XDG_CONFIG_HOME/claude-proxy/config.yaml`
    ///     (`~/.config/…`). None of them: providers and routes follow from the credentials that are found.
    ///   - flags: What the command line says.
    ///   - environment: The process environment.
    ///   - files: How files are read.
    /// - Returns: The configuration, with the warnings in it.
    /// - Throws: Every problem at once, warnings included.
    package static func load(
        file: String?,
        flags: Flags,
        environment: [String: String],
        files: LocalFiles = .live
    ) throws(ConfigurationProblems) -> Configuration {
        let path = try find(file, environment: environment, files: files)
        let directory = path.map(directory(of:)) ?? ""
        let dotEnv = dotEnv(in: directory, files: files)
        return try make(
            from: path.map { Document(name: displayName($0.path), text: $0.text) },
            flags: flags,
            environment: EnvironmentVariables(environment, dotEnv: dotEnv),
            readFile: { name throws(FileProblem) in
                try files.read(name.hasPrefix("/") ? name : directory + name, YAMLLimits.fileBytes)
            }
        )
    }

    /// Where a file without `--config` is looked for, best place first.
    package static func searchPaths(environment: [String: String]) -> [String] {
        let home = environment["HOME"].map { "\($0)/.config" }
        // An empty or relative value does not count.
        // Source: XDG Base Directory Specification, "Environment variables".
        let base = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? home
        return ["config.yaml"] + (base.map { ["\($0)/claude-proxy/config.yaml"] } ?? [])
    }

    private static func find(
        _ file: String?,
        environment: [String: String],
        files: LocalFiles
    ) throws(ConfigurationProblems) -> (path: String, text: String)? {
        for path in file.map({ [$0] }) ?? searchPaths(environment: environment) {
            do {
                return (path, try files.read(path, YAMLLimits.fileBytes))
            } catch {
                if error == .missing, file == nil { continue }
                let mend =
                    error == .missing ? "correct the path, or write one with: claude-proxy init --config \(path)" : nil
                let problem = ConfigurationProblem(
                    .error,
                    at: nil,
                    "the file \(Excerpt.quoted(path)) \(error.reason)",
                    mend: mend
                )
                throw ConfigurationProblems([problem])
            }
        }
        return nil
    }

    private static func dotEnv(in directory: String, files: LocalFiles) -> DotEnvFile {
        let path = directory + ".env"
        do {
            return DotEnvFile(try files.read(path, DotEnvFile.sizeLimit), file: path)
        } catch {
            return error == .missing ? DotEnvFile() : DotEnvFile(unreadable: path, error)
        }
    }

    /// With its slash; empty for the working directory.
    private static func directory(of file: (path: String, text: String)) -> String {
        file.path.lastIndex(of: "/").map { String(file.path[...$0]) } ?? ""
    }

    private static func displayName(_ path: String) -> String {
        path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    }
}
