import Foundation
import GRDB

/// A database as the first version that was in use left it.
enum FirstVersion {
    static func schema() throws -> String {
        let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        return try String(contentsOf: fixtures.appending(path: "Fixtures/history/before-sums.sql"), encoding: .utf8)
    }

    /// Copies the exchanges of another history, as far as the first version knew their columns.
    static func copyExchanges(from path: String, to db: Database) throws {
        try db.execute(sql: "ATTACH DATABASE ? AS source", arguments: [path])
        let columns = try db.columns(in: "exchange").map(\.name).joined(separator: ", ")
        try db.execute(sql: "INSERT INTO exchange (\(columns)) SELECT \(columns) FROM source.exchange ORDER BY id")
        try db.execute(sql: "DETACH DATABASE source")
    }
}
