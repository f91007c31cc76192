import GRDB

/// Sums in the order of their facets, with the histograms beside them.
extension Schema {
    /// Moves `rollup` and `latency_bin` into one table, sorted so that one facet's sums lie together, and adds the sums
    /// over all facets: what most ask for is then a few hundred rows, however many facets there are.
    static func sortRollupByFacet(in db: Database) throws {
        try db.execute(sql: rollupByFacet)
        try db.execute(sql: "INSERT INTO rollup \(sumsByFacet)")
        try db.execute(sql: "INSERT INTO rollup \(sumsOverFacets)")
        try db.execute(sql: "DROP TABLE rollup_by_start; DROP TABLE latency_bin;")
    }

    /// A row for each level, facet (0: all of them) and bucket.
    ///
    /// `durations` and `first_tokens` are histograms, see ``LatencyHistogram/text``.
    private static let rollupByFacet = """
        ALTER TABLE rollup RENAME TO rollup_by_start;
        CREATE TABLE rollup (
            level INTEGER NOT NULL,
            facet_id INTEGER NOT NULL,
            start_ms INTEGER NOT NULL,
            exchanges INTEGER NOT NULL,
            succeeded INTEGER NOT NULL,
            cancelled INTEGER NOT NULL,
            failovers INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            input_tokens INTEGER NOT NULL,
            output_tokens INTEGER NOT NULL,
            cache_read_tokens INTEGER NOT NULL,
            cache_write_tokens INTEGER NOT NULL,
            imported_tokens INTEGER NOT NULL,
            cost_usd REAL NOT NULL,
            priced INTEGER NOT NULL,
            duration_sum_ms INTEGER NOT NULL,
            durations TEXT NOT NULL,
            first_tokens TEXT NOT NULL,
            PRIMARY KEY (level, facet_id, start_ms)
        ) STRICT, WITHOUT ROWID;
        """

    private static let sumsByFacet = """
        SELECT level, facet_id, start_ms, \(ExchangeSums.names), \(histogram(.duration)), \(histogram(.timeToFirstToken))
        FROM rollup_by_start AS r ORDER BY level, facet_id, start_ms
        """

    private static let sumsOverFacets = """
        SELECT level, \(Facet.all), start_ms, \(ExchangeSums.columns.map { "SUM(\($0.name))" }.joined(separator: ", ")),
            \(histogramOverFacets(.duration)), \(histogramOverFacets(.timeToFirstToken))
        FROM rollup_by_start AS r GROUP BY level, start_ms
        """

    private static func histogram(_ kind: LatencyKind) -> String {
        """
        COALESCE((
            SELECT group_concat(bin || ':' || count, ' ') FROM latency_bin AS b
            WHERE b.level = r.level AND b.start_ms = r.start_ms AND b.facet_id = r.facet_id AND b.kind = \(kind.rawValue)
        ), '')
        """
    }

    private static func histogramOverFacets(_ kind: LatencyKind) -> String {
        """
        COALESCE((
            SELECT group_concat(bin || ':' || count, ' ') FROM (
                SELECT b.bin, SUM(b.count) AS count FROM latency_bin AS b
                WHERE b.level = r.level AND b.start_ms = r.start_ms AND b.kind = \(kind.rawValue) GROUP BY b.bin
            )
        ), '')
        """
    }
}

/// Which time a histogram of `latency_bin` was of.
enum LatencyKind: Int {
    /// From the request's arrival to the answer's end.
    case duration = 0
    /// From the request's arrival to the first content.
    case timeToFirstToken = 1
}
