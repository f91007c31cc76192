/// Providers and routes without a file that names any: from the credentials that are there.
extension ConfigurationBuilder {
    /// Reports and returns `nil` if there is no credential at all.
    mutating func discover(
        besides server: ServerSettings
    ) -> (providers: [ProviderSettings], routes: [RouteSettings])? {
        let discovery = CredentialDiscovery(environment: reader.environment, readFile: readFile)
        let kinds = discovery.kinds
        guard !kinds.isEmpty else {
            // The providers may stand in what could not be read.
            guard reader.outline.problems.isEmpty else { return nil }
            reader.report(
                .error,
                at: nil,
                "no providers are configured and no credentials were found; "
                    + "'claude-proxy demo' shows the proxy without an account, 'claude-proxy init' writes a config.yaml"
            )
            return nil
        }
        let providers = kinds.map { implicitProvider($0, besides: server) }
        return (providers, DefaultRoutes.routes(to: providers))
    }
}
