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

    @Test("Totals are read from the hours alone")
    func totals() async throws {
        let plan = try await plan(HistoryTotals.selection, [1, 2])
        #expect(plan == "SEARCH hour_total USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)")
    }

    @Test("What is too old is found along the index of starts, and what hangs on it is looked up")
    func retention() async throws {
        let plan = try await plan(Retention.deletion, [1, 500])
        #expect(plan.contains("USING COVERING INDEX exchange_by_start (started_at_ms<?)"))
        #expect(!plan.contains("SCAN exchange"))
        #expect(!plan.contains("TEMP B-TREE"))
    }

    @Test(
        "Each filter has an index that gives the newest first",
        arguments: ["requested_model", "outcome", "status", "error_class", "served_target", "session_id"]
    )
    func filters(column: String) async throws {
        let sql = "\(ExchangeTable.selection) WHERE \(column) = ? ORDER BY started_at_ms DESC, id DESC LIMIT 10"
        let plan = try await plan(sql, ["x"])
        #expect(plan.hasPrefix("SEARCH exchange USING INDEX exchange_by_"))
        #expect(plan.contains("(\(column)=?)"))
        #expect(!plan.contains("TEMP B-TREE"))
    }
}
