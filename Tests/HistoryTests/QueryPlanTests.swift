import GRDB
import Testing

@testable import History

@Suite("Each question is answered over an index")
struct QueryPlanTests {
    private func plan(_ sql: String, _ arguments: StatementArguments) async throws -> String {
        let history = try TemporaryHistory()
        return try await history.database.pool.read { db in
            try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: arguments)
                .map { $0["detail"] as String }
                .joined(separator: "\n")
        }
    }

    @Test("Pages are read along the index of starts, without sorting")
    func pages() async throws {
        #expect(
            try await self.plan(HistoryReader.Query.newest, [10]) == "SCAN exchange USING INDEX exchange_by_start"
        )
        let plan = try await plan(HistoryReader.Query.newestBefore, [1, 1, 10])
        #expect(plan.hasPrefix("SEARCH exchange USING INDEX exchange_by_start ("))
        #expect(!plan.contains("TEMP B-TREE"))
    }

    @Test("One request, its attempts and its bodies are looked up")
    func lookUps() async throws {
        #expect(
            try await plan(HistoryReader.Query.byRequestID, ["a"])
                == "SEARCH exchange USING INDEX sqlite_autoindex_exchange_1 (request_id=?)"
        )
        #expect(
            try await plan(HistoryReader.Query.attempts, [1]) == "SEARCH attempt USING PRIMARY KEY (exchange_id=?)"
        )
        #expect(
            try await plan(HistoryReader.Query.bodies, [1]) == "SEARCH body USING INTEGER PRIMARY KEY (rowid=?)"
        )
    }

    @Test("Figures are read from a range of sums, whatever facets are asked for", arguments: [[], [1, 2, 3]])
    func figures(facets: [Int64]) async throws {
        typealias Query = HistoryReader.Query
        for sql in [Query.sums(facets), Query.series(facets)] {
            let plan = try await plan(sql, [1, 2, 3])
            #expect(plan == "SEARCH rollup USING PRIMARY KEY (level=? AND start_ms>? AND start_ms<?)")
        }
        for sql in [Query.bins(facets), Query.binSeries(facets)] {
            let plan = try await plan(sql, [1, 2, 3])
            #expect(plan.hasPrefix("SEARCH latency_bin USING PRIMARY KEY (level=? AND start_ms>? AND start_ms<?)"))
        }
        let errors = try await plan(Query.errorGroups(facets), [1, 2, 3, 4])
        #expect(errors.contains("SEARCH rollup USING PRIMARY KEY (level=? AND start_ms>? AND start_ms<?)"))
        #expect(errors.contains("SEARCH facet USING INTEGER PRIMARY KEY (rowid=?)"))
        let newest = try await plan(Query.newestOfFacets("1,2"), [1, 2])
        #expect(newest.contains("SEARCH exchange USING INDEX exchange_by_facet (facet_id=? AND started_at_ms>?"))
    }

    @Test("The first day and the presence of bodies are looked up")
    func details() async throws {
        #expect(
            try await plan(HistoryReader.Query.firstDay, [2]) == "SEARCH rollup USING PRIMARY KEY (level=?)"
        )
        #expect(
            try await plan(HistoryReader.Query.hasBodies, [1]) == "SEARCH body USING INTEGER PRIMARY KEY (rowid=?)"
        )
    }

    @Test("Failed attempts are read along their own index")
    func attempts() async throws {
        let plan = try await plan(HistoryReader.Query.attemptErrors, [1, 2, 3, 4])
        #expect(plan.contains("SEARCH attempt USING INDEX attempt_by_start_of_error (started_at_ms>?"))
    }

    @Test("What is too old is found along the index of starts, and what hangs on it is looked up")
    func retention() async throws {
        let plan = try await plan(Retention.deletion, [1, 500])
        #expect(plan.contains("USING COVERING INDEX exchange_by_start (started_at_ms<?)"))
        #expect(!plan.contains("SCAN exchange"))
        #expect(!plan.contains("TEMP B-TREE"))
    }

    @Test("A page of a facet, a session or a request id is read along an index that gives the newest first")
    func filters() async throws {
        typealias Query = HistoryReader.Query
        let time = "started_at_ms >= ? AND started_at_ms < ? AND (started_at_ms, id) < (?, ?)"
        for (condition, index) in [("facet_id", "exchange_by_facet"), ("session_id", "exchange_by_session")] {
            let plan = try await plan(Query.page("\(condition) = ? AND \(time)", .older), ["x", 1, 2, 3, 4, 5])
            #expect(plan.hasPrefix("SEARCH exchange USING INDEX \(index) (\(condition)=?"))
            #expect(!plan.contains("TEMP B-TREE"))
        }
        let newer = try await plan(Query.page(time.replacing("<", with: ">"), .newer), [1, 2, 3, 4, 5])
        #expect(newer.hasPrefix("SEARCH exchange USING INDEX exchange_by_start ("))
        #expect(!newer.contains("TEMP B-TREE"))
        let prefix = try await plan(Query.rows("request_id >= ? AND request_id < ?"), ["a", "b", 1, 2, 3])
        #expect(prefix.contains("SEARCH exchange USING INDEX"))
    }

    @Test("Old sums are found along their keys", arguments: ["rollup", "latency_bin"])
    func oldSums(table: String) async throws {
        let plan = try await plan(Retention.sumDeletion(table), [1, 2])
        #expect(plan == "SEARCH \(table) USING PRIMARY KEY (level=? AND start_ms<?)")
    }
}
