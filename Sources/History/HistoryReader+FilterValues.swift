package import Gateway
import GRDB

/// The values that filters can be set to, the most used first.
package struct FilterValues: Sendable, Equatable {
    package let models: [String]
    package let targets: [String]
    package let providers: [String]
    package let errorClasses: [String]
    package let statuses: [Int]
}

/// What there is to filter by.
extension HistoryReader {
    /// Values told of each kind: as many as somebody may look through.
    static let valueLimit = 200

    /// What filters can be set to, in the order of how many exchanges since `start` have it.
    ///
    /// Names that are in general facets alone are not told.
    package func filterValues(since start: Timestamp) async throws -> FilterValues {
        let start = RollupLevel.day.start(of: start).milliseconds
        return try await read { db in
            let facets = try Row.fetchAll(db, sql: Query.facetUses, arguments: [RollupLevel.day.rawValue, start])
                .map { row in (facet: Facet(row), uses: row["uses"] as Int) }
            return FilterValues(
                models: Self.mostUsed(facets, by: \.requestedModel, except: ""),
                targets: Self.mostUsed(facets, by: \.servedTarget, except: ""),
                providers: Self.mostUsed(facets, by: \.servedProvider, except: ""),
                errorClasses: Self.mostUsed(facets, by: \.errorClass, except: ""),
                statuses: Self.mostUsed(facets, by: \.status, except: 0)
            )
        }
    }

    /// The values of one kind; equally used ones in their own order.
    private static func mostUsed<Value: Hashable & Comparable>(
        _ facets: [(facet: Facet, uses: Int)],
        by kind: (Facet) -> Value,
        except unknown: Value
    ) -> [Value] {
        var uses: [Value: Int] = [:]
        for entry in facets { uses[kind(entry.facet), default: 0] += entry.uses }
        uses[unknown] = nil
        return uses.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(valueLimit).map(\.key)
    }
}

extension HistoryReader.Query {
    static let facetUses = """
        SELECT \(Facet.columns), COALESCE((
            SELECT SUM(exchanges) FROM rollup WHERE level = ? AND facet_id = facet.id AND start_ms >= ?
        ), 0) AS uses FROM facet
        """
}
