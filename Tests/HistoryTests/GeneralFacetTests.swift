import GRDB
import Gateway
import Logging
import Providers
import TestSupport
import Testing

@testable import History

@Suite("General facets")
struct GeneralFacetTests {
    private static let start: Int64 = 1_800_000_000_000

    private func store(_ exchanges: [Exchange], in history: TemporaryHistory) async throws {
        _ = try await history.database.pool.write { db in try Batch(exchanges: exchanges).write(to: db) }
    }

    /// An exchange that broke after `good` had begun to serve it.
    private func broken(_ number: Int) -> Exchange {
        var exchange = Exchange.full("broken_\(number)")
        exchange.startedAt = Timestamp(milliseconds: Self.start + Int64(number))
        exchange.requestedModel = "model-\(number)"
        exchange.outcome = .failed
        exchange.errorClass = "api_error"
        return exchange
    }

    private func refused(_ number: Int) -> Exchange {
        var exchange = Exchange.sample("refused_\(number)", startedAt: Self.start + Int64(number))
        exchange.requestedModel = "odd-\(number)"
        exchange.outcome = .failed
        exchange.status = 400
        exchange.errorClass = "invalid_request_error"
        return exchange
    }

    private func filter(_ change: (inout ExchangeFilter) -> Void) -> ExchangeFilter {
        var filter = ExchangeFilter(
            start: Timestamp(milliseconds: Self.start),
            end: Timestamp(milliseconds: Self.start + 86_400_000)
        )
        change(&filter)
        return filter
    }

    private func count(_ history: TemporaryHistory, facetsWhere condition: String) async throws -> Int? {
        try await history.database.pool.read { db in
            try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM facet WHERE \(condition)")
        }
    }

    /// Holds list, figures and errors against each other.
    private func expect(
        _ expected: Int,
        in history: TemporaryHistory,
        _ filter: ExchangeFilter,
        at place: SourceLocation = #_sourceLocation
    ) async throws {
        let list = try await history.reader.exchanges(filter, limit: 200)
        let summary = try await history.reader.summary(filter)
        let errors = try await history.reader.errorGroups(filter)
        #expect(list.count == expected, sourceLocation: place)
        #expect(summary.sums.exchanges == expected, sourceLocation: place)
        #expect(errors.map(\.count).reduce(0, +) == expected, sourceLocation: place)
        for group in errors {
            #expect(group.target == group.newest.servedBy?.id.rawValue, sourceLocation: place)
        }
    }

    @Test("What nobody ever served keeps no room from what counts, and is found all the same")
    func refusals() async throws {
        let history = try TemporaryHistory()
        try await store((0..<Facet.limit + 5).map(refused), in: history)
        try await store([broken(1)], in: history)

        #expect(try await count(history, facetsWhere: "1") == 2)
        try await expect(1, in: history, filter { $0.requestedModel = "model-1" })
        try await expect(1, in: history, filter { $0.requestedModel = "odd-7" })
        try await expect(
            1,
            in: history,
            filter { filter in
                filter.requestedModel = "odd-7"
                filter.target = ""
            }
        )
        try await expect(
            0,
            in: history,
            filter { filter in
                filter.requestedModel = "odd-7"
                filter.target = Target.good.id.rawValue
            }
        )
        try await expect(1, in: history, filter { $0.target = Target.good.id.rawValue })
        let values = try await history.reader.filterValues(since: Timestamp(milliseconds: Self.start))
        #expect(values.models == ["model-1"])

        var known = refused(9999)
        known.requestedModel = "model-1"
        try await store([known], in: history)
        #expect(try await count(history, facetsWhere: "id > 0") == 2)
        try await expect(2, in: history, filter { $0.requestedModel = "model-1" })
    }

    @Test("Beyond the limit of facets, lists, figures and errors go on to agree")
    func beyondTheLimit() async throws {
        let history = try TemporaryHistory()
        try await store((0..<Facet.limit).map(broken), in: history)
        var others = (Facet.limit..<Facet.limit + 3).map(broken)
        others[0].servedBy = .throttled
        others[0].requestedModel = "model-\(Facet.limit + 1)"
        try await store(others + [refused(1)], in: history)

        let model = "model-\(Facet.limit + 1)"
        #expect(try await count(history, facetsWhere: "id > 0") == Facet.limit)
        try await expect(2, in: history, filter { $0.requestedModel = model })
        try await expect(1, in: history, filter { $0.target = Target.throttled.id.rawValue })
        try await expect(
            1,
            in: history,
            filter { filter in
                filter.requestedModel = model
                filter.target = Target.good.id.rawValue
            }
        )
        try await expect(
            0,
            in: history,
            filter { filter in
                filter.requestedModel = model
                filter.target = ""
            }
        )
        try await expect(1, in: history, filter { $0.target = "" })
        try await expect(
            2,
            in: history,
            filter { filter in
                filter.requestedModel = model
                filter.errorClass = "api_error"
            }
        )
        let groups = try await history.reader.errorGroups(filter { $0.errorClass = "api_error" })
        #expect(groups.map(\.target) == [Target.good.id.rawValue, Target.throttled.id.rawValue])
        #expect(groups.map(\.count) == [Facet.limit + 2, 1])
    }

