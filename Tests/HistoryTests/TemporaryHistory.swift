import Foundation
import InMemoryLogging
import Logging
import Testing

@testable import History

/// A directory of one test's own; gone with the test.
final class TemporaryDirectory {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "claude-proxy-history-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// A fresh database on disk, with the log of whoever uses it.
final class TemporaryHistory {
    let log = InMemoryLogHandler()
    let logger: Logger
    let path: String
    let database: HistoryDatabase
    private let directory: TemporaryDirectory

    /// Opens a new history; `prepare` may put something at its path before.
    init(busyTimeout: Duration = .seconds(2), prepare: (_ path: String) throws -> Void = { _ in }) throws {
        directory = try TemporaryDirectory()
        path = directory.path + "/history.db"
        logger = Logger(label: "test", factory: { [log] _ in log })
        try prepare(path)
        database = try HistoryDatabase.open(path: path, busyTimeout: busyTimeout, logger: logger)
    }

    var reader: HistoryReader { HistoryReader(database: database) }

    var warnings: [InMemoryLogHandler.Entry] { log.entries.filter { $0.level >= .warning } }
}
