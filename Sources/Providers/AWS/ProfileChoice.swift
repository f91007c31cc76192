/// Which profile is used, and whether somebody asked for it by name.
struct ProfileChoice: Sendable, Equatable {
    /// The profile's name.
    let name: String
    /// Whether it must exist.
    let isNamed: Bool

    /// The configured profile, else `AWS_PROFILE`, else `AWS_DEFAULT_PROFILE`, else `default`.
    init(explicit: String?, variables: [String: String]) {
        let chosen = explicit ?? variables.nonEmpty("AWS_PROFILE") ?? variables.nonEmpty("AWS_DEFAULT_PROFILE")
        name = chosen ?? "default"
        isNamed = chosen != nil
    }
}
