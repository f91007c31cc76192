/// The process environment, with a `.env` file under it.
///
/// Prints names, never values.
package struct EnvironmentVariables: Sendable, CustomStringConvertible, CustomReflectable {
    /// A value and the place it was set.
    struct Entry {
        let value: String
        let origin: SettingOrigin
    }

    private let process: [String: String]
    private let dotEnv: DotEnvFile

    /// Only what the process was given.
    package init(_ process: [String: String]) {
        self.init(process, dotEnv: DotEnvFile())
    }

    init(_ process: [String: String], dotEnv: DotEnvFile) {
        self.process = process
        self.dotEnv = dotEnv
    }

    /// The value, empty or not; the real environment outranks `.env`.
    package subscript(name: String) -> String? {
        process[name] ?? dotEnv.entries[name]?.value
    }

    /// The value and its place; a variable that is set to nothing counts as not set.
    func entry(_ name: String) -> Entry? {
        if let value = process[name] {
            return value.isEmpty ? nil : Entry(value: value, origin: .variable(name))
        }
        guard let entry = dotEnv.entries[name], !entry.value.isEmpty else { return nil }
        return Entry(value: entry.value, origin: .file(entry.location))
    }

    /// Lines of `.env` that could not be read.
    var problems: [ConfigurationProblem] { dotEnv.problems }

    /// Everything, for code that wants a dictionary.
    package var merged: [String: String] {
        process.merging(dotEnv.entries.mapValues(\.value)) { real, _ in real }
    }

    /// Names only.
    package var description: String { "EnvironmentVariables(\(merged.count) variables)" }
    /// Shows nothing.
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
