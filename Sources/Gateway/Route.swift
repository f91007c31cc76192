package import Providers

/// What a model name leads to: targets in the order in which they are tried.
package struct Route: Sendable, Equatable {
    /// One place in a route's order.
    package struct Variant: Sendable, Equatable {
        package var provider: String
        /// `nil`: the client's own model name is sent.
        package var model: String?
        package var region: String?
        package var endpoint: String?

        package init(provider: String, model: String? = nil, region: String? = nil, endpoint: String? = nil) {
            self.provider = provider
            self.model = model
            self.region = region
            self.endpoint = endpoint
        }
    }

    /// The name in the configuration, matched against the client's model.
    package var model: String
    package var variants: [Variant]

    package init(model: String, variants: [Variant]) {
        self.model = model
        self.variants = variants
    }

    /// The route's targets for a request that asks for `requestedModel`, each once.
    package func targets(for requestedModel: String) -> [Target] {
        var seen = Set<Target.ID>()
        return variants.map { variant in
            Target(
                provider: variant.provider,
                model: variant.model ?? requestedModel,
                region: variant.region,
                endpoint: variant.endpoint
            )
        }
        .filter { seen.insert($0.id).inserted }
    }
}

/// All routes, in the configuration's order.
package struct RoutingTable: Sendable {
    /// The route that takes every model no other route takes.
    package static let defaultName = "default"

    package let routes: [Route]

    package init(routes: [Route]) { self.routes = routes }

    /// The route for a model: exact name, else the first whose name occurs in it (case ignored), else `default`.
    package func route(for model: String) -> Route? {
        if let exact = routes.first(where: { $0.model == model }) { return exact }
        let wanted = model.lowercased()
        let partial = routes.first { route in
            route.model != Self.defaultName && wanted.contains(route.model.lowercased())
        }
        return partial ?? routes.first { $0.model == Self.defaultName }
    }
}
