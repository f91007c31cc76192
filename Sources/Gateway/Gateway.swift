package import Logging
package import MessagesAPI
package import NIOCore
package import Providers

/// Answers one request by trying the targets of its route in order.
package struct Gateway: Sendable {
    /// A provider and the connection to it.
    package struct Upstream: Sendable {
        package var provider: any Provider
        package var transport: any UpstreamTransport

        package init(provider: any Provider, transport: any UpstreamTransport) {
            self.provider = provider
            self.transport = transport
        }
    }

    package let routes: RoutingTable
    /// By the provider's name in the configuration.
    let upstreams: [String: Upstream]
    package let cooldowns: CooldownTable
    let settings: GatewaySettings
    let clock: any Clock<Duration>
    package let now: @Sendable () -> Timestamp

    package init(
        routes: RoutingTable,
        upstreams: [String: Upstream],
        cooldowns: CooldownTable,
        settings: GatewaySettings,
        clock: any Clock<Duration>,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.routes = routes
        self.upstreams = upstreams
        self.cooldowns = cooldowns
        self.settings = settings
        self.clock = clock
        self.now = now
    }

    /// Tries targets until one has begun to answer.
    /// - Throws: ``APIError`` for the client, or `CancellationError`.
    package func open(
        _ request: MessagesRequest,
        record: ExchangeRecord,
        logger: Logger
    ) async throws -> HandOff<CommittedResponse> {
        let targets = try route(for: request.model).targets(for: request.model)
        let plan = RoutePlan(targets: targets, cooldowns: cooldowns)
        guard !plan.targets.isEmpty else { throw FinalError.allCooling(plan.cooling, now: now()) }
        var loop = AttemptLoop(gateway: self, request: request, record: record, logger: logger)
        return try await loop.run(plan)
    }

    /// The next bytes of an answer that has begun; `nil` at its end.
    ///
    /// Keeps the record and the cool-downs up to date.
    /// - Throws: ``UpstreamFailure``, or `CancellationError`.
    package func next(of response: inout CommittedResponse, record: ExchangeRecord) async throws -> ByteBuffer? {
        do {
            if let bytes = try await response.rest.next() { return bytes }
        } catch {
            fail(response, error, record: record)
            throw error
        }
        cooldowns.countSuccess(response.target.id)
        let meter = response.rest.meter
        record.updateAttempt(response.attemptIndex) { $0.note(meter) }
        return nil
    }

    /// Lets the upstream finish after an answer is complete, for ``settleLimit`` at most.
    ///
    /// To be called once the client has everything; returns the tokens as known then.
    package func settle(_ response: sending CommittedResponse, record: ExchangeRecord) async -> TokenUsage {
        guard !response.rest.hasEnded else { return response.rest.usage }
        let (known, index, clock) = (response.rest.meter, response.attemptIndex, clock)
        let rest = HandOff(response)
        let late = await withTaskGroup(of: TranslatedStream.Meter?.self) { group in
            group.addTask {
                guard var response = rest.take() else { return nil }
                await response.rest.drain()
                return response.rest.meter
            }
            group.addTask {
                try? await clock.sleep(for: Self.settleLimit)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        let meter = late ?? known
        record.updateAttempt(index) { $0.note(meter) }
        return meter.usage
    }

    /// How long an upstream may take to end after its answer is complete; it does so at once as a rule.
    static let settleLimit = Duration.seconds(1)

    /// Notes that an answer that had begun did not come to its end.
    package func fail(_ response: CommittedResponse, _ error: any Error, record: ExchangeRecord) {
        let cooldown = (error as? UpstreamFailure).flatMap { coolDown(response.target.id, after: $0) }
        let meter = response.rest.meter
        record.updateAttempt(response.attemptIndex) { attempt in
            attempt.note(error, cooldown: cooldown)
            attempt.note(meter)
        }
    }

    /// The route for a model.
    /// - Throws: ``APIError`` of kind `not_found_error` that lists what there is.
    package func route(for model: String) throws(APIError) -> Route {
        if let route = routes.route(for: model) { return route }
        let names = routes.routes.map(\.model).joined(separator: ", ")
        throw APIError(.notFound, "model: \(model). No route takes this model. Routes: \(names)")
    }

    /// Leaves a target alone as long as the failure calls for.
    func coolDown(_ target: Target.ID, after failure: UpstreamFailure) -> Cooldown? {
        guard case .tryNext(let rule) = failure.finalDisposition else { return nil }
        guard let duration = settings.duration(of: rule, failure, inARow: { cooldowns.countFailure(target) }) else {
            return nil
        }
        return cooldowns.coolDown(target, for: duration, reason: failure.kind.rawValue, detail: failure.message)
    }
}

extension Attempt {
    /// Takes over what the attempt used up.
    mutating func note(_ meter: TranslatedStream.Meter) {
        usage = meter.usage
        guard let cost = meter.reportedCostUSD, cost.isFinite, cost >= 0 else { return }
        costUSD = cost
        costSource = .upstream
    }

    /// Takes over why the attempt ended.
    mutating func note(_ error: any Error, cooldown: Cooldown? = nil) {
        switch error {
        case let failure as UpstreamFailure:
            status = failure.status ?? status
            errorClass = failure.kind.rawValue
            errorText = failure.message
            cooldownUntil = cooldown?.until
        default:
            errorClass = "cancelled"
        }
    }
}
