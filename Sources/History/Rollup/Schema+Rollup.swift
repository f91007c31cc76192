import GRDB

/// The tables of sums, which take the place of `hour_total`.
extension Schema {
    /// Makes the tables, gives every exchange its facet, and sums up what is there.
    static func createRollup(in db: Database) throws {
        try db.execute(sql: rollupTables)
        try fillRollup(in: db)
        try db.execute(sql: "CREATE INDEX exchange_by_facet ON exchange (facet_id, started_at_ms)")
    }

    /// Sums up all exchanges into tables that are empty.
    static func fillRollup(in db: Database) throws {
        db.add(function: binFunction)
        defer { db.remove(function: binFunction) }
        try db.execute(sql: facets)
        for level in RollupLevel.allCases {
            let start = "started_at_ms - started_at_ms % \(level.length)"
            try db.execute(
                sql: """
                    INSERT INTO rollup (level, start_ms, facet_id, \(ExchangeSums.names))
                    SELECT \(level.rawValue), \(start), facet_id, \(ExchangeSums.sumsOfRows)
                    FROM exchange GROUP BY 2, 3
                    """
            )
            for (kind, column) in [
                (LatencyKind.duration, "duration_ms"), (.timeToFirstToken, "time_to_first_token_ms"),
            ] {
                try db.execute(
                    sql: """
                        INSERT INTO latency_bin (level, start_ms, facet_id, kind, bin, count)
                        SELECT \(level.rawValue), \(start), facet_id, \(kind.rawValue), latency_bin(\(column)), COUNT(*)
                        FROM exchange WHERE \(column) IS NOT NULL GROUP BY 2, 3, 5
                        """
                )
            }
        }
    }

    private static let binFunction = DatabaseFunction("latency_bin", argumentCount: 1, pure: true) { values in
        Int64.fromDatabaseValue(values[0]).map(LatencyBin.index(of:))
    }

    /// Whatever filter is asked for, its newest rows are the newest of the facets that fit; so one index by facet
    /// replaces one for each column, of which only one could ever be used.
    private static let rollupTables = """
        DROP TRIGGER exchange_adds_to_hour_total;
        DROP TABLE hour_total;
        DROP INDEX exchange_by_requested_model;
        DROP INDEX exchange_by_outcome;
        DROP INDEX exchange_by_status;
        DROP INDEX exchange_by_error_class;
        DROP INDEX exchange_by_served_target;
        DROP INDEX attempt_by_error_class;
        CREATE INDEX attempt_by_start_of_error ON attempt (started_at_ms) WHERE error_class IS NOT NULL;
        CREATE TABLE facet (
            id INTEGER PRIMARY KEY,
            requested_model TEXT NOT NULL,
            served_target TEXT NOT NULL,
            served_provider TEXT NOT NULL,
            outcome TEXT NOT NULL,
            status INTEGER NOT NULL,
            error_class TEXT NOT NULL,
            is_streaming INTEGER NOT NULL,
            UNIQUE (requested_model, served_target, served_provider, outcome, status, error_class, is_streaming)
        ) STRICT;
        CREATE TABLE rollup (
            level INTEGER NOT NULL,
            start_ms INTEGER NOT NULL,
            facet_id INTEGER NOT NULL,
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
            PRIMARY KEY (level, start_ms, facet_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE latency_bin (
            level INTEGER NOT NULL,
            start_ms INTEGER NOT NULL,
            facet_id INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            bin INTEGER NOT NULL,
            count INTEGER NOT NULL,
            PRIMARY KEY (level, start_ms, facet_id, kind, bin)
        ) STRICT, WITHOUT ROWID;
        ALTER TABLE exchange ADD COLUMN facet_id INTEGER REFERENCES facet (id);
        """

    /// The most common facets keep their names, the rest becomes the general ones of ``Facet/general``.
    private static let facets = """
        CREATE TEMPORARY TABLE exchange_facet (
            id INTEGER PRIMARY KEY, requested_model, served_target, served_provider, outcome, status, error_class,
            is_streaming
        );
        INSERT INTO exchange_facet
        SELECT id, requested_model, COALESCE(served_target, '') AS served_target,
            COALESCE(served_provider, '') AS served_provider, outcome, COALESCE(status, 0) AS status,
            COALESCE(error_class, '') AS error_class, is_streaming
        FROM exchange;
        INSERT INTO facet (\(Facet.columns))
        SELECT \(Facet.columns) FROM exchange_facet GROUP BY \(Facet.columns) ORDER BY COUNT(*) DESC LIMIT \(Facet.limit);
        INSERT OR IGNORE INTO facet (\(Facet.columns))
        SELECT DISTINCT '', '', served_provider, outcome, status, error_class, is_streaming
        FROM exchange_facet AS e WHERE NOT EXISTS (SELECT 1 FROM facet AS f WHERE \(same));
        UPDATE exchange SET facet_id = COALESCE(
            (SELECT f.id FROM exchange_facet AS e JOIN facet AS f ON \(same)
             WHERE e.id = exchange.id),
            (SELECT f.id FROM exchange_facet AS e JOIN facet AS f ON f.requested_model = '' AND f.served_target = ''
                AND \(sameRest) WHERE e.id = exchange.id)
        );
        DROP TABLE exchange_facet;
        """

    private static let same = """
        f.requested_model = e.requested_model AND f.served_target = e.served_target AND \(sameRest)
        """

    private static let sameRest = """
        f.served_provider = e.served_provider AND f.outcome = e.outcome AND f.status = e.status
        AND f.error_class = e.error_class AND f.is_streaming = e.is_streaming
        """
}
