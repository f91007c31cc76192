/// The profiles and sign-in sessions of both shared files.
struct AWSProfiles: Sendable, Equatable {
    static let configPath = "~/.aws/config"
    static let credentialsPath = "~/.aws/credentials"

    private var profiles: [String: AWSProfile] = [:]
    private var ssoSessions: [String: [String: String]] = [:]

    /// Puts the sections of both files together.
    init(config: INIDocument, credentials: INIDocument) {
        // `[profile default]` wins over `[default]`, so it is taken after it.
        for (section, settings) in config.sections.sorted(by: { $0.key < $1.key }) { add(section, settings) }
        for (section, settings) in credentials.sections {
            profiles[section, default: AWSProfile(name: section)].credentials = settings
        }
    }

    /// Reads both files; one that does not exist is empty.
    init(_ environment: AWSEnvironment) throws(AWSCredentialError) {
        self.init(
            config: try Self.document("AWS_CONFIG_FILE", default: Self.configPath, environment),
            credentials: try Self.document("AWS_SHARED_CREDENTIALS_FILE", default: Self.credentialsPath, environment)
        )
    }

    /// The profile of that name, if either file has it.
    subscript(_ name: String) -> AWSProfile? { profiles[name] }

    /// The settings of `[sso-session name]`, if the config file has it.
    func ssoSession(_ name: String) -> [String: String]? { ssoSessions[name] }

    private mutating func add(_ section: String, _ settings: [String: String]) {
        if section == "default" {
            profiles["default", default: AWSProfile(name: "default")].config = settings
        } else if let name = Self.name(section, after: "profile") {
            profiles[name, default: AWSProfile(name: name)].config.merge(settings) { $1 }
        } else if let name = Self.name(section, after: "sso-session") {
            ssoSessions[name] = settings
        }
    }

    /// `my name` of `profile "my name"`; `nil` if the section is of another kind.
    private static func name(_ section: String, after kind: String) -> String? {
        guard section.hasPrefix(kind), let mark = section.dropFirst(kind.count).first, mark.isWhitespace else {
            return nil
        }
        let name = section.dropFirst(kind.count).drop(while: \.isWhitespace)
        for quote in ["\"", "'"] where name.count >= 2 && name.hasPrefix(quote) && name.hasSuffix(quote) {
            return String(name.dropFirst().dropLast())
        }
        return name.isEmpty ? nil : String(name)
    }

    private static func document(
        _ variable: String,
        default path: String,
        _ environment: AWSEnvironment
    ) throws(AWSCredentialError) -> INIDocument {
        let path = environment.variables.nonEmpty(variable) ?? path
        guard let bytes = try environment.file(path) else { return INIDocument() }
        return try INIDocument(bytes, path: path)
    }
}
