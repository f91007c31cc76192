/// The place a setting or a problem comes from.
package enum SettingOrigin: Sendable, Hashable, CustomStringConvertible {
    /// A place in `config.yaml` or `.env`.
    case file(SourceLocation)
    /// A command line flag, e.g. `--port`.
    case flag(String)
    /// A variable of the process environment, e.g. `PORT`.
    case variable(String)
    /// The AWS profile whose credentials sign.
    case awsProfile
    /// What holds when nobody says otherwise.
    case builtIn

    package var description: String {
        switch self {
        case .file(let location): location.description
        case .flag(let name): name
        case .variable(let name): "environment variable \(name)"
        case .awsProfile: "AWS profile"
        case .builtIn: "default"
        }
    }
}
