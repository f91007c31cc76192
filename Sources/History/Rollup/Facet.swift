import Gateway
import GRDB
import Providers

/// What exchanges are grouped and filtered by; sums are kept for each facet.
struct Facet: Hashable, Sendable {
    var requestedModel: String
    /// Empty when nobody served the request, like ``servedProvider`` and ``errorClass``: SQLite takes no two nulls for
    /// equal.
    var servedTarget: String
    var servedProvider: String
    var outcome: String
    /// 0 where it is not known.
    var status: Int
    var errorClass: String
    var isStreaming: Bool

    init(_ exchange: Exchange) {
        requestedModel = exchange.requestedModel
        servedTarget = exchange.servedBy?.id.rawValue ?? ""
        servedProvider = exchange.servedBy?.provider ?? ""
        outcome = exchange.outcome.rawValue
        status = exchange.status
        errorClass = exchange.errorClass ?? ""
        isStreaming = exchange.isStreaming
    }

    /// The same without the names that come from clients: stands for all that came after ``limit``.
    var general: Facet {
        var facet = self
        facet.requestedModel = ""
        facet.servedTarget = ""
        return facet
    }

    /// Stands for all facets together in `rollup`; no row of `facet` has it.
    static let all: Int64 = 0

    /// Facets told apart; model names come from clients, so there is no other bound.
    static let limit = 2000
}

extension Facet {
    static let columns = "requested_model, served_target, served_provider, outcome, status, error_class, is_streaming"

    /// The facet's number, a new one if need be; `db` is inside a transaction.
    func id(in db: Database) throws -> Int64 {
        if let id = try known(in: db) { return id }
        let count = try Int.fetchOne(db, sql: "SELECT MAX(id) FROM facet") ?? 0
        if count < Self.limit { return try insert(in: db) }
        return try general.known(in: db) ?? general.insert(in: db)
    }

    /// Numbers as a statement wants them; they are the database's own, so nothing from outside gets into it.
    static func list(_ facets: [Int64]) -> String { facets.map(String.init).joined(separator: ",") }

    private func known(in db: Database) throws -> Int64? {
        let question = try db.cachedStatement(sql: Self.selection)
        return try Int64.fetchOne(question, arguments: arguments)
    }

    private func insert(in db: Database) throws -> Int64 {
        try db.execute(
            sql: "INSERT INTO facet (\(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: arguments
        )
        return db.lastInsertedRowID
    }

    private var arguments: StatementArguments {
        [requestedModel, servedTarget, servedProvider, outcome, status, errorClass, isStreaming]
    }

    static let selection = """
        SELECT id FROM facet WHERE requested_model = ? AND served_target = ? AND served_provider = ? AND outcome = ?
            AND status = ? AND error_class = ? AND is_streaming = ?
        """
}
