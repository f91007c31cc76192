import Gateway
import Providers

extension AttemptPricing {
    /// The prices of the configured providers' vendors, by the table that comes with the program.
    init(_ configuration: Configuration) {
        let providers = configuration.providers.map { settings in
            let address = settings.kind == .bedrock ? settings.endpoint : settings.baseURL
            return (
                settings.name,
                PricedProvider(kind: settings.kind.name, address: address, region: settings.region)
            )
        }
        self.init(
            providers: Dictionary(providers, uniquingKeysWith: { first, _ in first }),
            table: { .standard }
        )
    }
}
