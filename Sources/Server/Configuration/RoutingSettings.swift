/// Which model goes where.
package struct RoutingSettings: Sendable {
    /// False: every model goes to the first provider, its name unchanged.
    package let isEnabled: Bool
    /// The routes in file order.
    ///
    /// How a model name finds its route is the gateway's business.
    package let models: [RouteSettings]
    /// Wait before the same variant is tried again after a network failure or a 5xx.
    package let retryTimeout: Duration
    /// Cool-down of a throttled variant when the upstream names none.
    package let rateLimitWindow: Duration
}
