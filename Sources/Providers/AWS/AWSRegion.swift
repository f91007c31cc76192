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

    /// The region to use: `AWS_REGION`, then `AWS_DEFAULT_REGION`, then the profile's `region`.
    ///
    /// Values that are no region names are passed over.
    /// - Parameters:
    ///   - profile: The profile chosen in the configuration; `nil` for the one the environment names.
    ///   - environment: Variables and files.
    /// - Returns: A region name, or `nil` if there is none anywhere.
    /// - Throws: ``AWSCredentialError`` if a file cannot be read or a profile asked for by name does not exist.
    public static func resolve(
        profile: String?,
        in environment: AWSEnvironment
    ) throws(AWSCredentialError) -> String? {
        if let region = fromVariables(environment.variables) { return region }
        let choice = ProfileChoice(explicit: profile, variables: environment.variables)
        guard let profile = try AWSProfiles(environment)[choice.name] else {
            guard choice.isNamed else { return nil }
            throw .profileNotFound(choice.name)
        }
        return profile["region"].flatMap { isPlausible($0) ? $0 : nil }
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
