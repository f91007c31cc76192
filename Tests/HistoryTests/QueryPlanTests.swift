import GRDB
import Gateway
import Providers
import Synchronization
import TestSupport
import Testing

@testable import History

/// Nothing is left to a list of statements: whatever is really asked is taken down and explained.
@Suite("Each question is answered over an index")
struct QueryPlanTests {
    /// Every filter that there is, each of which the exchanges of the history fulfil.
    private static let narrowings: [@Sendable (inout ExchangeFilter) -> Void] = [
        { $0.requestedModel = "claude-sonnet-4-6" }, { $0.target = Target.good.id.rawValue }, { $0.provider = "own" },
        { $0.outcome = .failed }, { $0.status = 529 }, { $0.errorClass = "overloaded_error" },
        { $0.isStreaming = true }, { $0.target = "" },
        { $0.sessionID = "session-1" }, { $0.requestIDPrefix = "req_1" }, { $0.requestIDPrefix = "many_" },
    ]

    /// None of them, each, every two and every three; the two beginnings of a request id do not go together.
    private static var filters: [ExchangeFilter] {
        let choices = (0..<1 << narrowings.count).filter { choice in
            choice.nonzeroBitCount <= 3 && choice >> (narrowings.count - 2) != 3
        }
        return choices.map { choice in
            var filter = ExchangeFilter(
                start: Timestamp(milliseconds: 0),
                end: Timestamp(milliseconds: 2_000_000_000_000)
            )
            for (index, narrow) in narrowings.enumerated() where choice >> index & 1 == 1 { narrow(&filter) }
            return filter
        }
    }

    private func exchange(_ requestID: String) -> Exchange {
        var exchange = Exchange.full(requestID)
        exchange.outcome = .failed
        exchange.status = 529
        exchange.errorClass = "overloaded_error"
        return exchange
    }

    /// A history with some exchanges, with some in general facets, and with so many of one beginning of the request id that
    /// they are not sorted.
    private func fill(_ history: TracedHistory) async throws {
        var refused = exchange("req_18")
        refused.servedBy = nil
        let general = [exchange("req_19"), refused]
        let batch = Batch(exchanges: (0..<5).map { exchange("req_1\($0)") } + general)
        try await history.database.pool.write { db in
            _ = try batch.write(to: db)
            for exchange in general {
                let facet = try Facet(exchange).general.id(in: db)
                try db.execute(
                    sql: "UPDATE exchange SET facet_id = ? WHERE request_id = ?",
                    arguments: [facet, exchange.requestID]
                )
            }
            try db.execute(
                sql: """
                    WITH RECURSIVE number(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM number WHERE n < ?)
                    INSERT INTO exchange (request_id, started_at_ms, requested_model, is_streaming, outcome, facet_id)
                    SELECT 'many_' || n, n, 'claude-sonnet-4-6', 1, 'failed', 1 FROM number
                    """,
                arguments: [ExchangeScan.requestIDLimit]
            )
        }
    }

    @Test("Figures, series, pages both ways, errors: under every three filters")
    func filters() async throws {
        let history = try TracedHistory()
        try await fill(history)
        let reader = HistoryReader(database: history.database)
        let key = ExchangeKey(startedAt: Timestamp(milliseconds: 5000), id: 5)
        try await history.explain {
            for filter in Self.filters {
                _ = try await reader.summary(filter)
                for direction in HistoryReader.Direction.allCases {
                    _ = try await reader.exchanges(filter, limit: 5, direction)
                    _ = try await reader.exchanges(filter, limit: 5, direction, than: key)
                }
                _ = try await reader.errorGroups(filter)
            }
            let all = try #require(Self.filters.first)
            _ = try await reader.series(all)
            _ = try await reader.attemptErrors(all)
        }
        #expect(history.explained > 300)
    }

    @Test("One request, its bodies, the first day, the cool-downs, and what there is to filter by")
    func details() async throws {
        let history = try TracedHistory()
        try await fill(history)
        let reader = HistoryReader(database: history.database)
        try await history.explain {
            let found = try await reader.exchange(requestID: "req_10")
            #expect(found?.attempts.count == 2)
            _ = try await reader.bodies(exchangeID: 1)
            _ = try await reader.hasBodies(exchangeID: 1)
            _ = try await reader.firstDay()
            _ = try await reader.filterValues(since: Timestamp(milliseconds: 0))
        }
        #expect(history.explained >= 6)
    }

    @Test("Writing a batch, and deleting what is too old")
    func writing() async throws {
        let history = try TracedHistory()
        try await fill(history)
        let far = Timestamp(milliseconds: 3_000_000_000_000)
        let retention = Retention(
            database: history.database,
            days: 1,
            clock: ManualClock(),
            now: { far },
            logger: history.logger
        )
        try await history.explain {
            var unserved = exchange("req_3")
            unserved.servedBy = nil
            unserved.requestedModel = "odd"
            let batch = Batch(exchanges: [exchange("req_2"), unserved])
            _ = try await history.database.pool.write { db in try batch.write(to: db) }
            try await retention.sweep()
        }
        #expect(history.explained > 10)
    }
}
