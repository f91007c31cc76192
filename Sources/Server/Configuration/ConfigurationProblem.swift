/// Something in the configuration that is wrong or doubtful, with its place and its mend.
///
/// Never holds a secret.
package struct ConfigurationProblem: Sendable, Hashable, CustomStringConvertible {
    package enum Severity: String, Sendable {
        /// Stops the start.
        case error
        /// Is shown and stops nothing.
        case warning
    }

    package let severity: Severity
    /// Where; `nil` if no single place is to blame.
    package let origin: SettingOrigin?
    /// What is wrong, with the offending text.
    package let message: String
    /// What to do about it.
    package let mend: String?

    package init(_ severity: Severity, at origin: SettingOrigin?, _ message: String, mend: String? = nil) {
        self.severity = severity
        self.origin = origin
        self.message = message
        self.mend = mend
    }

    /// Compiler style: `config.yaml:12:5: error: …`, and the mend on a line of its own.
    package var description: String {
        let place = origin.map(\.description) ?? "configuration"
        let head = "\(place): \(severity.rawValue): \(message)"
        return mend.map { "\(head)\n  fix: \($0)" } ?? head
    }
}
