/// Everything the process was told before it started: an immutable value that is made once and handed to initialisers.
///
/// Made by ``load(file:flags:environment:system:)``, which reports every problem at once instead of the first.
package struct Configuration: Sendable {
    /// Where the routes came from.
    package enum Source: Sendable, Hashable, CustomStringConvertible {
        /// A file, named as the user would name it.
        case file(String)
        /// No file: providers and routes follow from the credentials that were found.
        case environment

        /// `config.yaml` or `environment`, for the start message.
        package var description: String {
            switch self {
            case .file(let name): name
            case .environment: "environment"
            }
        }
    }

    /// Where the routes came from.
    package let source: Source
    /// The address and limits of the API.
    package let server: ServerSettings
    /// The page that shows what happened.
    package let dashboard: DashboardSettings
    /// What is kept of each exchange, where and how long.
    package let history: HistorySettings
    /// The configured providers in file order, then those that only a route names.
    package let providers: [ProviderSettings]
    /// Which model goes where.
    package let routing: RoutingSettings
    /// The process environment with `.env` under it, for the AWS credential chain.
    package let environment: EnvironmentVariables
    /// Every setting as it took effect, with its origin and secrets masked; for `GET /debug`.
    package let effectiveSettings: [EffectiveSetting]
    /// What the operator should look at, though it does not stop the start.
    package let warnings: [ConfigurationProblem]

    /// The provider of that name, if it is configured.
    package func provider(named name: String) -> ProviderSettings? {
        providers.first { $0.name == name }
    }
}
