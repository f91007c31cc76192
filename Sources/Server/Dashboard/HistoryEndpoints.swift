import Gateway
import History
import JSONBytes
import MessagesAPI

/// What the dashboard's endpoints tell of the past.
struct HistoryEndpoints: Sendable {
    let reader: HistoryReader
    let live: LiveExchanges
    let now: @Sendable () -> Timestamp

    /// `GET /api/summary`: figures over the filter, and over the period before.
    func summary(_ request: ClientRequest) async throws -> ClientResponse {
        let filter = try await filter(request)
        let current = try await ask { try await reader.summary(filter) }
        let previous = try await ask { try await reader.summary(filter.before) }
        var writer = JSONWriter(capacity: 2048)
        writer.beginObject()
        writer.key("range")
        writer.object(DashboardField.range(filter))
        writer.key("current")
        writer.object(DashboardField.figures(current))
        writer.key("previous")
        writer.object(DashboardField.figures(previous))
        writer.endObject()
        return .json(writer)
    }

    /// `GET /api/series`: the same figures by bucket.
    func series(_ request: ClientRequest) async throws -> ClientResponse {
        let filter = try await filter(request)
        let points = try await ask { try await reader.series(filter) }
        var writer = JSONWriter(capacity: 64 * 1024)
        writer.beginObject()
        writer.key("range")
        writer.object(DashboardField.range(filter))
        writer.member("bucket_ms", filter.level.length)
        writer.array("points", points) { point, writer in
            let start = DashboardField.milliseconds("start_at_ms", point.start.milliseconds)
            writer.object([start] + DashboardField.figures(point.summary))
        }
        writer.endObject()
        return .json(writer)
    }

    /// `GET /api/exchanges`: one page, with the keys of the pages beside it.
    func exchanges(_ request: ClientRequest) async throws -> ClientResponse {
        let query = DashboardQuery(request)
        let (limit, place) = (try query.limit(), try query.place())
        let filter = try await filter(request)
        // One more than asked tells whether there is a page behind.
        let found = try await ask {
            try await reader.exchanges(filter, limit: limit + 1, place?.direction ?? .older, than: place?.key)
        }
        let page = ExchangePage(found, limit: limit, place: place)
        var writer = JSONWriter(capacity: 64 * 1024)
        writer.beginObject()
        writer.array("exchanges", page.rows) { row, writer in writer.object(DashboardField.exchange(row)) }
        writer.members([.text("older", page.older?.text), .text("newer", page.newer?.text)])
        writer.endObject()
        return .json(writer)
    }

    /// `GET /api/exchanges/{request_id}`: one exchange with its attempts.
    ///
    /// One that ended a moment ago may not be written yet; it is told from memory.
    func exchange(_ requestID: String) async throws -> ClientResponse {
        if let found = try await ask({ try await reader.exchange(requestID: requestID) }) {
            let hasBodies = try await ask { try await reader.hasBodies(exchangeID: found.exchange.id) }
            return Self.detail(found.exchange, found.attempts, hasBodies: hasBodies)
        }
        if let ended = live.finished(requestID: requestID) {
            return Self.detail(ExchangeRow(ended), AttemptRow.all(of: ended), hasBodies: false)
        }
        throw APIError(.notFound, "No request of this id is in the history. One that still runs is not.")
    }

    private static func detail(
        _ exchange: ExchangeRow,
        _ attempts: [AttemptRow],
        hasBodies: Bool
    ) -> ClientResponse {
        var writer = JSONWriter(capacity: 4096)
        writer.beginObject()
        writer.key("exchange")
        writer.object(DashboardField.exchange(exchange))
        writer.array("attempts", attempts) { attempt, writer in
            writer.object(DashboardField.attempt(attempt, of: exchange.startedAt))
        }
        writer.member("has_bodies", hasBodies)
        writer.endObject()
        return .json(writer)
    }

    /// `GET /api/errors`: what failed, by class and target; for clients, and for attempts.
    ///
    /// Attempts are told by time and target alone.
    func errors(_ request: ClientRequest) async throws -> ClientResponse {
        let filter = try await filter(request)
        let groups = try await ask { try await reader.errorGroups(filter) }
        let attempts = try await ask { try await reader.attemptErrors(filter) }
            .filter { filter.target == nil || $0.target == filter.target }
        var writer = JSONWriter(capacity: 16 * 1024)
        writer.beginObject()
        writer.key("range")
        writer.object(DashboardField.range(filter))
        writer.array("exchanges", groups) { group, writer in
            writer.object([
                .text("error_class", group.errorClass), .text("target", group.target), .count("count", group.count),
                .milliseconds("last_at_ms", group.newest.startedAt.milliseconds),
                .text("last_message", group.newest.errorMessage), .text("last_request_id", group.newest.requestID),
            ])
        }
        writer.array("attempts", attempts) { group, writer in
            writer.object([
                .text("error_class", group.errorClass), .text("target", group.target), .count("count", group.count),
                .milliseconds("last_at_ms", group.lastAt.milliseconds), .text("last_text", group.lastText),
            ])
        }
        writer.endObject()
        return .json(writer)
    }

    /// How far back it is counted what is used most.
    private static let facetAge = Duration.seconds(30 * 86_400)

    /// `GET /api/facets`: what there is to filter by.
    func facets() async throws -> ClientResponse {
        let start = now().advanced(by: .zero - Self.facetAge)
        let values = try await ask { try await reader.filterValues(since: start) }
        var writer = JSONWriter(capacity: 4096)
        writer.beginObject()
        writer.array("models", values.models) { $1.value($0) }
        writer.array("targets", values.targets) { $1.value($0) }
        writer.array("providers", values.providers) { $1.value($0) }
        writer.array("error_classes", values.errorClasses) { $1.value($0) }
        writer.array("statuses", values.statuses) { $1.value($0) }
        writer.endObject()
        return .json(writer)
    }

    /// The filter that a request asks for; its start stands on the border of a bucket, and so does its end where there may
    /// be something behind it.
    func filter(_ request: ClientRequest) async throws -> ExchangeFilter {
        let now = now()
        let query = DashboardQuery(request)
        // What began in this very millisecond belongs to it.
        var filter = ExchangeFilter(start: now, end: now.advanced(by: .milliseconds(1)))
        switch try query.span(now: now) {
        case .last(let duration): filter.start = now.advanced(by: .zero - duration)
        case .since(let from): filter.start = from
        case .between(let from, let to): (filter.start, filter.end) = (from, to)
        case .all:
            let first = try await ask { try await reader.firstDay() }
            filter.start = min(first ?? now, now)
        }
        try query.narrow(&filter)
        filter.align(now: now)
        return filter
    }

    /// Asks the history; what it cannot tell becomes an error for the client.
    func ask<Answer>(_ question: () async throws -> Answer) async throws -> Answer {
        do {
            return try await question()
        } catch let error as HistoryDatabaseError {
            throw APIError(.api, "\(error)")
        }
    }
}

extension ExchangeFilter {
    /// Chooses the finest level that the period before still has, and moves start and end apart to borders of its buckets,
    /// so that lists tell the same as sums; but not an end that lies ahead, as there is nothing behind it.
    fileprivate mutating func align(now: Timestamp) {
        // As often as there are levels: the time that is added may ask for the next one, whose borders are borders of the
        // finer ones too.
        for _ in RollupLevel.allCases {
            finestLevel = .finest(reaching: before.start, now: now)
            let level = level
            start = level.start(of: start)
            if end <= now { end = level.end(of: end) }
        }
    }
}
