import Gateway
package import Logging
import NIOPosix
import Providers
import ServiceLifecycle
import Synchronization

/// `check --online`: asks every variant of every route for a word, one after another.
///
/// Costs a few tokens a variant, and one request of its quota.
package struct OnlineCheck: Sendable {
    private let configuration: Configuration
    private let clock: any Clock<Duration>
    private let logger: Logger

    package init(
        configuration: Configuration,
        clock: any Clock<Duration> = ContinuousClock(),
        logger: Logger
    ) {
        self.configuration = configuration
        self.clock = clock
        self.logger = logger
    }

    /// Asks all variants; each report is told as soon as it is there.
    /// - Returns: Whether none of them gave a no.
    /// - Throws: ``StartError``.
    package func run(_ tell: @escaping @Sendable (String) -> Void) async throws -> Bool {
        let upstreams = try UpstreamConnections(
            configuration,
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: logger
        )
        for provider in openProviders {
            tell("\(provider)\n  takes the client's own model name, so there is no model to ask for\n")
        }
        let probes = Probes(targets: targets, upstreams: upstreams.byName, clock: clock, tell: tell)
        var services = upstreams.services.map { ServiceGroupConfiguration.ServiceConfiguration(service: $0) }
        // Its end closes the connections.
        services.append(.init(service: probes, successTerminationBehavior: .gracefullyShutdownGroup))
        try await ServiceGroup(configuration: .init(services: services, logger: logger)).run()
        return probes.isSuccess
    }

    /// Every target once, in the order of the file; a variant without a model gets the route's name.
    private var targets: [Target] {
        var seen = Set<Target.ID>()
        return routes.flatMap { route in
            var named = route
            if route.model == RoutingTable.defaultName { named.variants.removeAll { $0.model == nil } }
            return named.targets(for: route.model)
        }
        .filter { seen.insert($0.id).inserted }
    }

    /// Providers that take whatever model the client names.
    private var openProviders: [String] {
        let variants = routes.filter { $0.model == RoutingTable.defaultName }.flatMap(\.variants)
        return variants.filter { $0.model == nil }.map(\.provider)
    }

    private var routes: [Route] { RoutingTable(configuration).routes }

    /// Runs the probes as a member of the group whose end they bring.
    private final class Probes: Service {
        private let targets: [Target]
        private let upstreams: [String: Gateway.Upstream]
        private let clock: any Clock<Duration>
        private let tell: @Sendable (String) -> Void
        private let failures = Atomic(0)

        init(
            targets: [Target],
            upstreams: [String: Gateway.Upstream],
            clock: any Clock<Duration>,
            tell: @escaping @Sendable (String) -> Void
        ) {
            self.targets = targets
            self.upstreams = upstreams
            self.clock = clock
            self.tell = tell
        }

        var isSuccess: Bool { failures.load(ordering: .relaxed) == 0 }

        func run() async throws {
            for target in targets {
                guard let upstream = upstreams[target.provider] else { continue }
                let report = try await TargetProbe(upstream: upstream, target: target, clock: clock).run()
                if !report.isSuccess { failures.add(1, ordering: .relaxed) }
                tell(report.lines.joined(separator: "\n") + "\n")
            }
        }
    }
}
