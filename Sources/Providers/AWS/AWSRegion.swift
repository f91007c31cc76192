/// Names of AWS regions, and where a region is looked for.
public enum AWSRegion {
    /// Longest name taken, in bytes; the longest there is has 16.
    private static let limit = 32

    /// Whether `text` has the shape of a region name: `us-east-1`, `us-gov-west-1`, `ap-southeast-2`.
    ///
    /// A region becomes part of a host name, so nothing else may get there.
    public static func isPlausible(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count <= limit, parts.count >= 3, let number = parts.last, let area = parts.first else {
            return false
        }
        return 1...2 ~= number.utf8.count && number.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
            && area.utf8.count >= 2
            && parts.dropLast().allSatisfy { part in
                !part.isEmpty && part.utf8.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 }
            }
    }

    /// The `region` of a profile in the shared files.
    ///
    /// A file or a profile that is not in order has no region either: the search for credentials says what is wrong.
    /// - Parameters:
    ///   - name: The profile chosen in the configuration; `nil` for the one the environment names, else `default`.
    ///   - variables: The process environment.
    ///   - readFile: A file's text; `nil` if it cannot be read.
    /// - Returns: A region name, or `nil` if the profile has none.
    package static func ofProfile(
        _ name: String?,
        variables: [String: String],
        readFile: (_ path: String) -> String?
    ) -> String? {
        func document(_ variable: String, _ usual: String) -> INIDocument? {
            var path = variables.nonEmpty(variable) ?? usual
            if path.hasPrefix("~/") {
                guard let home = variables.nonEmpty("HOME") else { return INIDocument() }
                path = home + path.dropFirst()
            }
            guard let text = readFile(path) else { return INIDocument() }
            return try? INIDocument(Array(text.utf8), path: path)
        }
        guard let config = document("AWS_CONFIG_FILE", AWSProfiles.configPath),
            let credentials = document("AWS_SHARED_CREDENTIALS_FILE", AWSProfiles.credentialsPath)
        else { return nil }
        let choice = ProfileChoice(explicit: name, variables: variables)
        let profile = AWSProfiles(config: config, credentials: credentials)[choice.name]
        return profile?["region"].flatMap { isPlausible($0) ? $0 : nil }
    }

    /// `AWS_REGION`, then `AWS_DEFAULT_REGION`, if it is a region name.
    static func fromVariables(_ variables: [String: String]) -> String? {
        ["AWS_REGION", "AWS_DEFAULT_REGION"].lazy.compactMap { variables.nonEmpty($0) }.first(where: isPlausible)
    }

    /// Domain of a region's endpoints; China has its own.
    static func domain(_ region: String) -> String {
        region.hasPrefix("cn-") ? "amazonaws.com.cn" : "amazonaws.com"
    }
}
