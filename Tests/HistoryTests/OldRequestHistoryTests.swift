import MessagesAPI
import Providers
import Logging
import InMemoryLogging
import GRDB
import Gateway
import Testing

@testable import History

@Suite("A request_history table of the original project")
struct OldRequestHistoryTests {
    /// Opens a history over a database that `sql` made.
    private func open(over sql: String) throws -> TemporaryHistory {
        try TemporaryHistory { path in
            let old = try DatabaseQueue(path: path)
            try old.write { try $0.execute(sql: sql) }
            try old.close()
        }
    }

    private static let wholeTable = """
        CREATE TABLE request_history (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            timestamp TEXT NOT NULL,
            request_id TEXT,
            success BOOLEAN NOT NULL,
            tokens_used INTEGER,
            original_model TEXT,
            provider TEXT,
            routed_model TEXT,
            duration_seconds REAL,
            error_message TEXT,
            is_streaming BOOLEAN
        );
        CREATE INDEX idx_timestamp ON request_history (timestamp);
        """

    @Test("A whole table with ISO 8601 times is imported")
    func isoTimes() async throws {
        let history = try open(
            over: Self.wholeTable + """
                INSERT INTO request_history VALUES
                    (7, '2024-05-01T10:00:00.250000', 'a', 1, 42, 'claude-3', 'bedrock', 'model-x', 1.5, NULL, 1),
                    (9, '2024-05-01T12:00:00+02:00', 'b', 0, NULL, 'claude-3', 'openrouter', 'model-y', 0.25, 'no', 0);
                """
        )

        let good = try #require(try await history.reader.exchange(requestID: "a")).exchange
        let bad = try #require(try await history.reader.exchange(requestID: "b")).exchange

        #expect(good.startedAt == Timestamp(milliseconds: 1_714_557_600_250))
        #expect(good.outcome == .succeeded)
        #expect(good.importedTokens == 42)
        #expect(good.usage.inputTokens == nil && good.status == nil && good.attemptCount == nil)
        #expect(good.requestedModel == "claude-3")
        #expect(good.servedBy?.id.rawValue == "bedrock/model-x")
        #expect(good.duration == .milliseconds(1500))
        #expect(good.isStreaming)
        #expect(bad.startedAt == Timestamp(milliseconds: 1_714_557_600_000))
        #expect(bad.outcome == .failed)
        #expect(bad.errorMessage == "no")
        #expect(!bad.isStreaming)
    }

    @Test("Times as SQLite spells them are imported, where columns are missing")
    func missingColumns() async throws {
        let history = try open(
            over: """
                CREATE TABLE request_history (
                    id INTEGER PRIMARY KEY, timestamp DATETIME DEFAULT CURRENT_TIMESTAMP, success INTEGER,
                    original_model TEXT
                );
                INSERT INTO request_history VALUES (1, '2024-05-01 10:00:00', 1, 'claude-3'),
                    (2, '2024-05-01 10:00:01', 0, NULL);
                """
        )

        let rows = try await history.reader.exchanges(limit: 10)

        #expect(rows.map(\.requestID) == ["imported-2", "imported-1"])
        #expect(rows.map(\.startedAt.milliseconds) == [1_714_557_601_000, 1_714_557_600_000])
        #expect(rows.map(\.outcome) == [.failed, .succeeded])
        #expect(rows.map(\.requestedModel) == ["", "claude-3"])
        #expect(rows.allSatisfy { $0.servedBy == nil && $0.duration == nil && $0.importedTokens == nil })
    }

    @Test("Epoch times are imported, be they seconds or milliseconds, number or text")
    func epochTimes() async throws {
        let history = try open(
            over: """
                CREATE TABLE request_history (timestamp, request_id, success, error_message);
                INSERT INTO request_history VALUES
                    (1714557600, 'whole', 'true', NULL),
                    (1714557600.5, 'half', 'false', 'x'),
                    (1714557600123, 'milliseconds', 1, NULL),
                    ('1714557600.25', 'text', 1, NULL);
                """
        )

        func start(_ id: String) async throws -> Int64? {
            try await history.reader.exchange(requestID: id)?.exchange.startedAt.milliseconds
        }
        #expect(try await start("whole") == 1_714_557_600_000)
        #expect(try await start("half") == 1_714_557_600_500)
        #expect(try await start("milliseconds") == 1_714_557_600_123)
        #expect(try await start("text") == 1_714_557_600_250)
        #expect(try await history.reader.totals().succeeded == 3)
    }

    @Test("A request id that comes twice loses no row, and a time that cannot be read is not made up")
    func oddRows() async throws {
        let history = try open(
            over: Self.wholeTable + """
                INSERT INTO request_history (id, timestamp, request_id, success) VALUES
                    (1, '2024-05-01 10:00:00', 'a', 0), (2, '2024-05-01 10:00:01', 'a', 1),
                    (3, 'yesterday', 'b', 1), (4, '2024-05-01 10:00:02', NULL, 1);
                """
        )

        let rows = try await history.reader.exchanges(limit: 10)

        #expect(rows.map(\.requestID) == ["imported-4", "a#2", "a"])
    }

    @Test("The table is kept under another name, its place taken by the view, and imported only once")
    func kept() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/history.db"
        let old = try DatabaseQueue(path: path)
        try await old.write { db in
            try db.execute(
                sql: Self.wholeTable + """
                    CREATE TABLE request_history_imported (a);
                    INSERT INTO request_history (timestamp, request_id, success, tokens_used)
                    VALUES ('2024-05-01 10:00:00', 'a', 1, 5);
                    """
            )
        }
        try old.close()
        let logger = try TemporaryHistory().logger
        try HistoryDatabase.open(path: path, logger: logger).close()

        let database = try HistoryDatabase.open(path: path, logger: logger)

        try await database.pool.read { db throws in
            #expect(try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM request_history_imported_2") == 1)
            #expect(try db.viewExists("request_history"))
            #expect(try Int.fetchOne(db, sql: "SELECT tokens_used FROM request_history") == 5)
            #expect(try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM exchange") == 1)
        }
        try database.close()
    }

    @Test("What was imported is told in the log")
    func log() throws {
        let history = try open(
            over: Self.wholeTable
                + "INSERT INTO request_history (timestamp, success) VALUES ('2024-05-01 10:00:00', 1);"
        )
        let entry = try #require(history.log.entries.last { $0.level == .notice })
        #expect(entry.metadata["history.imported"] == "1")
        #expect(entry.metadata["history.kept_table"] == "request_history_imported")
    }
}
