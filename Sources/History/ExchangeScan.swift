import Gateway
import GRDB

/// How the exchanges of a filter are found in the order of their start: which index leads, and between which bounds.
struct ExchangeScan: Sendable {
    /// What leads to the rows.
    enum Source: Sendable, Equatable {
        /// The index of starts.
        case start
        /// The index of facets; one facet at a time.
        case facet
        /// The index of the models of general facets' rows.
        case generalModel
        /// The index of the targets of general facets' rows.
        case generalTarget
        /// The index of sessions.
        case session
        /// The request ids with the given beginning, few enough to be sorted.
        case requestID
    }

    /// Request ids with one beginning that are sorted at most; with more of them, a walk along the starts soon meets them.
    static let requestIDLimit = 2_000

    let source: Source
    /// What holds for the rows, beside the time.
    var condition: Condition
    /// Milliseconds; the second one is left out.
    var start: Int64
    var end: Int64

    /// The scan of a filter whose rows must be looked at one by one; `nil` where facets serve it.
    init?(_ filter: ExchangeFilter, in db: Database) throws {
        (start, end) = (filter.start.milliseconds, filter.end.milliseconds)
        condition = filter.rowCondition
        let prefix = filter.requestIDPrefix.map(Condition.init(requestIDPrefix:))
        if let prefix, try Self.isNarrow(prefix, in: db) {
            source = .requestID
            condition = prefix + condition
            if let sessionID = filter.sessionID { condition.require("session_id = ?", sessionID) }
        } else if let sessionID = filter.sessionID {
            source = .session
            condition.require("session_id = ?", sessionID)
            if let prefix { condition = condition + prefix }
        } else {
            return nil
        }
    }

    /// The scan of one facet, or of all of them together, for rows whose request id may have to have a certain beginning.
    init(facet: Int64, of filter: ExchangeFilter) {
        (start, end) = (filter.start.milliseconds, filter.end.milliseconds)
        source = facet == Facet.all ? .start : .facet
        condition = Condition()
        if facet != Facet.all { condition.require("facet_id = ?", facet) }
        if let prefix = filter.requestIDPrefix { condition = condition + Condition(requestIDPrefix: prefix) }
    }

    /// The scan of those rows of a general facet that have the names which the filter asks for.
    init(generalFacet facet: Int64, of filter: ExchangeFilter) {
        (start, end) = (filter.start.milliseconds, filter.end.milliseconds)
        source = filter.requestedModel == nil ? .generalTarget : .generalModel
        condition = Condition()
        // The second one is what the indexes are made for.
        condition.require("facet_id = ? AND facet_id < 0", facet)
        condition = condition + filter.nameCondition
        if let prefix = filter.requestIDPrefix { condition = condition + Condition(requestIDPrefix: prefix) }
    }

    /// The scan of the newest rows of the time, some `limit` of them, for those that fulfil the filter.
    init(amongNewest limit: Int, of filter: ExchangeFilter, in db: Database) throws {
        (start, end) = (filter.start.milliseconds, filter.end.milliseconds)
        source = .start
        condition = filter.rowCondition
        if let prefix = filter.requestIDPrefix { condition = condition + Condition(requestIDPrefix: prefix) }
        let first = try Int64.fetchOne(
            db.cachedStatement(sql: Query.startOfRow),
            arguments: [start, end, limit - 1]
        )
        if let first { start = first }
    }

    private static func isNarrow(_ prefix: Condition, in db: Database) throws -> Bool {
        let count = try Int.fetchOne(
            db.cachedStatement(sql: Query.requestIDCount),
            arguments: StatementArguments(prefix.arguments) + [requestIDLimit + 1]
        )
        return (count ?? 0) <= requestIDLimit
    }
}

