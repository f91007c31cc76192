import Foundation
import GRDB

/// The history as any other program sees it.
struct HistoryFile {
    private let path: String

    init(_ path: String) { self.path = path }

    /// The first column of a query's rows, as text.
    func query(_ sql: String) throws -> [String] {
        let queue = try DatabaseQueue(path: path)
        return try queue.read { try String.fetchAll($0, sql: sql) }
    }
}

extension HistoryFile {
    /// Waits until so many exchanges are written.
    /// - Returns: Who served each, in their order.
    func settled(count: Int) async throws -> [String] {
        let deadline = ContinuousClock.now + .seconds(10)
        while ContinuousClock.now < deadline {
            let rows = try query("SELECT COALESCE(served_provider, '') FROM exchange ORDER BY started_at_ms, id")
            if rows.count >= count { return rows }
            try await Task.sleep(for: .milliseconds(20))
        }
        return try query("SELECT COALESCE(served_provider, '') FROM exchange ORDER BY started_at_ms, id")
    }
}
