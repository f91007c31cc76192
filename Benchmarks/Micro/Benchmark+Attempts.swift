import Gateway
import Logging
import MessagesAPI
import NIOCore
import Providers

extension Benchmark {
    static var attempts: [Benchmark] {
        [attempts("1 attempt", refusing: 0), attempts("2 attempts, the first refused with 429", refusing: 1)]
    }

    /// The attempt loop with its record and its cool-downs, over upstreams without a socket: provider, translator and
    /// transport do next to nothing, so that what is left is the bookkeeping.
    private static func attempts(_ name: String, refusing count: Int) -> Benchmark {
        Benchmark("Gateway: \(name)", per: .exchange) {
            let request = try MessagesRequest(body: SampleConversation.smallBody)
            let logger = Logger(label: "benchmark")
            let upstream = InstantUpstream(refusing: count)
            let variants = (0...count).map { Route.Variant(provider: "p", model: "\($0)") }
            let routes = RoutingTable(routes: [Route(model: RoutingTable.defaultName, variants: variants)])
            return { times in
                let gateway = gateway(over: upstream, routes)
                for _ in 0..<times {
                    let record = ExchangeRecord(exchange(of: request))
                    guard var response = try await gateway.open(request, record: record, logger: logger).take() else {
                        return
                    }
                    while let more = try await gateway.next(of: &response, record: record) { use(more) }
                    use(record.snapshot)
                    gateway.cooldowns.reset()
                }
            }
        }
    }

    private static func gateway(over upstream: InstantUpstream, _ routes: RoutingTable) -> Gateway {
        Gateway(
            routes: routes,
            upstreams: ["p": .init(provider: upstream, transport: upstream)],
            cooldowns: CooldownTable { Timestamp(milliseconds: 0) },
            settings: GatewaySettings(rateLimitWindow: .seconds(60), retryDelay: .seconds(1)),
            clock: ImmediateClock(),
            now: { Timestamp(milliseconds: 0) }
        )
    }

    private static func exchange(of request: MessagesRequest) -> Exchange {
        Exchange(
            requestID: "req_1",
            startedAt: Timestamp(milliseconds: 0),
            requestedModel: request.model,
            isStreaming: true,
            requestBytes: request.body.readableBytes
        )
    }
}
