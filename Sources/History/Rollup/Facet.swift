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

    init(_ row: Row) {
        requestedModel = row["requested_model"]
        servedTarget = row["served_target"]
        servedProvider = row["served_provider"]
        outcome = row["outcome"]
        status = row["status"]
        errorClass = row["error_class"]
        isStreaming = row["is_streaming"]
    }

    /// The same without the names that come from clients: stands for exchanges of models that nobody ever served, for those
    /// that came after ``limit``, and for those of which no row is left.
    ///
    /// Its number is negative. Whoever wants to know a name of its exchanges must look at the rows; there are indexes of
    /// their own for that.
    var general: Facet {
        var facet = self
        facet.requestedModel = ""
        facet.servedTarget = ""
        return facet
    }

    /// Stands for all facets together in `rollup`; no row of `facet` has it.
    static let all: Int64 = 0

    /// Facets told apart, the general ones aside; model names come from clients, so there is no other bound.
    static let limit = 2000
}

extension Facet {
    static let columns = "requested_model, served_target, served_provider, outcome, status, error_class, is_streaming"

    /// The facet's number, a new one if need be; `db` is inside a transaction.
    func id(in db: Database) throws -> Int64 {
        if let id = try known(in: db) { return id }
        if self == general { return try insert(numberedBy: Query.nextGeneral, in: db) }
        guard try hasRoom(in: db) else { return try general.id(in: db) }
        return try insert(numberedBy: Query.next, in: db)
    }

    /// Whether it may be told apart: any word of a client's is a model's name until somebody has served it.
    private func hasRoom(in db: Database) throws -> Bool {
        if servedTarget.isEmpty {
            let question = try db.cachedStatement(sql: Query.servedModel)
            guard try Row.fetchOne(question, arguments: [requestedModel]) != nil else { return false }
        }
        return try Int.fetchOne(db, sql: Query.count) ?? 0 < Self.limit
    }

    /// Forgets a facet: its exchanges and sums become those of the general one.
    static func fold(_ id: Int64, in db: Database) throws {
        guard let facet = try Row.fetchOne(db, sql: Query.byID, arguments: [id]).map(Facet.init) else { return }
        let general = try facet.general.id(in: db)
        try db.execute(sql: Query.rowsToOther, arguments: [general, id])
        try RollupTable.move(from: id, to: general, in: db)
        try db.execute(sql: Query.deletion, arguments: [id])
    }

    /// Numbers as a statement wants them; they are the database's own, so nothing from outside gets into it.
    static func list(_ facets: [Int64]) -> String { facets.map(String.init).joined(separator: ",") }

    private func known(in db: Database) throws -> Int64? {
        let question = try db.cachedStatement(sql: Query.same)
        return try Int64.fetchOne(question, arguments: arguments)
    }

    private func insert(numberedBy number: String, in db: Database) throws -> Int64 {
        let id = try Int64.fetchOne(db, sql: number) ?? 1
        try db.execute(
            sql: "INSERT INTO facet (id, \(Self.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            arguments: [id] + arguments
        )
        return id
    }

    private var arguments: StatementArguments {
        [requestedModel, servedTarget, servedProvider, outcome, status, errorClass, isStreaming]
    }

    /// The statements.
    enum Query {
        static let same = """
            SELECT id FROM facet WHERE requested_model = ? AND served_target = ? AND served_provider = ? AND outcome = ?
                AND status = ? AND error_class = ? AND is_streaming = ?
            """
        static let byID = "SELECT \(Facet.columns) FROM facet WHERE id = ?"
        static let servedModel = "SELECT 1 FROM facet WHERE requested_model = ? AND served_target > '' LIMIT 1"
        static let count = "SELECT COUNT(*) FROM facet WHERE id > 0"
        static let next = "SELECT MAX(COALESCE(MAX(id), 0), 0) + 1 FROM facet"
        static let nextGeneral = "SELECT MIN(COALESCE(MIN(id), 0), 0) - 1 FROM facet"
        static let rowsToOther = "UPDATE exchange SET facet_id = ? WHERE facet_id = ?"
        static let deletion = "DELETE FROM facet WHERE id = ?"
        /// Those of which there is no row any more.
        static let unused = """
            SELECT id FROM facet WHERE id > 0
            AND NOT EXISTS (SELECT 1 FROM exchange INDEXED BY exchange_by_facet WHERE facet_id = facet.id)
            """
    }
}
