import GRDB
import Logging
import Synchronization
import Testing

@testable import History

/// A history of which every statement is taken down, to be explained afterwards.
final class TracedHistory {
    /// What may be read whole: tables of a bounded length, and what was cut to a length before.
    private static let short = ["facet USING COVERING INDEX", "facet", "cooldown", "(subquery-", "sqlite_master"]

    private let history: TemporaryHistory
    private let statements: Statements
    let database: HistoryDatabase
    /// Statements that were explained.
    private(set) var explained = 0

    var logger: Logger { history.logger }

    init() throws {
        let history = try TemporaryHistory()
        let statements = Statements()
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { db in db.trace { statements.take($0) } }
        self.history = history
        self.statements = statements
        database = HistoryDatabase(
            path: history.path,
            pool: try DatabasePool(path: history.path, configuration: configuration)
        )
    }

    /// Runs `body` and holds each of its statements against the rules.
    func explain(_ body: () async throws -> Void) async throws {
        statements.clear()
        try await body()
        let verbs = ["SELECT", "INSERT", "DELETE", "UPDATE"]
        let taken = statements.all.filter { sql in verbs.contains { sql.hasPrefix($0) } }
        for sql in taken.sorted() {
            let plan = try await history.database.pool.read { db in
                try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(sql)").map { $0["detail"] as String }
            }
            for line in plan { check(line, of: sql) }
        }
        explained = taken.count
    }

    private func check(_ line: String, of sql: String) {
        if line.hasPrefix("SCAN ") {
            let isShort = Self.short.contains { line.hasPrefix("SCAN \($0)") }
            let isLimitedWalk = sql.contains("LIMIT") && line.contains("INDEX")
            #expect(isShort || isLimitedWalk, "\(line)\n\(sql)")
        }
        if line.contains("USING INDEX") || line.contains("USING COVERING INDEX"), line.contains("exchange_by_facet") {
            #expect(line.contains("facet_id=?"), "\(line)\n\(sql)")
        }
        if line.contains("TEMP B-TREE") {
            // Request ids are counted before they are sorted, and facets are few.
            let isShort = sql.contains("sqlite_autoindex_exchange_1") || sql.contains("FROM facet")
            #expect(isShort, "\(line)\n\(sql)")
        }
    }
}

/// Distinct statements, with their values.
private final class Statements: Sendable {
    private let taken = Mutex<Set<String>>([])

    var all: Set<String> { taken.withLock { $0 } }

    func take(_ event: Database.TraceEvent) {
        guard case .statement(let statement) = event else { return }
        let sql = statement.expandedSQL
        taken.withLock { _ = $0.insert(sql) }
    }

    func clear() { taken.withLock { $0 = [] } }
}
