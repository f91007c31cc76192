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
