import MessagesAPI
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

        fileprivate func target(for requestedModel: String) -> Target {
            Target(provider: provider, model: model ?? requestedModel, region: region, endpoint: endpoint)
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
        return variants.map { $0.target(for: requestedModel) }.filter { seen.insert($0.id).inserted }
    }
}

/// All routes, in the configuration's order.
package struct RoutingTable: Sendable {
    /// The route that takes every model no other route takes.
    package static let defaultName = "default"

    package let routes: [Route]
    /// The routes' names in lower case, in their order.
    private let names: [String]

    package init(routes: [Route]) {
        self.routes = routes
        names = routes.map { $0.model.lowercased() }
    }

    /// The route for a model: exact name, else the first whose name occurs in it (case ignored), else `default`.
    package func route(for model: String) -> Route? {
        if let exact = routes.first(where: { $0.model == model }) { return exact }
        let wanted = model.lowercased()
        let partial = routes.indices.first { index in
            routes[index].model != Self.defaultName && wanted.holds(names[index])
        }
        return partial.map { routes[$0] } ?? routes.first { $0.model == Self.defaultName }
    }
}
