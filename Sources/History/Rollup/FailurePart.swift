import Gateway
import GRDB

/// Those exchanges of a facet that failed, or were cancelled, at one target.
struct FailurePart: Sendable {
    let sort: FailureSort
    /// Leads to them.
    let scan: ExchangeScan
    /// The facet whose sums count them; `nil` if the rows must be counted.
    let facet: Int64?

    /// Targets told apart in one general facet.
    static let targetLimit = 500

    /// How many of them there are.
    func count(_ filter: ExchangeFilter, in db: Database) throws -> Int {
        guard let facet else {
            let arguments = StatementArguments(scan.condition.arguments) + [scan.start, scan.end]
            return try Int.fetchOne(db, sql: ExchangeScan.Query.count(scan), arguments: arguments) ?? 0
        }
        let start = filter.level.start(of: filter.start).milliseconds
        return try Int.fetchOne(
            db.cachedStatement(sql: Query.count),
            arguments: [filter.level.rawValue, facet, start, filter.end.milliseconds]
        ) ?? 0
    }

    /// All of a filter.
    static func all(of filter: ExchangeFilter, in db: Database) throws -> [FailurePart] {
        let own = try rows(Query.facets(filter.facetCondition), filter.facetCondition, db).map { row in
            FailurePart(ofWhole: row[0], FailureSort(errorClass: row[1], target: row[2]), filter)
        }
        let general = try rows(Query.generalFacets(filter.restCondition), filter.restCondition, db).flatMap { row in
            try parts(ofGeneral: row[0], errorClass: row[1], provider: row[2], filter, db)
        }
        return own + general
    }

    private init(ofWhole facet: Int64, _ sort: FailureSort, _ filter: ExchangeFilter) {
        (self.sort, self.facet) = (sort, facet)
        scan = ExchangeScan(facet: facet, of: filter)
    }

    /// The part of a general facet that one target served, or nobody.
    private init(of facet: Int64, _ sort: FailureSort, _ filter: ExchangeFilter) {
        (self.sort, self.facet) = (sort, nil)
        var filter = filter
        filter.target = sort.target
        scan = ExchangeScan(generalFacet: facet, of: filter)
    }

    private static func rows(_ sql: String, _ condition: Condition, _ db: Database) throws -> [Row] {
        try Row.fetchAll(db, sql: sql, arguments: StatementArguments(condition.arguments))
    }

    private static func parts(
        ofGeneral facet: Int64,
        errorClass: String,
        provider: String,
        _ filter: ExchangeFilter,
        _ db: Database
    ) throws -> [FailurePart] {
        let nobody = FailureSort(errorClass: errorClass, target: "")
        switch FacetSelection.Share(of: filter, servedBy: provider) {
        case .none: return []
        case .all: return [FailurePart(ofWhole: facet, nobody, filter)]
        case .some where provider.isEmpty: return [FailurePart(of: facet, nobody, filter)]
        case .some:
            let targets = try filter.target.map { [$0] } ?? targets(ofGeneral: facet, db)
            return targets.map { FailurePart(of: facet, FailureSort(errorClass: errorClass, target: $0), filter) }
        }
    }

    /// Who served the rows of a general facet: from one to the next within the index.
    private static func targets(ofGeneral facet: Int64, _ db: Database) throws -> [String] {
        var targets = [""]
        while targets.count < targetLimit,
            let next = try String.fetchOne(
                db.cachedStatement(sql: Query.nextTarget),
                arguments: [facet, targets.last]
            )
        { targets.append(next) }
        return targets
    }

    /// The statements.
    private enum Query {
        private static let failed = "error_class <> '' AND outcome <> 'succeeded'"

        static func facets(_ condition: Condition) -> String {
            "SELECT id, error_class, served_target FROM facet WHERE id > 0 AND \(failed) AND \(condition.text)"
        }

        static func generalFacets(_ condition: Condition) -> String {
            "SELECT id, error_class, served_provider FROM facet WHERE id < 0 AND \(failed) AND \(condition.text)"
        }

        static let nextTarget = """
            SELECT served_target FROM exchange INDEXED BY exchange_by_general_target
            WHERE facet_id = ? AND facet_id < 0 AND served_target > ? ORDER BY served_target LIMIT 1
            """
        static let count = """
            SELECT SUM(exchanges) FROM rollup WHERE level = ? AND facet_id = ? AND start_ms >= ? AND start_ms < ?
            """
    }
}
