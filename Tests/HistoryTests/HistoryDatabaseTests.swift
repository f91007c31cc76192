import Foundation
import GRDB
import Gateway
import Logging
import Testing

@testable import History

@Suite("Opening the history")
struct HistoryDatabaseTests {
    private let logger = Logger(label: "test")

    private func mode(of path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    private func error(opening path: String) -> HistoryDatabaseError? {
        do throws(HistoryDatabaseError) {
            _ = try HistoryDatabase.open(path: path, busyTimeout: .milliseconds(1), logger: logger)
            return nil
        } catch {
            return error
        }
    }

    @Test("Only the owner can read the database, its log and its directory")
    func modes() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/made/history.db"

        let database = try HistoryDatabase.open(path: path, logger: logger)

        #expect(try mode(of: directory.path + "/made") == 0o700)
        for suffix in ["", "-wal", "-shm"] { #expect(try mode(of: path + suffix) == 0o600, "\(suffix)") }
        try database.close()
    }

    @Test("An open file is closed to others")
    func modeOfOldFile() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/history.db"
        #expect(FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o644]))

        let database = try HistoryDatabase.open(path: path, logger: logger)

        #expect(try mode(of: path) == 0o600)
        #expect(try mode(of: path + "-wal") == 0o600)
        try database.close()
    }

    @Test("The log is written ahead, commits survive the process, and foreign keys hold")
    func pragmas() throws {
        let history = try TemporaryHistory()
        try history.database.pool.writeWithoutTransaction { db in
            let journalMode = try String.fetchOne(db, sql: "PRAGMA journal_mode")
            let synchronous = try Int.fetchOne(db, sql: "PRAGMA synchronous")
            let foreignKeys = try Int.fetchOne(db, sql: "PRAGMA foreign_keys")
            #expect(journalMode == "wal")
            #expect(synchronous == 1)
            #expect(foreignKeys == 1)
        }
    }

    @Test("Opening a second time finds what was there")
    func reopening() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/history.db"
        let first = try HistoryDatabase.open(path: path, logger: logger)
        _ = try await first.pool.write { db in try Batch(exchanges: [.full("req_1")]).write(to: db) }
        try first.close()

        let second = try HistoryDatabase.open(path: path, logger: logger)

        #expect(try await HistoryReader(database: second).exchange(requestID: "req_1") != nil)
        try second.close()
    }

    @Test("A file that is no database is told in one sentence", arguments: [100, 5000])
    func corrupt(bytes: Int) throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/history.db"
        try Data(repeating: 0x41, count: bytes).write(to: URL(fileURLWithPath: path))

        #expect(error(opening: path) == .notADatabase(path: path))
        #expect("\(HistoryDatabaseError.notADatabase(path: path))".contains(path))
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).count == bytes)
    }

    @Test("A database whose pages were overwritten is told")
    func damaged() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/history.db"
        try HistoryDatabase.open(path: path, logger: logger).close()
        #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
        let file = try #require(FileHandle(forUpdatingAtPath: path))
        try file.seek(toOffset: 100)
        try file.write(contentsOf: Data(repeating: 0x41, count: 8000))
        try file.close()

        #expect(error(opening: path) == .notADatabase(path: path))
    }

    @Test("A directory in the file's place is told")
    func directoryInPlace() throws {
        let directory = try TemporaryDirectory()
        #expect(error(opening: directory.path) == .notADatabase(path: directory.path))
    }

    @Test("A missing directory of the directory is told")
    func directoryMissing() throws {
        let directory = try TemporaryDirectory()
        #expect(
            error(opening: directory.path + "/a/b/history.db") == .directoryMissing(path: directory.path + "/a/b")
        )
    }

    @Test("A file in the directory's place is told")
    func fileAsDirectory() throws {
        let history = try TemporaryHistory()
        #expect(error(opening: history.path + "/x.db") == .directoryMissing(path: history.path))
    }

    @Test("A file that may not be read is told", .enabled(if: geteuid() != 0, "root may read everything"))
    func noPermission() throws {
        let directory = try TemporaryDirectory()
        try FileManager.default.setAttributes([.posixPermissions: 0o500], ofItemAtPath: directory.path)
        let path = directory.path + "/history.db"
        #expect(error(opening: path) == .noPermission(path: path))
    }

    @Test("A database locked by somebody else is told")
    func locked() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/history.db"
        let other = try DatabaseQueue(path: path)
        let error = try other.inDatabase { db in
            var found: HistoryDatabaseError?
            try db.inTransaction(.exclusive) {
                try db.execute(sql: "CREATE TABLE t (a)")
                found = self.error(opening: path)
                return .rollback
            }
            return found
        }

        #expect(error == .locked(path: path))
    }

    @Test("A database of a newer version is told")
    func newerVersion() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path + "/history.db"
        let database = try HistoryDatabase.open(path: path, logger: logger)
        try database.pool.write { db in
            try db.execute(sql: "INSERT INTO grdb_migrations VALUES ('createSomethingOfTheFuture')")
        }
        try database.close()

        #expect(error(opening: path) == .newerVersion(path: path))
    }

    @Test("A history from before costs had a source is kept, and takes new attempts")
    func olderVersion() async throws {
        let logger = logger
        let history = try TemporaryHistory { path in
            let old = try DatabaseQueue(path: path)
            try Schema.migrator(logger: logger).migrate(old, upTo: "createRequestHistoryView")
            try old.write { db in
                try db.execute(
                    sql: """
                        INSERT INTO exchange (request_id, started_at_ms, requested_model, is_streaming, outcome)
                            VALUES ('old', 0, 'm', 0, 'succeeded');
                        INSERT INTO attempt (exchange_id, position, target, provider, model, started_at_ms, duration_ms,
                            cost_usd) VALUES (1, 0, 'p/m', 'p', 'm', 0, 1, 0.25);
                        """
                )
            }
            try old.close()
        }

        let attempts = try #require(try await history.reader.exchange(requestID: "old")).attempts
        #expect(attempts.map(\.costUSD) == [0.25])
        #expect(attempts.map(\.costSource) == [nil])
        _ = try await history.database.pool.write { db in try Batch(exchanges: [.full("new")]).write(to: db) }
        let stored = try #require(try await history.reader.exchange(requestID: "new")).attempts
        #expect(stored.map(\.costSource) == [nil, .upstream])
    }

    @Test("Each error is one sentence that names the place")
    func sentences() {
        let errors: [HistoryDatabaseError] = [
            .locked(path: "/p"), .notADatabase(path: "/p"), .noPermission(path: "/p"), .directoryMissing(path: "/p"),
            .diskFull(path: "/p"), .newerVersion(path: "/p"), .unusable(path: "/p", fault: "disk I/O error"),
        ]
        for error in errors {
            #expect(error.description.contains("/p"))
            #expect(!error.description.contains("\n"))
        }
    }
}