    @Test("A facet without exchanges is forgotten, its room is free again, and the sums that need no names stay")
    func retention() async throws {
        let history = try TemporaryHistory()
        try await store((0..<Facet.limit).map(broken), in: history)
        let day: Int64 = 86_400_000
        var later = broken(1)
        later.requestID = "later"
        later.startedAt = Timestamp(milliseconds: Self.start + 10 * day)
        try await store([later], in: history)
        let now = Timestamp(milliseconds: Self.start + 11 * day)
        let retention = Retention(
            database: history.database,
            days: 5,
            clock: ManualClock(),
            now: { now },
            logger: history.logger
        )
        try await retention.sweep()

        #expect(try await count(history, facetsWhere: "id > 0") == 1)
        var all = filter { $0.outcome = .failed }
        all.end = now
        #expect(try await history.reader.summary(all).sums.exchanges == Facet.limit + 1)
        all.requestedModel = "model-1"
        #expect(try await history.reader.summary(all).sums.exchanges == 2)
        var new = later
        new.requestID = "new"
        new.requestedModel = "new"
        try await store([new], in: history)
        #expect(try await count(history, facetsWhere: "requested_model = 'new' AND id > 0") == 1)
        try await history.database.pool.read { db throws in
            #expect(try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty)
        }
    }

    @Test("Menus offer what is used most, and no more than somebody may look through")
    func values() async throws {
        let history = try TemporaryHistory()
        try await store((0..<HistoryReader.valueLimit + 50).map(broken), in: history)
        var often = broken(HistoryReader.valueLimit + 40)
        often.requestID = "again"
        try await store([often], in: history)
        let reader = history.reader

        let values = try await reader.filterValues(since: Timestamp(milliseconds: Self.start))
        #expect(values.models.count == HistoryReader.valueLimit)
        #expect(values.models.prefix(2) == [often.requestedModel, "model-0"])
        #expect(values.statuses == [200])
        #expect(values.providers == ["own"])
        let later = try await reader.filterValues(since: Timestamp(milliseconds: Self.start + 86_400_000))
        #expect(later.models.first == "model-0")
    }

    @Test("A history with facets of models that nobody served gives their room back")
    func migration() async throws {
        let history = try TemporaryHistory { path in
            let queue = try DatabaseQueue(path: path)
            try Schema.migrator(logger: Logger(label: "test")).migrate(queue, upTo: "countFailures")
            try queue.write { db in try db.execute(sql: Self.earlier) }
            try queue.close()
        }

        #expect(try await count(history, facetsWhere: "id > 0") == 2)
        #expect(try await count(history, facetsWhere: "id < 0") == 2)
        let models = [("odd", 2), ("served", 1), ("imported", 1), ("late", 1)]
        for (model, count) in models {
            let filter = filter { $0.requestedModel = model }
            #expect(try await history.reader.exchanges(filter, limit: 9).count == count, "\(model)")
            #expect(try await history.reader.summary(filter).sums.exchanges == count, "\(model)")
        }
        #expect(try await history.reader.summary(filter { $0.outcome = .failed }).sums.exchanges == 4)
        try await history.database.pool.read { db throws in
            #expect(try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty)
        }
    }

    /// Two refused requests, one served, one imported, and one that came after the limit.
    private static let earlier = """
        INSERT INTO facet (id, \(Facet.columns)) VALUES
            (1, 'odd', '', '', 'failed', 400, 'invalid_request_error', 0),
            (2, 'served', 'own/m', 'own', 'succeeded', 200, '', 0),
            (3, 'imported', '', '', 'failed', 0, '', 0),
            (4, '', '', 'own', 'failed', 500, 'api_error', 0);
        INSERT INTO exchange (request_id, started_at_ms, requested_model, is_streaming, outcome, status, facet_id,
            served_target, served_provider, attempt_count) VALUES
            ('a', \(start), 'odd', 0, 'failed', 400, 1, NULL, NULL, 0),
            ('b', \(start + 1), 'odd', 0, 'failed', 400, 1, NULL, NULL, 0),
            ('c', \(start), 'served', 0, 'succeeded', 200, 2, 'own/m', 'own', 1),
            ('d', \(start), 'imported', 0, 'failed', NULL, 3, NULL, NULL, NULL),
            ('e', \(start), 'late', 0, 'failed', 500, 4, 'own/m', 'own', 1);
        INSERT INTO rollup (level, facet_id, start_ms, \(ExchangeSums.names), durations, first_tokens)
        SELECT column1, facet_id, started_at_ms - started_at_ms % column2, \(ExchangeSums.sumsOfRows), '', ''
        FROM exchange, (VALUES (0, 300000), (1, 3600000), (2, 86400000)) GROUP BY 1, 2, 3;
        """
}
