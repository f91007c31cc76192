import GRDB

/// The facets that a filter's exchanges are in.
struct FacetSelection: Sendable {
    /// Those whose exchanges fulfil the filter, each of them.
    private(set) var whole: [Int64]
    /// General ones of whose exchanges only those fulfil it that have the names it asks for.
    private(set) var partial: [Int64]

    init(_ filter: ExchangeFilter, in db: Database) throws {
        (whole, partial) = ([Facet.all], [])
        guard !filter.facetCondition.sql.isEmpty else { return }
        let facets = try Row.fetchAll(
            db,
            sql: Query.facets(filter),
            arguments: StatementArguments(filter.facetCondition.arguments)
        )
        whole = facets.map { $0[0] }
        guard filter.hasNames else { return }
        for row in try Row.fetchAll(
            db,
            sql: Query.generalFacets(filter),
            arguments: StatementArguments(filter.restCondition.arguments)
        ) {
            switch Share(of: filter, servedBy: row[1]) {
            case .all: whole.append(row[0])
            case .some: partial.append(row[0])
            case .none: break
            }
        }
    }

    /// The scans that lead to the filter's rows.
    func scans(of filter: ExchangeFilter) -> [ExchangeScan] {
        whole.map { ExchangeScan(facet: $0, of: filter) } + partial.map { ExchangeScan(generalFacet: $0, of: filter) }
    }

    /// How much of a general facet has the names that a filter asks for, and one target.
    enum Share {
        case all
        case some
        case none

        /// The provider is empty where nobody served, which then goes for the target too.
        init(of filter: ExchangeFilter, servedBy provider: String) {
            switch (filter.target, provider.isEmpty) {
            case (nil, true), (""?, true): self = filter.requestedModel == nil ? .all : .some
            case (_?, true): self = .none
            default: self = .some
            }
        }
    }

    /// The statements.
    enum Query {
        static func facets(_ filter: ExchangeFilter) -> String {
            "SELECT id FROM facet WHERE \(filter.hasNames ? "id > 0 AND " : "")\(filter.facetCondition.text)"
        }

        static func generalFacets(_ filter: ExchangeFilter) -> String {
            "SELECT id, served_provider FROM facet WHERE id < 0 AND \(filter.restCondition.text)"
        }
    }
}
