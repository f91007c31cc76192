import GRDB
import Gateway
import Testing

@testable import History

@Suite("The view request_history")
struct RequestHistoryViewTests {
    private func rows(_ exchanges: [Exchange]) throws -> [Row] {
        let history = try TemporaryHistory()
        return try history.database.pool.write { db in
            _ = try Batch(exchanges: exchanges).write(to: db)
            return try Row.fetchAll(db, sql: "SELECT * FROM request_history ORDER BY id")
        }
    }

    @Test("It has the columns of the original project")
    func columns() async throws {
        let row = try #require(try rows([.full("req_1")]).first)
        let names = [
            "id", "timestamp", "request_id", "success", "tokens_used", "original_model", "provider", "routed_model",
            "duration_seconds", "error_message", "is_streaming",
        ]
        #expect(Array(row.columnNames) == names)
    }

    @Test("It tells a served request")
    func served() async throws {
        var exchange = Exchange.full("req_1")
        exchange.startedAt = Timestamp(milliseconds: 1_700_000_000_123)
        let row = try #require(try rows([exchange]).first)

        #expect(row["id"] == 1)
        #expect(row["timestamp"] == "2023-11-14 22:13:20.123")
        #expect(row["request_id"] == "req_1")
        #expect(row["success"] == 1)
        #expect(row["tokens_used"] == 21)
        #expect(row["original_model"] == "claude-sonnet-4-6")
        #expect(row["provider"] == "own")
        #expect(row["routed_model"] == "model-2")
        #expect(row["duration_seconds"] == 2.5)
        #expect(row["error_message"] == exchange.errorMessage)
        #expect(row["is_streaming"] == 1)
    }

    @Test("It tells a failed request with the target tried last, and no tokens where none are known")
    func failed() async throws {
        var exchange = Exchange.sample("req_1")
        exchange.isStreaming = false
        exchange.attempts = [.good, .failed]
        let row = try #require(try rows([exchange]).first)

        #expect(row["success"] == 0)
        #expect(row["tokens_used"] as Int? == nil)
        #expect(row["provider"] == "bedrock")
        #expect(row["routed_model"] == "model-1")
        #expect(row["is_streaming"] == 0)
    }

    @Test("Its timestamp can be compared with SQLite's own")
    func comparison() async throws {
        let history = try TemporaryHistory()
        let count = try await history.database.pool.write { db in
            _ = try Batch(exchanges: [.sample("old"), .sample("new", startedAt: 1_700_000_060_000)]).write(to: db)
            let sql = "SELECT COUNT(*) FROM request_history WHERE timestamp > datetime(1700000030, 'unixepoch')"
            return try Int.fetchOne(db, sql: sql)
        }
        #expect(count == 1)
    }
}