extension ExchangeScan {
    /// The keys of the rows nearest to `key` on its given side, the nearest first.
    func keys(
        _ direction: HistoryReader.Direction,
        than key: ExchangeKey?,
        limit: Int,
        in db: Database
    ) throws -> [ExchangeKey] {
        let key = key ?? direction.edge
        let bounds: StatementArguments = [start, end, key.startedAt.milliseconds, key.id, limit]
        let rows = try Row.fetchCursor(
            db.cachedStatement(sql: Query.keys(self, direction)),
            arguments: StatementArguments(condition.arguments) + bounds
        )
        var keys: [ExchangeKey] = []
        while let row = try rows.next() {
            keys.append(ExchangeKey(startedAt: Timestamp(milliseconds: row[0]), id: row[1]))
        }
        return keys
    }

    /// Leaves out what lies behind `key`, that included, but for rows of its very millisecond.
    mutating func narrow(_ direction: HistoryReader.Direction, to key: ExchangeKey) {
        switch direction {
        case .older: start = max(start, key.startedAt.milliseconds)
        case .newer: end = min(end, key.startedAt.next)
        }
    }

    /// Leaves out what lies before `key`, but for rows of its very millisecond.
    mutating func begin(_ direction: HistoryReader.Direction, at key: ExchangeKey) {
        switch direction {
        case .older: end = min(end, key.startedAt.next)
        case .newer: start = max(start, key.startedAt.milliseconds)
        }
    }

    /// The statements.
    enum Query {
        static let requestIDCount = """
            SELECT COUNT(*) FROM (SELECT 1 FROM exchange WHERE \(Condition.requestIDPrefix) LIMIT ?)
            """

        /// The pluses keep rows of equal start from being taken for the bounds, which the first two conditions are.
        static func keys(_ scan: ExchangeScan, _ direction: HistoryReader.Direction) -> String {
            let (sign, order) = direction == .older ? ("<", "DESC") : (">", "ASC")
            return """
                SELECT started_at_ms, id FROM \(scan.rows) AND (+started_at_ms, +id) \(sign) (?, ?)
                ORDER BY started_at_ms \(order), id \(order) LIMIT ?
                """
        }

        /// What figures are made of, of the newest rows.
        static func values(_ scan: ExchangeScan) -> String {
            """
            SELECT started_at_ms, \(ExchangeSums.valuesOfRow), duration_ms, time_to_first_token_ms
            FROM \(scan.rows) ORDER BY started_at_ms DESC LIMIT ?
            """
        }

        static func count(_ scan: ExchangeScan) -> String { "SELECT COUNT(*) FROM \(scan.rows)" }

        /// The start of a row that stands so far behind the newest one of a time.
        static let startOfRow = """
            SELECT started_at_ms FROM exchange INDEXED BY exchange_by_start WHERE started_at_ms >= ? AND started_at_ms < ?
            ORDER BY started_at_ms DESC LIMIT 1 OFFSET ?
            """
    }

    /// The rows between the bounds, as the rest of a statement.
    private var rows: String {
        "\(table) WHERE \(condition.text) AND started_at_ms >= ? AND started_at_ms < ?"
    }

    /// Named, so that the choice does not hang on what SQLite guesses of the data.
    private var table: String {
        switch source {
        case .start: "exchange INDEXED BY exchange_by_start"
        case .facet: "exchange INDEXED BY exchange_by_facet"
        case .generalModel: "exchange INDEXED BY exchange_by_general_model"
        case .generalTarget: "exchange INDEXED BY exchange_by_general_target"
        case .session: "exchange INDEXED BY exchange_by_session"
        case .requestID: "exchange INDEXED BY sqlite_autoindex_exchange_1"
        }
    }
}

extension HistoryReader.Direction {
    /// The key that no row lies beyond.
    fileprivate var edge: ExchangeKey {
        switch self {
        case .older: ExchangeKey(startedAt: Timestamp(milliseconds: .max), id: .max)
        case .newer: ExchangeKey(startedAt: Timestamp(milliseconds: .min), id: .min)
        }
    }
}

extension Timestamp {
    /// The millisecond after this one; the last one that there is stays.
    fileprivate var next: Int64 { milliseconds == .max ? .max : milliseconds + 1 }
}
