package import Gateway
import GRDB
import Providers

/// The questions that are asked of the history.
///
/// Each is answered over an index, beside the writer and not after it. What cannot be read is a
/// ``HistoryDatabaseError``; a cancelled task ends with `CancellationError`.
package struct HistoryReader: Sendable {
    /// Exchanges on one page at most.
    package static let pageLimit = 200

    private let database: HistoryDatabase

    package init(database: HistoryDatabase) { self.database = database }

    /// One exchange with its attempts in order; `nil` if there is none with this id.
    package func exchange(requestID: String) async throws -> (exchange: ExchangeRow, attempts: [AttemptRow])? {
        try await read { db in
            guard let row = try Row.fetchOne(db, sql: Query.byRequestID, arguments: [requestID]) else { return nil }
            let exchange = ExchangeRow(row)
            let attempts = try Row.fetchAll(db, sql: Query.attempts, arguments: [exchange.id]).map(AttemptRow.init)
            return (exchange, attempts)
        }
    }

    /// The bodies of one exchange; `nil` if none were kept.
    package func bodies(exchangeID: Int64) async throws -> ExchangeBodies? {
        try await read { db in
            try Row.fetchOne(db, sql: Query.bodies, arguments: [exchangeID]).map(ExchangeBodies.init)
        }
    }

    /// The cool-downs that end after `now`.
    package func cooldowns(after now: Timestamp) async throws -> [Cooldown] {
        try await read { db in
            try Row.fetchAll(db, sql: Query.cooldowns, arguments: [now.milliseconds]).map(Cooldown.init)
        }
    }

    func read<Answer: Sendable>(_ question: @escaping @Sendable (Database) throws -> Answer) async throws
        -> Answer
    {
        do {
            return try await database.pool.read(question)
        } catch let error as DatabaseError {
            throw HistoryDatabaseError(error, path: database.path)
        }
    }
}

extension HistoryReader {
    /// The statements, in one place so that a test can ask SQLite how it would run each.
    enum Query {
        static let byID = "\(ExchangeTable.selection) WHERE id = ?"
        static let byRequestID = "\(ExchangeTable.selection) WHERE request_id = ?"
        static let attempts = "\(AttemptTable.selection) WHERE exchange_id = ? ORDER BY position"
        static let bodies = "SELECT request_body, response_body FROM body WHERE exchange_id = ?"
        static let cooldowns = "SELECT target, until_ms, reason, detail FROM cooldown WHERE until_ms > ?"
    }
}

extension Cooldown {
    fileprivate init(_ row: Row) {
        self.init(
            target: Target.ID(rawValue: row["target"]),
            until: Timestamp(milliseconds: row["until_ms"]),
            reason: row["reason"],
            detail: row["detail"]
        )
    }
}
