import Gateway
import HTTPTypes
import MessagesAPI
import NIOCore
import ServiceLifecycle
import Synchronization

/// `GET /api/live`: the state as server-sent events, for as long as a page is open.
struct LiveEndpoint: Sendable {
    /// Time between two looks at the state.
    static let tick = Duration.milliseconds(500)
    /// Pages at once; each costs a look at the state twice a second.
    static let clientLimit = 32
    /// How long one connection lasts; the browser then connects again, and shows its session again.
    static let lifetime = Duration.seconds(60 * 60)
    /// A page that connects is told what ended that long ago: its lists, read before or after, may miss it, as the history
    /// is written a moment later.
    static let lookBack = Duration.seconds(2)

    let live: LiveExchanges
    let cooldowns: CooldownTable
    let clock: any Clock<Duration>
    let now: @Sendable () -> Timestamp
    private let clients = LiveClients()

    init(
        live: LiveExchanges,
        cooldowns: CooldownTable,
        clock: any Clock<Duration>,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.live = live
        self.cooldowns = cooldowns
        self.clock = clock
        self.now = now
    }

    /// Returns when the connection's time is over, whoever watches may no longer, or the server stops; ends by
    /// cancellation when the page goes.
    func respond(
        to request: ClientRequest,
        through client: ClientStream,
        while mayWatch: @Sendable () -> Bool
    ) async throws {
        let sequence = try start(request)
        guard clients.enter() else {
            throw APIError(.overloaded, "Too many pages watch already.", status: 503, retryAfterSeconds: 10)
        }
        defer { clients.leave() }
        var feed = LiveFeed(after: sequence)
        let first = feed.tick(state, live) ?? ByteBuffer(string: ": \n\n")
        try await client.startStream(DashboardHeaders.all, first: first)
        for _ in 0..<Int(Self.lifetime / Self.tick) {
            try await clock.sleep(for: Self.tick)
            guard !Task.isShuttingDownGracefully, mayWatch() else { break }
            if let events = feed.tick(state, live) { try await client.write(events) }
        }
        try await client.finish()
    }

    /// The number of the last finished exchange that the page knows.
    private func start(_ request: ClientRequest) throws(APIError) -> Int64 {
        guard let text = request.header(.lastEventID), !text.isEmpty else {
            return live.sequence(before: now().advanced(by: .zero - Self.lookBack))
        }
        guard let sequence = Int64(decimal: text) else {
            throw APIError(.invalidRequest, "last-event-id: Input should be the id of an event")
        }
        return sequence
    }

    private var state: LiveFeed.State {
        let running = live.running.map { (exchange: $0.running, elapsed: $0.elapsed) }
        let ordered = running.sorted { left, right in
            (left.exchange.startedAt, left.exchange.requestID) < (right.exchange.startedAt, right.exchange.requestID)
        }
        return LiveFeed.State(running: ordered, cooldowns: cooldowns.running())
    }
}

/// Counts the pages that watch.
private final class LiveClients: Sendable {
    private let count = Atomic(0)

    /// Whether there was room for one more.
    func enter() -> Bool {
        let (_, count) = count.add(1, ordering: .relaxed)
        guard count > LiveEndpoint.clientLimit else { return true }
        leave()
        return false
    }

    func leave() { count.subtract(1, ordering: .relaxed) }
}
